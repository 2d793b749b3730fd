"""Records of a data folder; which of them, is fixed: every n-th, so that a run takes minutes."""

import base64
import gzip
from pathlib import Path

import orjson
from ftfy.badness import is_bad

from benchmarks.accuracy.html_pages import ARTICLES, read_pages
from benchmarks.language import sentences as labelled_sentences
from benchmarks.near_pairs import CHOSEN, read_pairs, records_of
from benchmarks.peers.breaking import halves
from benchmarks.peers.works import Record
from benchmarks.texts import real_part, real_paths

SOUND = ("bbc_en", "fi_news", "gnad_de", "masakhane_news", "ria_ru", "saudinews", "vfnd_vi")
PAGES, TEXTS, SENTENCES = 150, 40, 20  # of all; of a file; one of so many


def articles(data: Path) -> list[Record]:
    """Return labelled pages as extractors gave them, and their lines that are the article's."""
    found = []
    for path in sorted((data / "lines").glob("*.jsonl.gz")):
        lines = gzip.decompress(path.read_bytes()).splitlines()
        for row in map(orjson.loads, lines[:: max(1, len(lines) * 4 // PAGES)]):
            sure = [(text, label) for text, label in row["lines"] if label in ("keep", "drop")]
            truth = "\n".join(text for text, label in sure if label == "keep")
            if truth:
                text = "\n".join(text for text, _ in sure)
                found.append({"text": text, "truth": truth, "lang": row["lang"]})
    return found


def broken_texts(data: Path) -> list[Record]:
    """Return texts of sources without broken encoding, sound and broken."""
    texts = []
    for path in real_paths(data):
        if path.name.partition(".")[0] in SOUND:
            found = [text for text in real_part(path).texts if _is_sound(text)]
            texts += found[:: max(1, len(found) // TEXTS)][:TEXTS]
    return halves(texts)


def pages(data: Path) -> list[Record]:
    """Return labelled pages of articles whose whole text is known."""
    found = [page for page in read_pages(data, ARTICLES) if page.text]
    return [
        {"page": base64.b64encode(page.data).decode(), "truth": page.text}
        for page in found[:: max(1, len(found) // PAGES)]
    ]


def sentences(data: Path) -> list[Record]:
    """Return sentences and their languages."""
    return [{"text": one.text, "lang": one.lang} for one in labelled_sentences(data, SENTENCES)]


def texts(data: Path) -> list[Record]:
    """Return texts of all files."""
    found = []
    for path in real_paths(data):
        part = real_part(path).texts
        found += [{"text": text} for text in part[:: max(1, len(part) // TEXTS)][:TEXTS]]
    return found


def corpus(data: Path) -> list[Record]:
    """Return sets of texts with pairs that were read: the second repeats the first, or is another report."""
    found: list[Record] = []
    for name, pairs in read_pairs().items():
        if name in CHOSEN:
            continue
        first = len(found)
        records = records_of(data, name)
        numbers = {one["id"]: first + n for n, one in enumerate(records)}
        found += [{"text": one["text"]} for one in records]
        for (kept, other), verdicts in pairs.items():
            if kept in numbers and other in numbers:
                key = {"repeat": "repeats", "apart": "looks_like"}[verdicts["first"]]
                found[numbers[other]][key] = numbers[kept]
    return found


def _is_sound(text: str) -> bool:
    return 200 < len(text) < 6000 and not is_bad(text) and "&" not in text and "\ufffd" not in text
