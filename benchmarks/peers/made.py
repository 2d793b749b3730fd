"""Records made of the shipped fixtures: the same on every machine."""

import base64
import re
import tomllib
from html import escape
from random import Random

from benchmarks.peers.breaking import halves
from benchmarks.peers.folding import fold
from benchmarks.peers.works import Record
from benchmarks.planted_repeats import planted_document
from benchmarks.texts import FIXTURES

SEED = 11
NUMBER_RE = re.compile(r"\d+")
CORPUS = 400
SOUND = 110  # texts
VARIANTS, LEFT_OUT, SHORT = 10, 0.2, 60
PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head><body>
<header><a href="/">{site}</a><nav><ul>{menu}</ul></nav></header>
<div class="layout"><div class="content"><h1>{title}</h1>{body}</div>
<aside><h3>{site}</h3><ul>{others}</ul></aside></div>
<footer><p>© {site} 2024</p><ul>{menu}</ul></footer></body></html>"""


def articles() -> list[Record]:
    """Return each fixture as it was scraped and as it should be, then ten times without some paragraphs."""
    random, whole = Random(SEED), fixtures()
    return whole + [_without_some(one, random) for _ in range(VARIANTS) for one in whole]


def fixtures() -> list[Record]:
    """Return each fixture as it was scraped, and as it should be."""
    return [
        {
            "text": path.read_bytes().decode(),
            "truth": (path.parent / "expected.txt").read_text("utf-8"),
            "lang": tomllib.loads((path.parent / "about.toml").read_text("utf-8"))["language"],
        }
        for path in sorted(FIXTURES.glob("*/input.txt"))
    ]


def broken_texts() -> list[Record]:
    """Return the clean texts, once broken where they can be, once sound."""
    return halves([one["truth"] for one in articles()[:SOUND]])


def pages() -> list[Record]:
    """Return a plain page around each article, its labels where the scraper found them."""
    found = fixtures()
    titles = [one["truth"].strip().partition("\n")[0] for one in found]
    return [_page(one, titles, n) for n, one in enumerate(found)]


def paragraphs() -> list[Record]:
    """Return the paragraphs of the clean texts, with their language."""
    return [
        {"text": line, "lang": one["lang"]}
        for one in fixtures()
        for line in one["truth"].splitlines()
        if len(line) >= 40
    ]


def texts() -> list[Record]:
    """Return the articles as they were scraped."""
    return articles()


def corpus() -> list[Record]:
    """Return made reports: of four, one and its copy in other dress, and one and another report like it."""
    random = Random(SEED)
    records: list[Record] = []
    for number in range(CORPUS):
        source = number - 1
        if number % 4 == 1:
            lines = records[source]["text"].split("\n")
            dressed = ["The Harbour Gazette", *lines[:-1], "All rights reserved."]
            records.append({"text": "\n".join(dressed), "repeats": source})
        elif number % 4 == 3:
            records.append({"text": _other_report(records[source]["text"]), "looks_like": source})
        else:
            lines, _ = planted_document(random)
            records.append({"text": "\n".join(lines[:8])})
    return records


def _without_some(one: Record, random: Random) -> Record:
    """Leave out paragraphs that stand in the text as they should be, with all of their copies."""
    lines = one["truth"].split("\n")
    there = set(fold(one["text"]).split("\n"))
    free = [fold(line) for line in lines[1:] if len(line) > SHORT and fold(line) in there]
    gone = {line for line in free if random.random() < LEFT_OUT}
    kept = {
        key: "\n".join(line for line in one[key].split("\n") if fold(line) not in gone)
        for key in ("text", "truth")
    }
    return one | kept


def _page(one: Record, titles: list[str], number: int) -> Record:
    truth = one["truth"].strip().split("\n")
    junk = [line for line in one["text"].split("\n") if line.strip() and line not in truth][:6]
    body = [f"<p>{escape(line)}</p>" for line in truth[1:] if line.strip()]
    for n, line in enumerate(junk):
        body.insert((n + 1) * 2 % (len(body) + 1), f'<div><a href="#{n}">{escape(line)}</a></div>')
    others = [titles[(number + step) % len(titles)] for step in range(1, 6)]
    page = PAGE.format(
        lang=one["lang"],
        title=escape(truth[0]),
        site="Gazette",
        menu="".join(
            f'<li><a href="/{n}">{escape(name.split()[0])}</a></li>' for n, name in enumerate(titles)
        ),
        others="".join(f'<li><a href="/{n}">{escape(name)}</a></li>' for n, name in enumerate(others)),
        body="\n".join(body),
    )
    return {"page": base64.b64encode(page.encode()).decode(), "truth": one["truth"], "lang": one["lang"]}


def _other_report(text: str) -> str:
    """Return a text with another number in each line that has one."""
    return "\n".join(
        NUMBER_RE.sub(lambda found: str(int(found[0]) + 7), line, 1) for line in text.split("\n")
    )
