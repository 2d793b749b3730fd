"""Gates on the command line: what is dropped says why, reasons are counted, and --mark drops nothing."""

import json

import pytest
from running import batch_clean, jsonl, lines_of

from cleankit import Chain, batch
from cleankit.batch.summary import Summary
from cleankit.batch.tally import Tally, reason_key

ENGLISH = "The mayor said on Monday that the old bridge over the river would open again in the month of May."
GERMAN = "Der Bürgermeister sagte am Montag, dass die alte Brücke über den Fluss im Mai wieder öffnet."
RECORDS = [{"id": 1, "text": ENGLISH}, {"id": 2, "text": GERMAN}, {"id": 3, "text": "Too short."}]


def run(tmp_path, *args, name="out.jsonl", expect=0):
    (tmp_path / "in.jsonl").write_bytes(jsonl(*RECORDS))
    return batch_clean("in.jsonl", "-o", name, *args, cwd=tmp_path, expect=expect)


def test_languages_and_words_are_asked_for(tmp_path):
    _, told = run(tmp_path, "--lang", "en", "--min-words", "5", "--report", "report.json")
    assert [one["id"] for one in lines_of((tmp_path / "out.jsonl").read_bytes())] == [1]
    dropped = lines_of((tmp_path / "out.jsonl.dropped.jsonl").read_bytes())
    assert [one["reason"] for one in dropped] == ["language: language de, not en", "length: words 2 < 5"]
    assert [json.loads(one["raw"]) for one in dropped] == RECORDS[1:]
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert report["reasons"] == {"language: language de": 1, "length: words < 5": 1}
    assert "length: words < 5" in told


def test_a_list_of_languages_keeps_both(tmp_path):
    run(tmp_path, "--lang", "en,de", "--gate", "length:min_words=5")
    assert [one["id"] for one in lines_of((tmp_path / "out.jsonl").read_bytes())] == [1, 2]


def test_a_gate_of_the_chain_gets_the_options_said(tmp_path):
    (tmp_path / "chain.toml").write_text('extends = "minimal"\nadd = ["length"]\n')
    run(tmp_path, "--config", "chain.toml", "--gate", "length:min_words=2:max_words=18")
    dropped = lines_of((tmp_path / "out.jsonl.dropped.jsonl").read_bytes())
    assert [one["reason"] for one in dropped] == ["length: words 20 > 18"]


def test_marks_drop_nothing_and_name_every_reason(tmp_path):
    _, told = run(tmp_path, "--lang", "en", "--min-words", "50", "--mark", "refused")
    written = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert [one["refused"] for one in written] == [
        ["length: words 20 < 50"],
        ["length: words 16 < 50", "language: language de, not en"],
        ["length: words 2 < 50", "language: language unknown, not en"],
    ]
    assert not (tmp_path / "out.jsonl.dropped.jsonl").exists()
    assert "3 of the output are marked" in told


def test_a_mark_is_empty_where_no_gate_refuses(tmp_path):
    run(tmp_path, "--min-words", "2", "--mark", "refused")
    assert [one["refused"] for one in lines_of((tmp_path / "out.jsonl").read_bytes())] == [[], [], []]


def test_a_mark_overwrites_no_field(tmp_path):
    args = ("in.jsonl", "-o", "out.jsonl", "--min-words", "1", "--mark")
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": ENGLISH, "refused": "mine"}))
    batch_clean(*args, "refused", cwd=tmp_path, expect=1)
    (refused,) = lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert refused["error"] == "the record has a field 'refused' already; give --mark another"
    _, told = batch_clean(*args, "text", cwd=tmp_path, expect=2)
    assert "mark: found 'text'; accepted: a field that records do not have yet" in told


def test_a_mark_without_effect_is_a_usage_error(tmp_path):
    _, told = run(tmp_path, "--mark", "refused", expect=2)
    assert "--mark has an effect only with gates" in told
    _, told = run(tmp_path, "--lang", "en", "--mark", "refused", "--dropped", "gone.jsonl", expect=2)
    assert "--dropped and --mark do not go together" in told


