"""Spark: rows and lines that go are those that `cleankit.corpus.dedup` takes from the same texts."""

import json
import random

import pytest

from cleankit import ConfigError
from cleankit.corpus import dedup as dedup_files

pytest.importorskip("pyspark")
pytest.importorskip("duckdb")

from cleankit.integrations.spark import dedup

WORDS = [
    "ferry",
    "harbour",
    "council",
    "bridge",
    "winter",
    "school",
    "market",
    "river",
    "storm",
    "雪",
    "café",
]
SCHEMA = "n long, url string, text string"


def made(count):
    """Return texts of paragraphs, of which a third comes from few: some texts are equal, and some blank."""
    chance = random.Random(0)
    few = [" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(40)]

    def paragraph():
        return chance.choice(few) if chance.random() < 0.3 else " ".join(chance.choices(WORDS, k=15)) + "."

    texts = ["\n\n".join(paragraph() for _ in range(chance.randint(1, 4))) for _ in range(count)]
    for at in range(0, count, 9):
        texts[at] = chance.choice([texts[at // 2], texts[at // 3].upper() + " ", "", "  \n", few[0]])
    return texts


def by_duckdb(tmp_path, texts, **options):
    """Return what stays, what goes and for which, and the lines that go, as `cleankit dedup` has them."""
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)))
    dedup_files([source], tmp_path / "out.jsonl", **options)
    kept, removed = (
        [json.loads(line) for line in (tmp_path / name).read_text().splitlines()]
        for name in ("out.jsonl", "out.jsonl.removed.jsonl")
    )
    gone = {int(one["id"]): int(one["repeats"]["id"]) for one in removed if one["level"] != "lines"}
    lines = sorted(
        (int(one["id"]), one["text_line"], one["text"], int(one["repeats"]["id"]))
        for one in removed
        if one["level"] == "lines"
    )
    return {one["id"]: one["text"] for one in kept}, gone, lines


def by_spark(session, texts, **options):
    rows = [(n, f"/{n}", text) for n, text in enumerate(texts)]
    random.Random(1).shuffle(rows)
    found = dedup(session.createDataFrame(rows, SCHEMA).coalesce(2), key="n", **options)
    assert found.kept.columns == ["n", "url", "text"]
    kept = found.kept.collect()
    assert all(row.url == f"/{row.n}" for row in kept)
    removed = found.removed.collect()
    assert all((row.similarity, row.differences) == (1.0, []) for row in removed if row.level == "exact")
    gone = {row.n: row.repeats for row in removed}
    lines = sorted(tuple(row) for row in found.lines.collect())
    return {row.n: row.text for row in kept}, gone, lines


@pytest.mark.parametrize(
    "options",
    [
        {"documents": "exact", "lines": True},
        pytest.param(
            {"documents": None, "lines": True, "max_documents": 20, "min_chars": 60}, marks=pytest.mark.long
        ),
    ],
    ids=["documents-and-lines", "common-lines"],
)
def test_the_same_as_the_engine_for_one_machine(session, tmp_path, options):
    texts = made(2000)
    found, wanted = by_spark(session, texts, **options), by_duckdb(tmp_path, texts, **options)
    assert found == wanted
    assert found[1] or not options["documents"]
    assert found[2]


NAMES = ["Skerry", "Brine", "Hollow", "Marsh", "Quill", "Tern", "Fennel", "Orrin", "Sable", "Wick"]
CJK = "雪船港桥市河风雨学校会议新年海山城门"
ARABIC = ["قال", "الوزير", "المجلس", "وافق", "على", "خطة", "الجسر", "الجديد", "في", "المدينة", "امس"]
FOOTER = "Subscribe to the morning letter of the Harbour Post today. All rights reserved by the Harbour Post."


def sentence(chance):
    words = chance.choices(WORDS[:9], k=8) + chance.choices(NAMES, k=2) + [str(chance.randint(2, 400))]
    chance.shuffle(words)
    return " ".join(words).capitalize() + "."


def article(chance):
    kind = chance.randrange(10)
    if kind == 0:
        return "".join(chance.choices(CJK, k=120)) + "。"
    if kind == 1:
        return " ".join(chance.choices(ARABIC, k=50)) + "."
    if kind < 5:
        name, day = chance.choice(NAMES), chance.randrange(30)
        template = (
            f"The weather in {name} on day {day} is fair with some cloud and a light wind from the sea."
        )
        return f"{template} {FOOTER} {sentence(chance)}"
    return " ".join(sentence(chance) for _ in range(chance.randint(4, 9)))


CHANGES = [
    lambda text, _: text.replace("harbour", "harbor", 1),
    lambda text, _: f"{text}\n{FOOTER}",
    lambda text, chance: f"{text} {sentence(chance)}",
    lambda text, _: text[: len(text) * 4 // 5],
    lambda text, _: text.replace("1", "7", 1),
    lambda text, chance: text.replace(chance.choice(NAMES), "Zephyr", 1),
    lambda text, _: text.upper(),
]


def mixed(count):
    """Return articles and templates, and copies with slips, other numbers, names, footers or sentences."""
    chance = random.Random(7)
    texts = [article(chance) for _ in range(count // 2)]
    while len(texts) < count:
        texts.append(chance.choice(CHANGES)(chance.choice(texts), chance))
    texts += ["", "Short.", "short."]
    chance.shuffle(texts)
    return texts


@pytest.mark.parametrize(
    "options",
    [{"lines": True}, pytest.param({"keep": "first", "threshold": 0.5}, marks=pytest.mark.long)],
    ids=["fullest-and-lines", "first"],
)
def test_near_rows_are_those_of_the_engine_for_one_machine(session, tmp_path, options):
    texts = mixed(600)
    options = {"documents": "near", **options}
    found, wanted = by_spark(session, texts, **options), by_duckdb(tmp_path, texts, **options)
    assert found == wanted
    assert len(found[1]) > 50


@pytest.mark.long
def test_the_newest_of_near_rows_stays_and_differences_are_told(session):
    text = (
        "The ferry to Skerry was late on Monday because of fog, and all passengers had to wait at the pier. "
        "The harbour office said that two more boats would sail at noon if the wind allowed, and all agreed."
    )
    rows = [(1, "2024-05-01", text), (2, "2024-05-03", text.replace("agreed", "agred"))]
    rows += [(3, "2024-05-02", text.upper()), (4, None, text.replace("Monday", "Friday"))]
    found = dedup(session.createDataFrame(rows, "n long, date string, text string"), key="n", keep="newest")
    assert sorted(row.n for row in found.kept.collect()) == [2, 4]
    removed = {row.n: row for row in found.removed.collect()}
    assert [(n, one.repeats, one.level) for n, one in sorted(removed.items())] == [
        (1, 2, "exact"),
        (3, 2, "near"),
    ]
    assert removed[3].differences[0].kept == "agred"
    assert 0.7 < removed[3].similarity < 1


@pytest.mark.long
def test_nothing_is_lost_where_keys_are_not_unique(session):
    rows = [(1, "/a", "Snow fell."), (1, "/b", "Rain fell."), (1, "/c", "snow fell."), (None, "/d", "Hail.")]
    rows += [(None, "/e", None), (None, "/f", None)]
    found = dedup(session.createDataFrame(rows, SCHEMA), key="n", lines=True, min_chars=1)
    kept, removed = ([row.url for row in one.collect()] for one in (found.kept, found.removed))
    assert sorted(kept + removed) == ["/a", "/b", "/c", "/d", "/e", "/f"]
    assert len(removed) == 1


def test_what_cannot_be_is_refused(session):
    frame = session.createDataFrame([(1, "/a", "Snow.")], SCHEMA)
    for options, message in (
        ({"key": "m"}, "no column 'm'"),
        ({"field": "n"}, "type bigint; accepted: string"),
        ({"documents": "close"}, "accepted: 'exact', 'near', None"),
        ({"threshold": 0.1}, "accepted: 0.5 to 1"),
        ({"keep": "newest", "date_field": "day"}, "no column 'day'"),
        ({"documents": None}, "nothing to look for"),
        ({"max_documents": 3}, "only with lines=True"),
        ({"lines": True, "max_documents": 0}, "max_documents 0: accepted: 1 or more"),
    ):
        with pytest.raises(ConfigError, match=message):
            dedup(frame, **{"key": "n", **options})
    with pytest.raises(ConfigError, match="rename it"):
        dedup(frame.withColumnRenamed("url", "repeats"), key="n")
