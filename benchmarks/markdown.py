"""Whether pages keep their shape as Markdown, read back by a CommonMark parser.

    python -m benchmarks.markdown --data ../shared/eval [--every 13]

Per page, as extracted and as cleaned by the preset `html`, with links and images: headings, items of lists,
rows of tables, pieces of code, links, images and footnotes must be as many as the kept blocks', the text must
be the same, and the front matter must be YAML. Needs markdown-it-py and PyYAML (extra `test`).
"""

import argparse
import gzip
import re
import time
from collections import Counter
from itertools import groupby
from pathlib import Path

from cleankit import Chain, Document
from cleankit.html import extract
from cleankit.text.marks import Mark, moved

ITEMS = frozenset(("item", "numbered"))
KINDS = ("heading", "item", "row", "code", "link", "image", "note")
# CommonMark has no footnotes: they are counted, and read as paragraphs.
NOTE_RE = re.compile(r"^( *)\[\^[\w-]+\]: ", re.MULTILINE)
REFERENCE_RE = re.compile(r"\[\^[\w-]+\](?!:)")


def kept(document: Document) -> tuple[Counter[str], str]:
    """Return how much of each kind a document has, and its text without what refers to footnotes."""
    blocks = document.blocks or []
    counts: Counter[str] = Counter()
    texts: list[str] = []
    code: list[tuple[str, str]] = []
    pictures: dict[int, int] = {}
    for block, line in zip(blocks, document.text.split("\n"), strict=False):
        if not (line.strip() or (block and block.kind == "code")):
            continue
        kind, marks = (block.kind, block.marks) if block else ("", None)
        code.append((kind, block.xpath if block else ""))
        counts["item" if kind in ITEMS and not (marks and marks.note) else kind] += 1
        spans: list[Mark] = []
        if marks is not None:
            spans = [mark for mark in moved(line, marks) if line[mark.start : mark.end].strip()]
            counts.update("link" for mark in spans if mark.kind == "link")
            counts["note"] += bool(marks.note)
            pictures[id(marks)] = len(marks.images) + len(marks.after)
        ends = [(mark.start, mark.end) for mark in spans if mark.kind != "link"]
        starts = [0, *(end for _, end in ends)]
        texts += (line[at:end] for at, end in zip(starts, [*(start for start, _ in ends), None], strict=True))
    counts["code"] = len([1 for key, _ in groupby(code, lambda x: x if x[0] == "code" else None) if key])
    counts["image"] = sum(pictures.values())
    return Counter({name: counts[name] for name in KINDS}), letters("".join(texts))


def read_back(text: str) -> tuple[Counter[str], str]:
    """Return the same of Markdown; the empty head of a table is no row, code by indent is none of ours."""
    from markdown_it import MarkdownIt

    names = {"heading_open": "heading", "list_item_open": "item", "fence": "code", "code_block": "indented"}
    text, notes = NOTE_RE.subn(r"\1", text)
    tokens = MarkdownIt("commonmark").enable("table").parse(REFERENCE_RE.sub("", text))
    counts = Counter(names[token.type] for token in tokens if token.type in names)
    counts["note"] = notes
    shown = [token.content for token in tokens if token.type == "fence"]
    rows: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append("")
        elif token.type == "inline":
            children = token.children or ()
            content = "".join(child.content for child in children if child.type != "image")
            counts.update(child.type.removesuffix("_open") for child in children)
            shown.append(content)
            if token.level >= 4 and rows:
                rows[-1] += content
    counts["row"] = sum(1 for row in rows if row.strip())
    return Counter({name: counts[name] for name in (*KINDS, "indented")}), letters("".join(shown))


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
        document = extract(gzip.decompress(path.read_bytes()), links=True, images=True)
        extracted = time.process_time()
        document.to_markdown()
        spent[0] += extracted - started
        spent[1] += time.process_time() - extracted
        for one in (document, chain.apply(document)):
            if head := one.to_markdown().removesuffix(one.to_markdown(front_matter=False)):
                yaml.safe_load(head.split("---\n")[1])
            wanted, found = kept(one), read_back(one.to_markdown(front_matter=False))
            sums.update(wanted[0])
            if wanted[0] != found[0] or wanted[1] != found[1]:
                bad += 1
                print(f"{path}: kept {dict(wanted[0])}, read back {dict(found[0])}")
    print(f"{len(paths)} pages, twice each: {bad} differ; {dict(sums)}")
    extraction, markdown = (seconds / len(paths) * 1e3 for seconds in spent)
    print(f"extraction {extraction:.1f} ms, Markdown {markdown:.2f} ms a page")


if __name__ == "__main__":
    main()
