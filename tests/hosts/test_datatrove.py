"""datatrove: a step that cleans and drops; counts add up, and what is dropped is written as it was."""

import gzip
import json
import random

import pytest
from articles import CHAIN, CLEAN, DIRTY, FAILING, GATED, LONG, SHORT, TEXTS, is_failure

from cleankit import Chain, Cleaned, filter
from cleankit import Document as Article

pytest.importorskip("datatrove")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline import filters
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from cleankit.integrations.datatrove import CleanText

ALSO_NEEDS = ["spacy>=3.7"]  # which datatrove's own filters part words with


def records_in(folder):
    lines = (
        line
        for path in sorted(folder.glob("*.gz"))
        for line in gzip.decompress(path.read_bytes()).splitlines()
    )
    return [json.loads(line) for line in lines]


def test_the_same_as_the_chain():
    documents = [Document(text, id=str(n), metadata={"n": n}) for n, text in enumerate(TEXTS)]
    step = CleanText(CHAIN)
    found = list(step.run(documents))
    assert [one.text for one in found] == CLEAN
    assert [(one.id, one.metadata) for one in found] == [(str(n), {"n": n}) for n in range(len(TEXTS))]
    changed = sum(a != b for a, b in zip(TEXTS, CLEAN, strict=True))
    assert step.stats["changed"].total == changed
    assert step.stats["removed_chars"].total == sum(map(len, TEXTS)) - sum(map(len, CLEAN))


def test_with_its_executor_reader_and_writers(tmp_path):
    texts = [DIRTY, "Too short.", LONG, "", "Also short."]
    (tmp_path / "in").mkdir()
    lines = [json.dumps({"id": str(n), "text": text, "n": n}) for n, text in enumerate(texts) if text]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines))
    pipeline = [
        JsonlReader(str(tmp_path / "in")),
        CleanText(GATED, exclusion_writer=JsonlWriter(str(tmp_path / "gone"))),
        JsonlWriter(str(tmp_path / "out")),
    ]
    LocalPipelineExecutor(pipeline, logging_dir=str(tmp_path / "logs"), skip_completed=False).run()
    out, gone = records_in(tmp_path / "out"), records_in(tmp_path / "gone")
    assert [(one["id"], one["text"], one["metadata"]["n"]) for one in out] == [("2", GATED(LONG), 2)]
    assert [(one["id"], one["text"]) for one in gone] == [
        ("0", DIRTY),
        ("1", "Too short."),
        ("4", "Also short."),
    ]
    assert gone[1]["metadata"]["filter_reason"] == "length"
    assert gone[1]["metadata"]["cleankit_dropped"] == SHORT
    stats = json.loads((tmp_path / "logs" / "stats.json").read_text())[1]["stats"]
    counts = {name: stats[name] if isinstance(stats[name], int) else stats[name]["total"] for name in stats
              if name in ("total", "forwarded", "dropped", "dropped_length")}  # fmt: skip
    assert counts == {"total": 4, "forwarded": 1, "dropped": 3, "dropped_length": 3}


def test_what_cannot_be_cleaned_is_excluded():
    step = CleanText(FAILING)
    document = Document("snow", id="1")
    kept, reason = step.filter(document)
    assert (kept, reason, document.text) == (False, "cleankit-error", "snow")
    assert is_failure(document.metadata["cleankit_error"])


def test_rules_of_a_site_see_the_metadata():
    seen = []

    def look(lines):
        seen.append((lines.document.id, lines.document.url, lines.document.metadata["source"]))
        return ()

    look.kind, look.name = "line", "look"
    list(CleanText(Chain(look)).run([Document("Snow.", id="1", metadata={"url": "/1", "source": "wire"})]))
    assert seen == [("1", "/1", "wire")]


def judged_texts():
    """Return texts that gates keep and refuse: the articles, and pieces of them repeated, marked and cut."""
    chosen = random.Random(0)
    texts = [text for text in TEXTS[:60] if text.strip()]
    for _ in range(100):
        lines = "\n".join(chosen.sample(texts, 3)).split("\n")
        start = chosen.randrange(len(lines))
        part = lines[start : start + chosen.randrange(1, 60)] * chosen.choice((1, 1, 1, 2, 5))
        mark = chosen.choice(("", "", "", "- ", "• ", "# ", "1. ", "{"))
        end = chosen.choice(("", "", "", "...", "…", " .", " 12 34"))
        texts.append("\n".join(f"{mark}{line}{end}" for line in part))
    return texts


@pytest.mark.parametrize(
    ("gate", "theirs"),
    [
        ("fineweb-quality", filters.FineWebQualityFilter),
        ("gopher-quality", filters.GopherQualityFilter),
        ("gopher-repetition", filters.GopherRepetitionFilter),
        ("c4-quality", filters.C4QualityFilter),
        ("c4-paragraphs", filters.C4ParagraphFilter),
    ],
)
def test_with_its_tokenizer_gates_decide_as_its_filters(gate, theirs):
    options = {} if gate == "c4-paragraphs" else {"tokenizer": "spacy"}
    one, other = filter(gate, **options), theirs()
    decisions = set()
    for text in judged_texts():
        keeps = other.filter(Document(text, id="1")) is True
        reason = one(Cleaned(text, Article(text), None, ""))
        assert (reason is None) == keeps, (text[:200], reason)
        decisions.add(keeps)
    assert decisions == {True, False}
