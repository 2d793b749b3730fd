r"""Write lines of known kinds as CommonMark with GFM tables.

Text is escaped, so that it reads as it stood: what looks like a mark is none. Links, images and emphasis
of the page are not in its lines and are not written.

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

CELL_SIGN = " | "
INLINE_RE = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};)")
START_RE = re.compile(r"(?:[#>]|[-+=](?=[-+=\s]|$)|(\d{1,9})(?=[.)](?:\s|$)))")
END_RE = re.compile(r"(?<=\s)(#+)$")
FENCE_RE = re.compile(r"^\s*(`{3,})", re.MULTILINE)
TABLE_RE = re.compile(r".*/table(?:\[\d+\])?", re.DOTALL)
QUOTE_RE = re.compile(r".*/blockquote(?:\[\d+\])?", re.DOTALL)
# What YAML takes in quotes, without the separators of lines that it would fold.
UNPRINTABLE_RE = re.compile(
    "[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


class Line(NamedTuple):
    """A line of an article: its kind and level (`cleankit.Block`), and the element it comes from."""

    text: str
    kind: str = "paragraph"
    level: int = 0
    xpath: str = ""


def markdown(lines: Iterable[Line]) -> str:
    """Return lines as Markdown. Blank lines are left out, except in code; what has no kind is a paragraph."""
    writer = _Writer()
    said = (line for line in lines if line.text.strip() or line.kind == "code")
    for (kind, _), group in groupby(said, _unit):
        writer.write(kind, list(group))
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


def escaped(text: str) -> str:
    r"""Return a line of text with what would be a mark escaped.

    >>> print(escaped("# 1. snake_case, _x_ and <b>"))
    \# 1. snake_case, \_x\_ and \<b>
    """
    text = " ".join(text.split())
    start = START_RE.match(text)
    escape = start.end() if start and start[1] else 0
    plain = INLINE_RE.sub(r"\\\g<0>", text)
    if start is None:
        return plain
    return f"{plain[:escape]}\\{plain[escape:]}"


def _unit(line: Line) -> tuple[str, str]:
    """Return what lines of one table, one quote, one piece of code have in common."""
    kind = line.kind or "paragraph"
    if kind == "row":
        return kind, _upto(TABLE_RE, line.xpath)
    if kind == "quote":
        return kind, _upto(QUOTE_RE, line.xpath)
    return kind, line.xpath if kind == "code" else ""


def _upto(pattern: re.Pattern[str], xpath: str) -> str:
    match = pattern.match(xpath)
    return match[0] if match else ""


class _Writer:
    """What is written so far, and the lists that are open: the indent and number of the item of each."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[tuple[int, int]] = []

    def write(self, kind: str, lines: Sequence[Line]) -> None:
        if kind in ("item", "numbered"):
            for line in lines:
                self._item(line)
            return
        within = min(lines[0].level, len(self.open)) if kind in ("paragraph", "code", "quote") else 0
        del self.open[within:]
        indent = " " * (self.open[-1][0] if self.open else 0)
        for made in self._made(kind, lines):
            if self.out:
                self.out.append("")
            self.out += [f"{indent}{line}" if line else "" for line in made]

    def _made(self, kind: str, lines: Sequence[Line]) -> Iterator[list[str]]:
        """Yield the blocks that lines of one kind make, each as its lines."""
        texts = [line.text for line in lines]
        if kind == "code":
            yield _fenced(texts)
        elif kind == "row":
            yield _table(lines)
        elif kind == "quote":
            yield [part for text in texts for part in (">", f"> {escaped(text)}")][1:]
        else:
            for line in lines:
                yield [_plain(kind, line)]

    def _item(self, line: Line) -> None:
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
        self.out.append(f"{' ' * outer}{mark}{escaped(line.text)}")


def _plain(kind: str, line: Line) -> str:
    text = escaped(line.text)
    if kind == "heading":
        closed = END_RE.sub(r"\\\1", text)
        return f"{'#' * max(1, min(line.level, 6))} {closed}"
    if kind == "caption":
        return f"*{text}*"
    return f"**{text}**" if kind == "term" else text


def _fenced(texts: Sequence[str]) -> list[str]:
    longest = max((len(run) for run in FENCE_RE.findall("\n".join(texts))), default=2)
    fence = "`" * (longest + 1)
    return [fence, *texts, fence]


def _table(lines: Sequence[Line]) -> list[str]:
    """Return rows as a table; the first is its head if the page says so, else the head is empty."""
    rows = [[escaped(cell).replace("|", "\\|") for cell in line.text.split(CELL_SIGN)] for line in lines]
    columns = max(map(len, rows))
    if lines[0].level != 1:
        rows.insert(0, [""] * columns)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return [head, f"|{' --- |' * columns}", *body]


def _yaml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    quoted = json.dumps(str(value), ensure_ascii=False)
    return UNPRINTABLE_RE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
