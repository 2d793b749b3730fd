"""The guard: what sinks is refused, what is lowered is explained, what is measured is worth it."""

from itertools import islice

import pytest

import cleankit
from benchmarks import floors, guard
from benchmarks.accuracy import shipped
from benchmarks.floors import Book, Entry, FloorError, compare, updated
from benchmarks.scale import Point, exponent, made_lines
from benchmarks.texts import made_parts
from benchmarks.timing import least_seconds

BOOK = Book(
    {
        "made/chain-vs-ftfy": Entry(7.0, 10.0, "times", "why"),
        "real/chain-vs-ftfy": Entry(9.0, 12.0, "times", "why"),
    }
)
DESCRIBED = {"made/chain-vs-ftfy": ("times", "why"), "made/new": ("times", "why")}


@pytest.mark.parametrize(
    ("measured", "state"),
    [
        ({"made/chain-vs-ftfy": 7.0}, "ok"),
        ({"made/chain-vs-ftfy": 6.9}, "sunk"),
        ({"made/chain-vs-ftfy": 8.0, "made/new": 1.0}, "new"),
        ({"made/new": 1.0}, "gone"),
    ],
)
def test_compare(measured, state):
    rows = compare(BOOK, measured)
    assert state in [row.state for row in rows]
    assert all(row.state in (state, "ok", "new") for row in rows)
    assert "real/chain-vs-ftfy" not in [row.name for row in rows], (
        "a text that was not measured is not judged"
    )


def test_raising_is_normal_and_does_not_creep():
    raised = updated(BOOK, {"made/chain-vs-ftfy": 20.0, "made/new": 2.0}, DESCRIBED)
    assert raised.floors["made/chain-vs-ftfy"].floor == pytest.approx(20.0 * floors.MARGIN)
    assert raised.floors["made/chain-vs-ftfy"].measured == 20.0
    assert raised.floors["made/new"].floor == pytest.approx(2.0 * floors.MARGIN)
    assert raised.floors["real/chain-vs-ftfy"] == BOOK.floors["real/chain-vs-ftfy"]
    assert updated(BOOK, {"made/chain-vs-ftfy": 10.5}, DESCRIBED) == BOOK


@pytest.mark.parametrize("measured", [{"made/chain-vs-ftfy": 5.0}, {"made/new": 5.0}])
def test_lowering_needs_the_flag_and_a_reason(measured):
    with pytest.raises(FloorError, match="--lower"):
        updated(BOOK, measured, DESCRIBED)
    with pytest.raises(FloorError, match="--reason"):
        updated(BOOK, measured, DESCRIBED, lower=True, reason=" ")
    lowered = updated(BOOK, measured, DESCRIBED, lower=True, reason="it also repairs links now")
    assert [(entry["ratio"], entry["from"], entry["reason"]) for entry in lowered.lowered] == [
        ("made/chain-vs-ftfy", 7.0, "it also repairs links now")
    ]
    assert all(row.state == "ok" for row in compare(lowered, measured))


def test_floors_are_kept_in_a_file(tmp_path):
    path = tmp_path / "floors.json"
    assert floors.load(path) == Book()
    floors.save(BOOK, path)
    assert floors.load(path) == BOOK


@pytest.fixture
def measured(monkeypatch, tmp_path):
    """Give the guard a file of floors and one measured ratio."""
    floors.save(BOOK, tmp_path / "floors.json")
    monkeypatch.setattr(guard, "load", lambda: floors.load(tmp_path / "floors.json"))
    monkeypatch.setattr(guard, "save", lambda book: floors.save(book, tmp_path / "floors.json"))
    found = {}
    monkeypatch.setattr(guard, "made_ratios", lambda: dict(found))
    monkeypatch.setattr(guard, "UNITS", {"chain-vs-ftfy": ("times", "why")})
    return found


def test_guard_refuses_a_sunk_ratio_with_a_table(measured, capsys, tmp_path):
    measured["made/chain-vs-ftfy"] = 6.0
    before = (tmp_path / "floors.json").read_bytes()
    for arguments in ([], ["--update"]):
        assert guard.main(["--data", "none", *arguments]) == 1
        out, err = capsys.readouterr()
        assert "SUNK" in out
        assert "guard:" in err
    with pytest.raises(SystemExit):
        guard.main(["--data", "none", "--update", "--lower"])
    assert (tmp_path / "floors.json").read_bytes() == before
    assert guard.main(["--data", "none", "--update", "--lower", "--reason", "it does more now"]) == 0
    assert floors.load(tmp_path / "floors.json").lowered[0]["reason"] == "it does more now"


