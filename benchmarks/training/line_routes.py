"""Label the lines of every page with a full truth, through several extractors.

    python -m benchmarks.training.line_routes --data ../shared/eval -o lines/

For each route (an extractor, or the whole page) a file of JSON lines: id, route, site, lang, title, kind
and the lines, each labelled keep, drop or unsure. A line is labelled by the share of its 4-grams that the
true article has, a short one by whether it stands there between its neighbours
(benchmarks.training.html_labels). Pages of which the extractor or the page itself holds less than nine
tenths of the truth are left out, since their labels say little.
"""

import argparse
import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.accuracy.html_pages import CACHE, Page, read_pages
from benchmarks.training.html_labels import covered, label_blocks
from benchmarks.training.line_pages import data_hash
from cleankit.decoding.evidence import decode
from cleankit.language import detect

SETS = ("waddle", "waddle_more", "wcxb_types", "mozilla", "defuddle", "zhweb", "cleanportal")
LEAST_COVERED = 0.9  # share of the truth's words that the page has
KEPT, DROPPED = 0.8, 0.2  # shares of a line in the truth; between them nobody knows
MOST_LINES = 3000


def made_routes(data: Path) -> Path:
    """Return the folder with the labelled lines of this data, made now unless it is there (some minutes)."""
    folder = CACHE / f"routes-{data_hash(data)}"
    if not folder.is_dir():
        partial = folder.with_suffix(".partial")
        write_routes(data, partial)
        partial.rename(folder)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    write_routes(options.data, options.output)


def write_routes(data: Path, folder: Path) -> None:
    """Write a file for each route."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        files = {
            name: opened.enter_context(gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8"))
            for name in ROUTES
        }
        for page in read_pages(data, SETS):
            for route, record in labelled_routes(page):
                files[route].write(json.dumps(record, ensure_ascii=False) + "\n")


def labelled_routes(page: Page) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield route and record of one page, for each route that gives enough to label."""
    html = decode(page.data).text
    whole = lines_of(whole_page(html))
    if not page.text or not whole or covered(page.text, whole) < LEAST_COVERED:
        return
    lang = detect(page.text).lang
    for route, extract in ROUTES.items():
        lines = whole if route == "whole_page" else lines_of(extract(html))
        if lines:
            yield route, {
                "id": page.id, "route": route, "site": page.site, "lang": lang, "title": page.title,
                "kind": page.type or "article", "lines": labels(lines, page.text),
            }  # fmt: skip


def labels(lines: list[str], truth: str) -> list[tuple[str, str]]:
    """Return each line with its label.

    >>> labels(["Home", "one two three four five six seven eight"], "one two three four five six seven eight")
    [('Home', 'drop'), ('one two three four five six seven eight', 'keep')]
    """
    shares = label_blocks(lines, truth)
    return [
        (line, "keep" if share >= KEPT else "drop" if share <= DROPPED else "unsure")
        for line, share in zip(lines, shares, strict=True)
    ]


def lines_of(text: str) -> list[str]:
    """Return the non-blank lines of a text without outer blanks."""
    return [line.strip() for line in text.split("\n") if line.strip()][:MOST_LINES]


def whole_page(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(html, main_content=False) or ""


def main_content(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(html, main_content=True) or ""


def recall(html: str) -> str:
    from trafilatura import extract

    return extract(html, favor_recall=True, include_comments=True) or ""


def markdown(html: str) -> str:
    from trafilatura import extract

    return (
        extract(
            html, favor_recall=True, output_format="markdown", include_formatting=True, include_links=True
        )
        or ""
    )


def justext_lenient(html: str) -> str:
    from justext import get_stoplist, justext

    found = justext(
        html.encode(), get_stoplist("English"), length_low=20, length_high=70, stopwords_low=0.0,
        stopwords_high=0.0, max_link_density=0.6,
    )  # fmt: skip
    return "\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)


ROUTES: dict[str, Callable[[str], str]] = {
    "recall": recall,
    "markdown": markdown,
    "main_content": main_content,
    "justext": justext_lenient,
    "whole_page": whole_page,
}

if __name__ == "__main__":
    main()
