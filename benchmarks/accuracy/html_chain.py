"""Measure what chains do to extracted articles: ``python -m benchmarks.accuracy html_chain --data DIR``.

Pages are extracted once, by the shipped model, which has seen them: only the difference that a chain makes
is of interest. Filters of characters are measured apart from those of lines, because the truth has the
page's own quotes. ``--favor recall`` leaves more for the filters of lines to do.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.accuracy.html import header, row, usable
from benchmarks.accuracy.html_pages import read_pages
from cleankit import Chain, Document
from cleankit.html import extract

LINES = 'extends = "article"\nfilters = ["boilerplate", "duplicates", "blank-lines"]\n'
CHARACTERS = 'filters = ["newlines", "encoding", "invisibles", "quotes", "spaces"]\n'
MODEL = LINES + '[boilerplate]\nstrength = "safe"\n'


def main(argv: list[str]) -> int:
    """Print the table; exit code 2 without the data."""
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy html_chain", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--favor", default="balanced", choices=("precision", "balanced", "recall"))
    options = parser.parse_args(argv)
    if not (options.data / "html").is_dir():
        print(f"html_chain: {options.data}: no folder html in it; nothing measured", file=sys.stderr)
        return 2
    pages, _ = usable(read_pages(options.data))
    articles = {page.id: extract(page.data, page.url, favor=options.favor) for page in pages}
    header()
    row("extracted", pages, {name: article.text for name, article in articles.items()})
    for name, config in (
        ("+ filters of lines", LINES),
        ("+ the same with the line model", MODEL),
        ("+ filters of characters", CHARACTERS),
    ):
        chain = Chain.from_toml(config)
        row(name, pages, cleaned(chain, articles))
        if config is LINES:
            bare = {key: replace(article, blocks=None) for key, article in articles.items()}
            row("  blocks not known", pages, cleaned(chain, bare))
    row("+ preset html", pages, cleaned(Chain("html"), articles))
    return 0


def cleaned(chain: Chain, articles: dict[str, Document]) -> dict[str, str]:
    return {name: chain.run(article).text for name, article in articles.items()}
