r"""Write lines of known kinds as CommonMark with GFM tables.

Text is escaped, so that it reads as it stood: what looks like a mark is none. Links, images and footnotes
are written where a line has them (`cleankit.text.marks`); emphasis is not.

>>> print(markdown([Line("Port", "heading", 2), Line("*one*", "item", 1), Line("two", "item", 2)]), end="")
## Port
<BLANKLINE>
- \*one\*
  - two
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from cleankit.text.marks import Mark, Marks, image, marked, moved

CELL_SIGN = " | "
INLINE_IMAGES = frozenset(("item", "numbered", "row", "term", "definition", "cell"))
FOOTNOTE_INDENT = 4
END_RE = re.compile(r"(?<=\s)(#+)$")
FENCE_RE = re.compile(r"^\s*(`{3,})", re.MULTILINE)
TABLE_RE = re.compile(r".*/table(?:\[\d+\])?", re.DOTALL)
QUOTE_RE = re.compile(r".*/blockquote(?:\[\d+\])?", re.DOTALL)
# What YAML takes in quotes, without the separators of lines that it would fold.
UNPRINTABLE_RE = re.compile(
    "[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


class Line(NamedTuple):
    """A line of an article: its kind and level (`cleankit.Block`), the element it comes from, its marks."""

    text: str
    kind: str = "paragraph"
    level: int = 0
    xpath: str = ""
    marks: Marks | None = None


def markdown(lines: Iterable[Line]) -> str:
    """Return lines as Markdown. Blank lines are left out, except in code; what has no kind is a paragraph."""
    writer = _Writer()
    said = (line for line in lines if line.text.strip() or line.kind == "code")
    for (kind, _), group in groupby(said, _unit):
        writer.write_with_images(kind, list(group))
    return "".join(f"{line}\n" for line in writer.out)


def front_matter(values: Mapping[str, Any]) -> str:
    r"""Return values as YAML between lines of dashes, nothing if there are none; any text is safe in it.

    >>> print(front_matter({"title": 'a: "b" # c', "tags": ["x", "y"], "date": None}), end="")
    ---
    title: "a: \"b\" # c"
    tags: ["x", "y"]
    ---
    """
    known = {name: value for name, value in values.items() if value}
    if not known:
        return ""
    return "".join(["---\n", *(f"{name}: {_yaml(value)}\n" for name, value in known.items()), "---\n"])


def _unit(line: Line) -> tuple[str, str]:
    """Return what lines of one table, one quote, one piece of code have in common."""
    kind = line.kind or "paragraph"
    if kind == "row":
        return kind, _upto(TABLE_RE, line.xpath)
    if kind == "quote":
        return kind, _upto(QUOTE_RE, line.xpath)
    if line.marks is not None and (line.marks.images or line.marks.after or line.marks.note):
        return kind, f"{line.xpath}!"  # stands apart from what is of its kind
    return kind, line.xpath if kind == "code" else str(line.level)


def _upto(pattern: re.Pattern[str], xpath: str) -> str:
    match = pattern.match(xpath)
    return match[0] if match else ""


class _Writer:
    """What is written so far, and the lists that are open: the indent and number of the item of each."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[tuple[int, int]] = []

    def write_with_images(self, kind: str, lines: Sequence[Line]) -> None:
        """Write lines of one kind; before them their images, each a paragraph, but in an item or a row."""
        if kind in INLINE_IMAGES:
            self.write(kind, lines)
            return
        marks = [line.marks for line in lines if line.marks is not None]
        if not marks:
            self.write(kind, lines)
            return
        # Lines of code share the marks of their block.
        before, after = (
            dict.fromkeys(image for one in marks for image in getattr(one, name))
            for name in ("images", "after")
        )
        self._pictures(before, lines[0].level)
        self.write(kind, lines)
        self._pictures(after, lines[-1].level)

    def _pictures(self, images: Iterable[Mark], level: int) -> None:
        for one in images:
            self._put("paragraph", level, [[image(one)]])

    def write(self, kind: str, lines: Sequence[Line]) -> None:
        if kind in ("item", "numbered"):
            for line in lines:
                self._item(line)
        else:
            self._put(kind, lines[0].level, self._made(kind, lines))

    def _put(self, kind: str, level: int, blocks: Iterable[list[str]]) -> None:
        within = min(level, len(self.open)) if kind in ("paragraph", "code", "quote") else 0
        del self.open[within:]
        indent = " " * (self.open[-1][0] if self.open else 0)
        for made in blocks:
            if self.out:
                self.out.append("")
            self.out += [f"{indent}{line}" if line else "" for line in made] if indent else made

    def _made(self, kind: str, lines: Sequence[Line]) -> Iterator[list[str]]:
        """Yield the blocks that lines of one kind make, each as its lines."""
        texts = [line.text for line in lines]
        if kind == "code":
            yield _fenced(texts, lines[0].marks)
        elif kind == "row":
            yield _table(lines)
        elif kind == "quote":
            yield [part for line in lines for part in (">", f"> {marked(line.text, line.marks)}")][1:]
        else:
            for line in lines:
                yield [_plain(kind, line)]

    def _item(self, line: Line) -> None:
        if line.marks is not None and line.marks.note:
            self._footnote(line.marks.note, line)
            return
        level = max(1, min(line.level, len(self.open) + 1))
        is_first = not self.open
        number = self.open[level - 1][1] if len(self.open) >= level else 0
        del self.open[level - 1 :]
        outer = self.open[-1][0] if self.open else 0
        number = number + 1 if line.kind == "numbered" else 0
        mark = f"{number}. " if number else "- "
        self.open.append((outer + len(mark), number))
        if is_first and self.out:
            self.out.append("")
        self.out.append(f"{' ' * outer}{mark}{_with_images(line)}")

    def _footnote(self, name: str, line: Line) -> None:
        """Write a footnote; paragraphs that follow it in its item stand below it, indented."""
        self.out += [*([""] if self.out else []), f"[^{name}]: {_with_images(line)}"]
        self.open = [(FOOTNOTE_INDENT, 0)]