def test_a_text_file_cannot_be_marked(tmp_path):
    (tmp_path / "in.txt").write_text(ENGLISH)
    batch_clean("in.txt", "-o", "out.txt", "--min-words", "50", "--mark", "refused", cwd=tmp_path, expect=1)
    (refused,) = lines_of((tmp_path / "out.txt.quarantine.jsonl").read_bytes())
    assert "a text file has no field 'refused' for --mark" in refused["error"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_marks_go_into_tables(tmp_path, workers):
    (tmp_path / "in.csv").write_text(f"id,text\n1,{ENGLISH}\n2,No.\n")
    args = ("--min-words", "5", "--mark", "refused", "--workers", workers)
    batch_clean("in.csv", "-o", "out.csv", *args, cwd=tmp_path)
    assert (tmp_path / "out.csv").read_text().splitlines()[2] == '2,No.,"[""length: words 1 < 5""]"'


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("lenght", "--gate lenght: 'lenght' is no gate; did you mean 'length'?"),
        ("LENGTH:min_words=5", "'LENGTH' is no gate; did you mean 'length'?"),
        ("", "--gate : '' is no gate; accepted: bullet-lines, c4-paragraphs"),
        ("length,empty", "'length,empty' is no gate; did you mean 'length'?"),
        ("length:MIN_WORDS=5", "unknown option 'MIN_WORDS'; did you mean 'min_words'?"),
        ("language:lang=en;de", "lang: found 'en;de'; accepted: codes such as en, de"),
        ("quotes", "--gate quotes: 'quotes' is no gate"),
        ("length:min_word=5", "unknown option 'min_word'; did you mean 'min_words'?"),
        ("length:min_words", "found 'min_words'; accepted: option=value"),
        ("length:min_words=many", "option min_words: found 'many'; accepted: a whole number from 0 on"),
        ("length:min_words=5:max_words=3", "min_words 5 is above max_words 3"),
        ("length:min_words=5:min_words=6", "option min_words is given twice; give it once"),
        ("digits:max=-1", "option max: found -1; accepted: a share from 0 to 1, or inf for no limit"),
        ("digits:max=30", "30 % is 0.3"),
        ("language:backend=fasttext", "unknown language backend 'fasttext'"),
    ],
)
def test_a_gate_that_cannot_be_is_a_usage_error(tmp_path, spec, message):
    _, told = run(tmp_path, "--gate", spec, expect=2)
    assert message in told
    assert not (tmp_path / "out.jsonl").exists()


def test_options_of_one_gate_are_taken_together(tmp_path):
    run(tmp_path, "--gate", "length:max_words=18", "--gate", "length:min_words=5")
    dropped = lines_of((tmp_path / "out.jsonl.dropped.jsonl").read_bytes())
    assert [one["reason"] for one in dropped] == ["length: words 20 > 18", "length: words 2 < 5"]
    _, told = run(tmp_path, "--min-words", "5", "--gate", "length:min_words=6", expect=2)
    assert "option min_words of 'length' is given twice" in told


def test_limits_of_a_file_are_checked(tmp_path):
    (tmp_path / "chain.toml").write_text('extends = "minimal"\nadd = ["digits"]\n[digits]\nmax = 15\n')
    _, told = run(tmp_path, "--config", "chain.toml", expect=2)
    assert "chain.toml" in told
    assert "option max: found 15; accepted: a share from 0 to 1, or inf for no limit; 15 % is 0.15" in told


def test_an_unknown_language_is_a_usage_error(tmp_path):
    _, told = run(tmp_path, "--lang", "English", expect=2)
    assert "lang: found 'English'; accepted: codes such as en, de" in told


def test_reasons_are_counted_without_what_varies():
    keys = {reason_key(f"length: words {n:,} < 5,000") for n in range(1000, 3000)}
    assert keys == {"length: words < 5,000"}
    tally, other = Tally(), Tally()
    tally.reasons["a: b"] = other.reasons["a: b"] = 2
    tally.add(Tally.from_json(other.as_json()))
    assert Summary(tally).as_dict()["reasons"] == {"a: b": 4}


@pytest.mark.parametrize("preset", ["llm", "rag"])
def test_presets_keep_an_article_and_refuse_a_menu(preset):
    article = "\n\n".join(
        [
            f"{ENGLISH} The repairs took eleven months, two more than planned, as steel arrived late.",
            "Ships that have waited will be let through first, the port said, and it expects no more delays.",
            "The bridge was built in 1931, carries many cars a day, and had cracks in two piers.",
        ]
    )
    assert Chain(preset).run(article).dropped is None
    menu = "\n".join(["Harbour", "Town hall", "Weather", "Sailing", "Culture", "Travel", "Jobs wanted"] * 2)
    assert Chain(preset).run(menu).dropped is not None
    assert Chain(preset)(article) == Chain("article")(article)


def test_batch_from_python_marks_too(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl(*RECORDS))
    summary = batch.run(
        tmp_path / "in.jsonl",
        tmp_path / "out.jsonl",
        chain=Chain("article", "length"),
        options=batch.RunOptions(mark="refused"),
    )
    assert (summary.tally.records["marked"], summary.tally.records["dropped"]) == (3, 0)
