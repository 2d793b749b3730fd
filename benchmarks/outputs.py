"""Digest what chains and pages give, to show that a change of the code changes no byte of output.

    python -m benchmarks.outputs -o before.json        in the old tree
    python -m benchmarks.outputs --against before.json in the new one

For each file of the data folder and each preset: texts, and edits of the audit (layer, rule, note, spans);
of up to 300 pages: text, metadata, and what the extractor dropped with its reasons. Where a digest
differs, the first differing record is reported; exit code 1.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import cleankit
from benchmarks.texts import add_data_option, made_parts, real_part, real_paths
from cleankit import Chain
from cleankit.html import extract, judge_page

PRESETS = ("article", "extracted")
PAGES = 300


def digest(value: object) -> str:
    """Return 12 hex digits of a value's representation."""
    return sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def text_rows(data: Path | None, *, every: int) -> Iterator[tuple[str, list[str]]]:
    """Yield per file and preset a name, and a digest per record."""
    chains = {name: Chain(name) for name in PRESETS}
    parts = map(real_part, real_paths(data)) if data else iter(made_parts())
    for part in parts:
        texts = part.texts[::every]
        for name, chain in chains.items():
            yield f"{name}/{part.name}", [digest(chain(text)) for text in texts]
        reports = (chains["article"].audit(text) for text in texts[::3])
        yield f"audit/{part.name}", [digest(_edits(report)) for report in reports]


def page_rows(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield a name and a digest per page, of pages drawn evenly from all folders."""
    paths = sorted((data / "html").glob("*/pages/*.html.gz"))
    raw = [gzip.decompress(path.read_bytes()) for path in paths[:: max(1, len(paths) // PAGES)]]
    documents = [extract(page) for page in raw]
    yield "pages/text", [digest((one.text, one.title, one.lang, one.metadata)) for one in documents]
    yield "pages/reasons", [digest(_judged(page)) for page in raw]
    chain = Chain("html")
    yield "pages/clean", [digest(cleankit.clean_html(page, chain=chain)) for page in raw]


def _judged(page: bytes) -> object:
    blocks = judge_page(page).blocks
    return [(block.xpath, block.text, block.kept, block.rule, block.note) for block in blocks]


def _edits(report: Any) -> object:
    return [tuple(edit) for edit in report.edits]


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_data_option(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE")
    parser.add_argument("--against", type=Path, metavar="FILE")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each N-th text only")
    given = parser.parse_args()
    rows = dict(text_rows(given.data, every=given.every))
    if given.data:
        rows |= page_rows(given.data)
    else:
        print("no data folder: pages not measured", file=sys.stderr)
    if given.output:
        given.output.write_text(json.dumps(rows))
    wrong = 0
    before = json.loads(given.against.read_text()) if given.against else {}
    for name, found in rows.items():
        known = before.get(name, found)
        differing = [i for i, (old, new) in enumerate(zip(known, found, strict=False)) if old != new]
        wrong += len(differing) + abs(len(known) - len(found))
        said = f", first record {differing[0]}" if differing else ""
        print(f"{name:40} {len(found):6} {digest(found)} {len(differing)} differ{said}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