def _plain(kind: str, line: Line) -> str:
    text = _with_images(line) if kind in INLINE_IMAGES else marked(line.text, line.marks)
    if line.marks is not None and line.marks.note:
        return f"[^{line.marks.note}]: {text}"
    if kind == "heading":
        closed = END_RE.sub(r"\\\1", text)
        return f"{'#' * max(1, min(line.level, 6))} {closed}"
    if kind == "caption":
        return f"*{text}*"
    return f"**{text}**" if kind == "term" else text


def _with_images(line: Line) -> str:
    """Return a line with its images in it: a paragraph of their own would end the list or the table."""
    text, marks = marked(line.text, line.marks), line.marks
    if marks is None:
        return text
    return " ".join([*map(image, marks.images), text, *map(image, marks.after)])


def _fenced(texts: Sequence[str], marks: Marks | None) -> list[str]:
    longest = max((len(run) for run in FENCE_RE.findall("\n".join(texts))), default=2)
    fence = "`" * (longest + 1)
    return [f"{fence}{marks.code if marks else ''}", *texts, fence]


def _table(lines: Sequence[Line]) -> list[str]:
    """Return rows as a table; the first is its head if the page says so, else the head is empty."""
    rows = [_cells(line) for line in lines]
    columns = max(map(len, rows))
    if lines[0].level != 1:
        rows.insert(0, [""] * columns)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return [head, f"|{' --- |' * columns}", *body]


def _cells(line: Line) -> list[str]:
    """Return the cells of a row, each with the marks that stand in it."""
    spans = moved(line.text, line.marks) if line.marks is not None else []
    cells: list[str] = []
    at = 0
    for cell in line.text.split(CELL_SIGN):
        end = at + len(cell)
        inside = tuple(
            mark._replace(start=mark.start - at, end=mark.end - at)
            for mark in spans
            if at <= mark.start and mark.end <= end
        )
        cells.append(marked(cell, Marks(cell, inside)).replace("|", "\\|"))
        at = end + len(CELL_SIGN)
    if line.marks is not None:
        images = (image(mark).replace("|", "\\|") for mark in (*line.marks.images, *line.marks.after))
        cells[0] = " ".join([*images, cells[0]]).rstrip()
    return cells


def _yaml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    quoted = json.dumps(str(value), ensure_ascii=False)
    return UNPRINTABLE_RE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
