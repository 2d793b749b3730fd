"""Compare our gates with datatrove's filters, and show what repair before judging rescues.

    python -m benchmarks.gates [--data FOLDER] [--datatrove PYTHON] [--answers FILE] [--tokenizer spacy]
    [--show N] [--others]
    python -m benchmarks.gates --repair [--data FOLDER] [--every N]

The first takes 5,000 records of FOLDER/text, every n-th, as they are (with --others the ones between: on
those no pattern was chosen), and prints for each gate how many documents per second of CPU time it does,
datatrove's rate, and every decision that differs by cause. PYTHON is one that has datatrove 0.10 with spaCy;
FILE keeps its answers, which take minutes. The second prints how many records each gate drops raw, after
`newlines`, after the text filters of `article`, and after `article`; or what the gates whose numbers are our
own refuse of articles and of other pages.
"""

import argparse
import json
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.language import documents as labelled
from benchmarks.texts import add_data_option, real_part, real_paths
from cleankit import Chain, Cleaned, Document
from cleankit.registry import Filter, filter
from cleankit.text.measures import forget, measures_of
from cleankit.text.scripts import SPACELESS_RE

COUNT = 5000
GATES = ["fineweb-quality", "gopher-quality", "gopher-repetition", "c4-quality", "c4-paragraphs"]
THEIRS = {"c4-quality": "c4"}
WORDS = 0.005  # share of words by which two counts may differ and still be the same to a reader
PROGRAM = Path(__file__).with_name("datatrove_gates.py")