def test_guard_passes_what_is_in_order(measured, capsys):
    measured["made/chain-vs-ftfy"] = 11.0
    assert guard.main(["--data", "none"]) == 0
    out = capsys.readouterr().out
    assert "not measured: real text" in out
    assert "not measured: accuracy" in out


@pytest.fixture
def labelled(measured, monkeypatch, tmp_path):
    """Give the guard labelled data, and one figure of accuracy measured on it."""
    for folder in ("html", "lines"):
        (tmp_path / "data" / folder).mkdir(parents=True)
        (tmp_path / "data" / folder / "truth").write_text("truth")
    found = {"accuracy/html-made": 0.96}
    monkeypatch.setattr(shipped, "shipped_accuracy", lambda data: dict(found))
    measured["made/chain-vs-ftfy"] = 11.0
    assert guard.main(["--data", str(tmp_path / "data"), "--update"]) == 0
    return found, tmp_path / "data"


def test_accuracy_has_narrow_floors_and_is_refused_when_it_sinks(labelled, capsys):
    found, data = labelled
    assert guard.main(["--data", str(data)]) == 0
    found["accuracy/html-made"] = 0.9575
    assert guard.main(["--data", str(data)]) == 0
    found["accuracy/html-made"] = 0.9565
    assert guard.main(["--data", str(data)]) == 1
    assert "accuracy/html-made" in capsys.readouterr().out


def test_accuracy_is_not_compared_on_other_data(labelled, capsys):
    found, data = labelled
    (data / "html" / "truth").write_text("another truth")
    found["accuracy/html-made"] = 0.1
    assert guard.main(["--data", str(data)]) == 0
    assert "is not the data of the floors" in capsys.readouterr().out


def test_every_shipped_floor_has_a_unit_a_reason_and_a_margin():
    book = floors.load()
    assert book.floors
    for name, entry in book.floors.items():
        assert entry.unit
        assert entry.why
        assert entry.floor < entry.measured
        assert name.startswith("accuracy/") or entry.floor < 0.8 * entry.measured
    assert all(entry["reason"].strip() for entry in book.lowered)


def test_made_text_is_what_it_says():
    dirty, clean = made_parts(articles=40)
    assert dirty == made_parts(articles=40)[0]
    assert dirty != made_parts(seed=1, articles=40)[0]
    assert all(cleankit.clean(text) == text for text in clean.texts)
    assert sum(cleankit.clean(text) != text for text in dirty.texts) > 30


def test_chunks_and_samples_lose_no_record():
    part = made_parts(articles=40)[0]
    chunks = list(part.chunks(5_000))
    assert len(chunks) > 3
    assert [text for chunk in chunks for text in chunk.texts] == list(part.texts)
    assert [record for chunk in chunks for record in chunk.records] == list(part.records)
    assert part.chars / 5 < part.sampled(part.chars // 3).chars < part.chars / 2


def test_least_seconds_counts_a_contenders_own_work():
    part = made_parts(articles=5)[0]
    spent = least_seconds(
        part, {"one": lambda chunk: sum(range(20_000)), "four": lambda chunk: sum(range(80_000))}
    )
    assert 2 < spent["four"] / spent["one"] < 8


def test_growth_is_a_power_of_the_size_without_the_start():
    sizes = [1, 10, 100, 1000]
    assert exponent([Point(size, 2 + size, 0) for size in sizes]) == pytest.approx(1, abs=0.03)
    assert exponent([Point(size, 2 + size**2, 0) for size in sizes]) == pytest.approx(2, abs=0.03)
    with pytest.raises(ValueError, match="fewer than three sizes"):
        exponent([Point(1, 1, 0), Point(10, 2, 0)])


def test_made_lines_come_once():
    lines = list(islice(made_lines(), 3000))
    long = [line for line in lines if len(line) > 60]
    assert len(long) > 1000
    assert len(set(long)) == len(long)
    assert lines[:3000] == list(islice(made_lines(), 3000))
