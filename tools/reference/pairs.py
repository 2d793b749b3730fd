"""Ten articles before and after, each in another language, from fixtures/."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from cleankit import Chain
from cleankit.report.visible import shown
from tools.reference.prose import code, page, table

FIXTURES = Path(__file__).parents[2] / "fixtures"
LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "hi": "Hindi",
    "ja": "Japanese",
    "ko": "Korean",
    "ru": "Russian",
    "zh": "Chinese",
}
WIDE = 160  # characters of a line that are shown


def pairs() -> str:
    """Return the page of pairs."""
    chain = Chain("article")
    parts = [part for lang in LANGUAGES for part in _pair(chain, lang)]
    return page(
        "Before and after",
        "`fixtures/`",
        "What the default chain does to ten made-up articles in ten languages. `...` stands "
        "for what stays as it is, and for the rest of a long line. Characters that nobody sees have a glyph: "
        "⍽ no-break space, ‧ soft hyphen, ∅ zero-width space, ⇥ tab, ·· two blanks.",
        *parts,
    )


def _pair(chain: Chain, lang: str) -> Iterator[str]:
    folder = min(FIXTURES.glob(f"{lang}-*"))
    about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    source = (folder / "input.txt").read_bytes().decode()
    report = chain.audit(source)
    before, after = source.replace("\r\n", "\n").split("\n"), report.text.split("\n")
    lines = list(_changed(before, after))
    yield f"## {LANGUAGES[lang]}: {about['title']}"
    yield "Before:"
    yield _block(line for side, line in lines if side != "after")
    yield "After:"
    yield _block(line for side, line in lines if side != "before")
    counts = Counter(edit.rule for edit in report.edits)
    yield table(("rule", "edits"), ((code(rule), str(count)) for rule, count in counts.most_common()))


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines that differ, each with its side; "" is both."""
    for kind, start, stop, first, last in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "", "..."
        else:
            yield from (("before", line) for line in before[start:stop])
            yield from (("after", line) for line in after[first:last])


def _block(lines: Iterator[str]) -> str:
    cut = (f"{line[:WIDE].rstrip()} ..." if len(line) > WIDE else line for line in map(shown, lines))
    once = [line for line, _ in groupby(cut)]
    return "\n".join(["```text", *once, "```"])
