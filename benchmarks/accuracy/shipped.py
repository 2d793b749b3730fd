"""What the shipped rules and models score on the labelled data: a guard against drops, not a claim.

The models have seen these pages, so the figures are higher than those of docs/html.md and
docs/boilerplate-model.md, which are of models that have not. They fall when code, rules or weights get
worse, and need no training. All of them are shares, and more is better.
"""

from hashlib import sha256
from pathlib import Path

from benchmarks.accuracy.html import SNIPPETS, compare, usable
from benchmarks.accuracy.html_metric import f1, pooled_f1
from benchmarks.accuracy.html_pages import SETS, read_pages
from benchmarks.accuracy.lines import shipped_scores
from cleankit.html import clean_html

FOLDERS = ("html", "lines")
UNIT = "share, 0 to 1, of the shipped models on pages that they have seen"
WHY = "what is right now stays right: code, rules and weights do not get worse unseen"


def labelled_data(data: Path) -> bool:
    """Say whether a folder holds the labelled pages and lines."""
    return all((data / folder).is_dir() for folder in FOLDERS)


def data_digest(data: Path) -> str:
    """Return a digest of the labelled data: figures of other data are not compared."""
    digest = sha256()
    for folder in FOLDERS:
        for path in sorted((data / folder).rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(data).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def shipped_accuracy(data: Path) -> dict[str, float]:
    """Return accuracy/html-<set> (F1) and what the line benchmark calls its own."""
    lines = {f"accuracy/lines-{name}": value for name, value in shipped_scores(data).items()}
    return lines | {f"accuracy/html-{name}": value for name, value in html_scores(data).items()}


def html_scores(data: Path) -> dict[str, float]:
    """Return F1 of the extracted articles by set."""
    pages, _ = usable(read_pages(data))
    scores = {}
    for name in SETS:
        found = [compare(page, clean_html(page.data, page.url)) for page in pages if page.set == name]
        scores[name] = (pooled_f1 if name == SNIPPETS else f1)(found)
    return scores
