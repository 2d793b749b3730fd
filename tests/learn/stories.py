"""Made articles for the tests here: no two have a sentence in common."""

import json
import random
import tempfile
from pathlib import Path

from cleankit import Chain, Document
from cleankit import filter as cleankit_filter

WORDS = [
    a + b for a in ("bri", "cal", "dor", "fen", "gul", "har", "kel", "mor") for b in ("ta", "nis", "ver")
]
SITE = "example.org"


def sentence(seed):
    chosen = random.Random(seed).choices(WORDS, k=9)
    return f"{' '.join(chosen).capitalize()} {seed}x."


def sentences(number, count=4):
    return [sentence(f"{number}-{i}") for i in range(count)]


def article(number, *, head=(), tail=(), inside=(), site=SITE, **more):
    """Return a record: lines before, between and after four sentences that no other article has."""
    first, *rest = sentences(number)
    headline = " ".join(random.Random(f"headline {number}").choices(WORDS, k=5)).title()
    lines = [headline, *head, first, *inside, *rest, *tail]
    url = f"https://www.{site}/{number}" if site else None
    return {"id": f"{site}/{number}", "url": url, "text": "\n".join(lines), **more}


def articles(count, site=SITE, **parts):
    return [article(number, site=site, **parts) for number in range(count)]


def write(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def lines_of(learned, *, on=True):
    """Return the lines of the rules that are applied, or of those that are switched off."""
    return {line for entry in learned.rules if bool(entry.off) != on for line in entry.lines}


def cleaned(learned, record):
    """Return a record's text without what the shipped packs and a learned one take."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "site.toml"
        pack.write_text(learned.as_toml(), encoding="utf-8")
        chain = Chain(cleankit_filter("boilerplate", packs=["all", str(pack)], strength="rules"))
        return chain.run(Document.from_record(record)).text
