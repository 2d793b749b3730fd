"""dolma: what its mixer makes of the spans is what the chain gives, wherever it only deletes."""

import gzip
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from articles import DIRTY, FAILING, GATED, LONG, TEXTS

from cleankit import Chain

pytest.importorskip("dolma")

from dolma.core.data_types import Document

from cleankit.integrations.dolma import CleanTagger, deletions, without

SLOW = True
ALSO_NEEDS = ["boto3==1.28.17"]  # that which dolma's s3fs goes with: pip looks for it for an hour
DELETING = Chain("newlines", "boilerplate", "duplicates", "blank-lines")


def tagged(chain, text):
    tagger = type("Tagger", (CleanTagger,), {"chain": chain})()
    return [(one.type, one.start, one.end) for one in tagger.predict(Document("wire", "1", text)).spans]


@pytest.mark.parametrize("chain", [DELETING, Chain("article"), Chain("llm")])
def test_spans_delete_nothing_that_the_chain_keeps(chain):
    whole = 0
    for text in TEXTS:
        report = chain.audit(text)
        spans = deletions(report)
        assert all(start < end for start, end in spans)
        assert all(one[1] < other[0] for one, other in pairwise(spans))
        left = without(text, spans)
        if left == report.text:
            whole += 1
        elif not any(edit.after for edit in report.edits):
            raise AssertionError(f"deletions alone, and other text: {text[:200]!r}")
    assert whole > (300 if chain == DELETING else 1)


def test_what_deletions_cannot_carry_is_said():
    text = "Advertisement\n“Snow” fell.\nAdvertisement\n\n\nIt  was\u2026 late."
    assert tagged(DELETING, "Advertisement\nSnow fell.") == [("deletion", 0, 14)]
    found = tagged(Chain("article"), text)
    assert found[-1] == ("partial", 0, len(text))
    left = without(text, [one[1:] for one in found if one[0] == "deletion"])
    assert left == "“Snow” fell.\n\nIt was\u2026 late."


def test_gates_and_errors_are_spans_of_the_document():
    assert tagged(GATED, "Too short.") == [("dropped", 0, 10)]
    assert tagged(GATED, LONG)[-1:] != [("dropped", 0, len(LONG))]
    snow = "Advertisement\nThe snow fell on Monday, the mayor said."
    assert tagged(FAILING, snow) == [("error", 0, len(snow))]


def run_dolma(*arguments, folder):
    command = [str(Path(sys.executable).with_name("dolma")), *arguments]
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_with_its_tagger_and_mixer(tmp_path):
    texts = [DIRTY, "Snow 😀 fell.\nAdvertisement\nThe café 🚲 opens.", "", *TEXTS[:40]]
    documents = [
        {"id": str(n), "source": "wire", "text": text, "metadata": {"n": n}} for n, text in enumerate(texts)
    ]
    (tmp_path / "in" / "documents").mkdir(parents=True)
    lines = "".join(json.dumps(one) + "\n" for one in documents)
    (tmp_path / "in" / "documents" / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    module = (
        "from dolma.core.registry import TaggerRegistry\n"
        "from cleankit import Chain\n"
        "from cleankit.integrations.dolma import CleanTagger\n"
        "@TaggerRegistry.add('mine')\n"
        "class Mine(CleanTagger):\n"
        "    chain = Chain('newlines', 'boilerplate', 'duplicates', 'blank-lines')\n"
    )
    (tmp_path / "mine.py").write_text(module)
    tag = [
        "--documents",
        "in/documents/*.gz",
        "--experiment",
        "clean",
        "--taggers",
        "mine",
        "--processes",
        "1",
    ]
    run_dolma("tag", *tag, "--tagger_modules", "mine", folder=tmp_path)
    mixer = {
        "streams": [
            {
                "name": "clean",
                "documents": ["in/documents/*.gz"],
                "attributes": ["clean"],
                "output": {"path": "out", "max_size_in_bytes": 1 << 30},
                "span_replacement": [
                    {"span": "$.attributes.clean__mine__deletion", "min_score": 0.5, "replacement": ""}
                ],
            }
        ],
        "processes": 1,
    }
    (tmp_path / "mix.json").write_text(json.dumps(mixer))
    run_dolma("-c", "mix.json", "mix", folder=tmp_path)
    [written] = (tmp_path / "out").glob("*.gz")
    found = [json.loads(line) for line in gzip.decompress(written.read_bytes()).splitlines()]
    wanted = [without(text, deletions(DELETING.audit(text))) for text in texts]
    assert [one["text"] for one in found] == wanted
    assert sum(one == DELETING(text) for one, text in zip(wanted, texts, strict=True)) > 30
    assert [one["metadata"]["n"] for one in found] == list(range(len(texts)))
