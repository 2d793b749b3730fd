"""Compare `cleankit.fix_text` with `ftfy.fix_text`: every byte of the answer, and the time it takes.

    python -m benchmarks.equality --data ../shared/eval

Each chunk of documents is given to the one and then to the other, so that a busy machine slows both.
Exits 1 if any answer differs. Without the data folder nothing is measured, and that is said.
"""

import argparse
import bz2
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from time import process_time
from typing import NamedTuple

import ftfy
from ftfy import TextFixerConfig

from cleankit.filters.encoding import fix_text

OWN = TextFixerConfig(
    explain=False,
    uncurl_quotes=False,
    fix_character_width=False,
    fix_latin_ligatures=False,
    fix_line_breaks=False,
)
CONFIGS = {
    "own": OWN,
    "ftfy": TextFixerConfig(),
    "wide": TextFixerConfig(unescape_html=True, normalization="NFKC", explain=False),
    "careful": TextFixerConfig(
        unescape_html=False,
        restore_byte_a0=False,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=False,
        normalization="NFD",
    ),
}
CHUNK = 50
EVERYTHING = "“Ã©ж e\u0323\u0301 &amp;amp;amp;” \ud83d\x80\n&amp;amp;amp;\n" + "plain " * 99


class Result(NamedTuple):
    texts: int
    chars: int
    different: int
    ftfy: float
    ours: float

    def __str__(self) -> str:
        ratio = self.ftfy / self.ours if self.ours else 0.0
        nanoseconds = [1e9 * seconds / max(self.chars, 1) for seconds in (self.ftfy, self.ours)]
        speed = "ftfy {:6.1f} ns/char  ours {:5.1f}".format(*nanoseconds)
        return f"{self.texts:7} texts {self.chars:10} chars {self.different:3} differ  {speed}  {ratio:5.1f}x"


def compare(texts: Iterable[str], config: TextFixerConfig) -> Result:
    """Give each chunk to ftfy, then to cleankit."""
    count = chars = different = 0
    theirs = ours = 0.0
    texts = iter(texts)
    while chunk := list(islice(texts, CHUNK)):
        start = process_time()
        expected = [ftfy.fix_text(text, config) for text in chunk]
        middle = process_time()
        found = [fix_text(text, config) for text in chunk]
        ours += process_time() - middle
        theirs += middle - start
        count += len(chunk)
        chars += sum(map(len, chunk))
        for text, want, got in zip(chunk, expected, found, strict=True):
            if want != got:
                different += 1
                print(f"differs: {text[:200]!a}\n  ftfy {want[:200]!a}\n  ours {got[:200]!a}")
    return Result(count, chars, different, theirs, ours)


def add(results: Iterable[Result]) -> Result:
    return Result(*map(sum, zip(*results, strict=True)))


def inject(text: str) -> str:
    """Break every third line: read its UTF-8 as Windows-1252."""
    lines = text.split("\n")
    for i in range(0, len(lines), 3):
        try:
            broken = lines[i].encode().decode("sloppy-windows-1252")
        except UnicodeEncodeError:
            continue
        lines[i] = broken if broken != lines[i] else f"{lines[i]} â€œcafÃ©â€\x9d"
    return "\n".join(lines)


def records(path: Path, lang: str | None = None) -> Iterator[str]:
    """Yield the texts of a .jsonl or .jsonl.gz file, of one language or all."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        for line in file:
            record = json.loads(line)
            if lang in (None, record.get("lang")) and record.get("text"):
                yield record["text"]


def prose(data: Path) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield more clean prose: article truths of other scripts."""
    yield "zhweb zh", records(data / "html/zhweb/truth.jsonl")
    for lang in ("Chinese", "Russian", "Greek", "Polish"):
        yield f"waddle {lang}", records(data / "html/waddle/truth.jsonl", lang)


def robust(data: Path) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield test sets: ftfy's own cases, Unicode's normalization test, naughty strings."""
    for path in sorted((data / "robust/ftfy/test-cases").glob("*.json")):
        yield f"ftfy {path.stem}", [case["original"] for case in json.loads(path.read_text("utf-8"))]
    yield "naughty strings", json.loads((data / "robust/blns.json").read_text("utf-8"))
    with bz2.open(data / "robust/NormalizationTest.txt.bz2", "rt", encoding="utf-8") as file:
        rows = [line.split(";")[:5] for line in file if line[0] not in "#@\n"]
    yield (
        "NormalizationTest",
        ["".join(chr(int(code, 16)) for code in part.split()) for row in rows for part in row],
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    data = parser.parse_args().data
    if not data.is_dir():
        print(f"{data}: no such folder; nothing was compared")
        return 0
    files = sorted((data / "text").glob("*.jsonl.gz"))
    for name, config in CONFIGS.items():
        fix_text(EVERYTHING, config)  # builds the tables before the clock runs
        print(f"\n{name}: {config}")
        results = []
        for label, texts in [(path.name.partition(".")[0], records(path)) for path in files]:
            results.append(compare(texts, config))
            print(f"{label:20} {results[-1]}", flush=True)
        print(f"{'all of text':20} {add(results)}")
        others = [*robust(data), *(prose(data) if name == "own" else ())]
        for label, texts in others:
            results.append(compare(texts, config))
            print(f"{label:20} {results[-1]}", flush=True)
        if name == "own":
            broken = [compare(map(inject, records(path)), config) for path in files]
            results += broken
            print(f"{'every third line':20} {add(broken)}")
        if add(results).different:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
