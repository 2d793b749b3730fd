r"""Put what a page says within a line around its text: links, images, footnotes.

A mark knows its place in the line as the page had it. Filters work on the text without marks; where a line
has changed since, marks follow what is left of their text, and go where nothing is.

>>> marks = Marks("See “the plan”, page 2.", (Mark(4, 14, "link", "https://port.example/a(1)"),))
>>> print(marked('See "the plan", page 2.', marks))
See ["the plan"](https://port.example/a%281%29), page 2.
>>> marked("See page 2.", marks)
'See page 2.'
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleankit.text.changes import text_edits
from cleankit.text.edits import Edit, Layer

INLINE_RE = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};)")
SIGN_RE = re.compile(r"[\\`*\[\]<~_&]")  # found nine times as fast as what is escaped
START_RE = re.compile(r"(?:[#>]|[-+=](?=[-+=\s]|$)|(\d{1,9})(?=[.)](?:\s|$)))")
UNSAFE_RE = re.compile(r"[\s<>()\\|\"`\[\]\x00-\x20\x7f\ud800-\udfff]")
ENTITY_RE = re.compile(r"&(?=#?\w{1,32};)")
CLOSES, OPENS, ESCAPES = range(3)

Insertion = tuple[int, int, str]  # place, order among those of the place, text


class Mark(NamedTuple):
    """What a page says of the characters ``start`` to ``end`` of a line.

    Kinds are "link" and "image" (``target`` is the address, ``label`` the alternative text), "note" (the
    characters refer to the footnote ``target``) and "back" (they lead back from a footnote to its place).
    """

    start: int
    end: int
    kind: str
    target: str = ""
    label: str = ""


class Marks(NamedTuple):
    """The marks of a line, in order and apart, and the line as the page had it.

    ``note`` is the name of the footnote that the line is; ``code`` the language that it is written in;
    ``images`` stand before the line, ``after`` it those that nothing follows.
    """

    text: str = ""
    spans: tuple[Mark, ...] = ()
    note: str = ""
    code: str = ""
    images: tuple[Mark, ...] = ()
    after: tuple[Mark, ...] = ()


def marked(text: str, marks: Marks | None = None) -> str:
    r"""Return a line as Markdown: what would be a mark is escaped, and the line's own marks are put in.

    >>> print(marked("# 1. snake_case, _x_ and <b>"))
    \# 1. snake_case, \_x\_ and \<b>
    """
    given, text = text, " ".join(text.split())
    spans = _placed(given, marks) if marks is not None and marks.spans else []
    start = START_RE.match(text)
    if not spans:
        plain = INLINE_RE.sub(r"\\\g<0>", text) if SIGN_RE.search(text) else text
        at = start.end() if start and start[1] else 0
        return plain if start is None else f"{plain[:at]}\\{plain[at:]}"
    inserted = [(match.start(), ESCAPES, "\\") for match in INLINE_RE.finditer(text)]
    if start is not None:
        inserted.append((start.end() if start[1] else 0, ESCAPES, "\\"))
    out: list[str] = []
    at = 0
    for mark in spans:
        if mark.kind == "link":
            inserted += _around(text, mark)
            continue
        out.append(_with(text, at, mark.start, inserted))
        at = mark.end
        if mark.kind == "note":
            out.append(f"[^{mark.target}]")
    out.append(_with(text, at, len(text), inserted))
    return "".join(out).strip()


def image(mark: Mark) -> str:
    r"""Return an image as Markdown.

    >>> image(Mark(0, 0, "image", "https://port.example/a b.jpg", "The quay, <late>"))
    '![The quay, \\<late>](https://port.example/a%20b.jpg)'
    """
    label = " ".join(mark.label.split())
    escapes = [(match.start(), ESCAPES, "\\") for match in INLINE_RE.finditer(label)]
    return f"![{_with(label, 0, len(label), escapes)}]({address(mark.target)})"


def address(target: str) -> str:
    """Return an address as the target of a link: no character in it is a mark or ends it."""
    safe = UNSAFE_RE.sub(_encoded, target)
    return ENTITY_RE.sub("&amp;", safe)


def moved(text: str, marks: Marks) -> list[Mark]:
    """Return the marks of a line where they stand in what became of it; without those that are gone."""
    if text == marks.text:
        return list(marks.spans)
    edits = list(text_edits(marks.text, text))
    layer = Layer(Edit("", "", start, end, marks.text[start:end], new) for start, end, new in edits)
    spans = (
        (mark, layer.to_output(mark.start, mark.end))
        for mark in marks.spans
        if not any(_is_lost(mark, start, end) for start, end, _ in edits)
    )
    return [mark._replace(start=span[0], end=span[1]) for mark, span in spans if span is not None]


def _is_lost(mark: Mark, start: int, end: int) -> bool:
    """Say whether an edit put something else in place of a mark's text and more."""
    return start <= mark.start and mark.end <= end and end - start > mark.end - mark.start


def _placed(text: str, marks: Marks) -> list[Mark]:
    """Return marks where they stand in a line of single blanks: no blanks at their ends, none in another."""
    found: list[Mark] = []
    places = _single_blanks(text)
    for mark in moved(text, marks):
        start, end = mark.start, mark.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end and (not found or places[start] >= found[-1].end):
            found.append(mark._replace(start=places[start], end=places[end - 1] + 1))
    return found


def _single_blanks(text: str) -> list[int]:
    """Return for each character that is no blank its place in the line with single blanks."""
    places: list[int] = []
    at, is_apart = 0, False
    for char in text:
        if char.isspace():
            is_apart = at > 0
        else:
            at += is_apart
            is_apart = False
        places.append(at)
        at += not char.isspace()
    return places


def _around(text: str, mark: Mark) -> Iterator[Insertion]:
    if mark.start and text[mark.start - 1] == "!":  # "!" and a link would be an image
        yield mark.start - 1, ESCAPES, "\\"
    yield mark.start, OPENS, "["
    yield mark.end, CLOSES, f"]({address(mark.target)})"


def _with(text: str, start: int, end: int, inserted: Iterable[Insertion]) -> str:
    """Return a part of a text with what is inserted in it."""
    parts: list[str] = []
    at = start
    for place, order, new in sorted(set(inserted)):
        if start <= place < end or (place == end and order == CLOSES and place > start):
            parts += (text[at:place], new)
            at = place
    parts.append(text[at:end])
    return "".join(parts)


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