def texts_of(data: Path, others: bool = False) -> list[str]:
    """Return every n-th text of all files, 5,000 of them; with ``others`` those that stand between them."""
    every = [text for path in real_paths(data) for text in real_part(path).texts]
    step = len(every) // COUNT
    return every[step // 2 if others else 0 :: step][:COUNT]


def answers_of(texts: Sequence[str], python: str | None, file: Path | None) -> list[dict[str, Any]]:
    """Return datatrove's answers, its seconds last; from the file if it has them."""
    if file is None or not file.exists():
        if python is None:
            return []
        given = "".join(json.dumps(text) + "\n" for text in texts)
        done = subprocess.run([python, str(PROGRAM)], input=given, capture_output=True, text=True, check=True)
        if file is None:
            return [json.loads(line) for line in done.stdout.splitlines()]
        file.write_text(done.stdout)
    return [json.loads(line) for line in file.read_text().splitlines()]


def decide(one: Filter, texts: Sequence[str]) -> tuple[list[str | None], float]:
    """Return a gate's reasons and its CPU seconds; nothing is left from the gate before."""
    forget()
    document = Document("")
    start = process_time()
    reasons = [one.bound(Cleaned(text, document, None, "")) for text in texts]
    return reasons, process_time() - start


def cause(text: str, ours: str | None, theirs: str | None, their_words: int) -> str:
    """Say why two decisions differ, as far as it can be seen."""
    measures = measures_of(text)
    if theirs and theirs.startswith("error"):
        return "datatrove stops with an error"
    if SPACELESS_RE.search(text):
        return "script without spaces: theirs is one word"
    measure = (ours or theirs or "").rstrip("0123456789.,<> ")
    off = (len(measures.words) - their_words) / max(1, their_words)
    how = "more" if off > 0 else "fewer"
    size = "as many words" if abs(off) <= WORDS else f"{how} words"
    return f"{measure}: {'dropped' if ours else 'kept'} here, {size}"


def compare(given: argparse.Namespace) -> None:
    """Print rates, and decisions that differ by cause."""
    texts = texts_of(given.data, given.others)
    answers = answers_of(texts, given.datatrove, given.answers)
    seconds = answers.pop()["seconds"] if answers else {}
    chars = sum(map(len, texts))
    print(f"{len(texts):,} texts, {chars:,} characters")
    for name in GATES:
        options = {"tokenizer": given.tokenizer} if name != "c4-paragraphs" else {}
        reasons, ours = decide(filter(name, **options), texts)
        key = THEIRS.get(name, name)
        rate = f"{len(texts) / ours:,.0f} documents/s"
        dropped = sum(reason is not None for reason in reasons)
        if not answers:
            print(f"\n{name}: {rate}, {dropped:,} dropped; datatrove not measured: no --datatrove PYTHON")
            continue
        theirs = len(texts) / seconds[key]
        differing = [
            (text, reason, answer[key], answer["words"])
            for text, reason, answer in zip(texts, reasons, answers, strict=True)
            if (reason is None) != (answer[key] is None)
        ]
        speed = f"datatrove {theirs:,.0f} ({len(texts) / ours / theirs:.0f}x)"
        theirs_dropped = sum(answer[key] is not None for answer in answers)
        print(f"\n{name}: {rate}, {speed}; {dropped:,} dropped, datatrove {theirs_dropped:,}; ", end="")
        print(f"{len(differing)} decisions differ ({len(differing) / len(texts):.2%})")
        for why, count in Counter(cause(*one) for one in differing).most_common():
            print(f"  {count:4} {why}")
        for text, reason, other, words in differing[: given.show]:
            print(f"      ours {reason}; theirs {other}, {words} words; {text[:90]!a}")
    together = [filter(name) for name in GATES]
    forget()
    start = process_time()
    for text in texts:
        cleaned = Cleaned(text, Document(""), None, "")
        for one in together:
            one.bound(cleaned)
    print(f"\nall five on each text: {len(texts) / (process_time() - start):,.0f} documents/s", end="")
    print(f", datatrove {len(texts) / sum(seconds.values()):,.0f}" if seconds else "")


def repair(given: argparse.Namespace) -> None:
    """Print what each gate drops, by how much was repaired before."""
    chain = Chain("article")
    text_filters = Chain(*[one for one in chain.filters if one.kind == "text"])
    stages: dict[str, Callable[[str], str]] = {
        "raw": str,
        "newlines": Chain("newlines"),
        "text filters": text_filters,
        "article": chain,
    }
    gates = [filter(name) for name in GATES]
    dropped: Counter[tuple[str, str, str]] = Counter()
    counts: Counter[str] = Counter()
    for path in real_paths(given.data):
        part = real_part(path).texts[:: given.every]
        name = path.name.partition(".")[0]
        counts[name] += len(part)
        for text in part:
            for stage, clean in stages.items():
                cleaned = Cleaned(clean(text), Document(text), None, "")
                for one in gates:
                    dropped[one.name, name, stage] += one.bound(cleaned) is not None
    print(f"{'gate':20} {'records':>8} " + " ".join(f"{stage:>13}" for stage in stages))
    for one in gates:
        for name in ["all", *sorted(counts)]:
            among = list(counts) if name == "all" else [name]
            row = [sum(dropped[one.name, part, stage] for part in among) for stage in stages]
            if row[0] != row[-1] or name == "all":
                records = sum(counts[part] for part in among)
                print(
                    f"{one.name if name == 'all' else '  ' + name:20} {records:>8,} "
                    + " ".join(f"{n:>13,}" for n in row)
                )


def shares(given: argparse.Namespace) -> None:
    """Print what the gates whose numbers are our own refuse: of articles, and of pages that are none."""
    chain = Chain("article")
    articles: dict[str, list[Document]] = {}
    for lang, text in labelled(given.data):
        articles.setdefault(f"news, {lang}", []).append(Document(text, lang=lang))
    pages: dict[str, list[Document]] = {}
    for folder in ("wcxb", "wcxb_types"):
        for line in (given.data / "html" / folder / "truth.jsonl").read_text().split("\n"):
            record = json.loads(line or "{}")
            if record.get("text"):
                kind = f"page, {record.get('type', 'article')}"
                pages.setdefault(kind, []).append(Document(chain(record["text"])))
    for name, sets in (("stop-words", articles), ("lists", articles | pages)):
        one = filter(name)
        refused = {
            kind: sum(one.bound(Cleaned(each.text, each, None, "")) is not None for each in documents)
            for kind, documents in sets.items()
        }
        for kind, documents in sorted(sets.items()):
            print(f"{name:12} {kind:20} {refused[kind]:4} of {len(documents):4} refused")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_data_option(parser)
    parser.add_argument("--datatrove", metavar="PYTHON", help="a Python that has datatrove 0.10 and spaCy")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="where datatrove's answers are kept")
    parser.add_argument("--tokenizer", choices=["regex", "spacy"], default="regex")
    parser.add_argument("--others", action="store_true", help="other records: on these nothing was chosen")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="differing texts to show per gate")
    parser.add_argument("--repair", action="store_true", help="show what repair before judging rescues")
    parser.add_argument(
        "--shares", action="store_true", help="show what the gates with our own numbers refuse"
    )
    parser.add_argument("--every", type=int, default=9, metavar="N")
    given = parser.parse_args()
    if given.data is None:
        print("not measured: no --data FOLDER")
    elif given.repair:
        repair(given)
    elif given.shares:
        shares(given)
    else:
        compare(given)


if __name__ == "__main__":
    main()
