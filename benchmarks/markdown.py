"""Whether pages keep their shape as Markdown, read back by a CommonMark parser.

    python -m benchmarks.markdown --data ../shared/eval [--every 13]

Per page, as extracted and as cleaned by the preset `html`: headings, items of lists, rows of tables and
pieces of code must be as many as the kept blocks, the text must be the same, and the front matter must be
YAML. Needs markdown-it-py and PyYAML (extra `test`).
"""

import argparse
import gzip
import time
from collections import Counter
from itertools import groupby
from pathlib import Path

from cleankit import Chain, Document
from cleankit.html import extract

ITEMS = frozenset(("item", "numbered"))


def kept(document: Document) -> tuple[Counter[str], str]:
    """Return how many headings, items, rows and pieces of code a document has, and its text."""
    blocks = document.blocks or []
    lines = [
        (block.kind if block else "", block.xpath if block else "", line)
        for block, line in zip(blocks, document.text.split("\n"), strict=False)
    ]
    lines = [(kind, xpath, line) for kind, xpath, line in lines if line.strip() or kind == "code"]
    counts = Counter("item" if kind in ITEMS else kind for kind, _, _ in lines)
    counts["code"] = len([1 for key, _ in groupby(lines, lambda x: x[:2] if x[0] == "code" else None) if key])
    found = Counter({name: counts[name] for name in ("heading", "item", "row", "code")})
    return found, letters("".join(line for _, _, line in lines))


def read_back(text: str) -> tuple[Counter[str], str]:
    """Return the same of Markdown; the empty head of a table is no row, code by indent is none of ours."""
    from markdown_it import MarkdownIt

    names = {"heading_open": "heading", "list_item_open": "item", "fence": "code", "code_block": "indented"}
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    counts = Counter(names[token.type] for token in tokens if token.type in names)
    shown = [token.content for token in tokens if token.type == "fence"]
    rows: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append("")
        elif token.type == "inline":
            content = "".join(child.content for child in token.children or ())
            shown.append(content)
            if token.level >= 4 and rows:
                rows[-1] += content
    counts["row"] = sum(1 for row in rows if row.strip())
    return counts, letters("".join(shown))


def letters(text: str) -> str:
    """Return a text's characters without blanks and bars, in order of the alphabet: pieces may be moved."""
    return "".join(sorted("".join(text.split()).replace("|", "")))


def main() -> None:
    """Print which pages lose something, and the sums."""
    import yaml

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--every", type=int, default=13)
    options = parser.parse_args()
    paths = sorted((options.data / "html").glob("*/pages/*.gz"))[:: options.every]
    if not paths:
        parser.error(f"{options.data}: found no html/*/pages/*.gz; give the folder of the labelled pages")
    chain = Chain("html")
    sums: Counter[str] = Counter()
    bad, spent = 0, [0.0, 0.0]
    for path in paths:
        started = time.process_time()
        document = extract(gzip.decompress(path.read_bytes()))
        extracted = time.process_time()
        document.to_markdown()
        spent[0] += extracted - started
        spent[1] += time.process_time() - extracted
        for one in (document, chain.apply(document)):
            if head := one.to_markdown().removesuffix(one.to_markdown(front_matter=False)):
                yaml.safe_load(head.split("---\n")[1])
            wanted, found = kept(one), read_back(one.to_markdown(front_matter=False))
            sums += wanted[0]
            if wanted[0] != found[0] or wanted[1] != found[1]:
                bad += 1
                print(f"{path}: kept {dict(wanted[0])}, read back {dict(found[0])}")
    print(f"{len(paths)} pages, twice each: {bad} differ; {dict(sums)}")
    extraction, markdown = (seconds / len(paths) * 1e3 for seconds in spent)
    print(f"extraction {extraction:.1f} ms, Markdown {markdown:.2f} ms a page")


if __name__ == "__main__":
    main()
