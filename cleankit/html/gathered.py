"""The text of a page since the last block ended, and the blocks before it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from cleankit.html.blocks import Element, PageBlock

ESCAPED_RE = re.compile(
    r"<(p|div|h[1-6]|ul|ol|blockquote|article|section|table)\b[^<>]{0,400}>.*</\1>", re.DOTALL | re.IGNORECASE
)


class Apart(NamedTuple):
    """What is around a piece that is set apart: the reason, and the text before it.

    ``texts`` to ``broken`` are what was gathered of a sentence that goes on behind the piece.
    """

    reason: str
    texts: list[str]
    link_texts: list[str]
    links: int
    label: str
    broken: bool


class Gathered:
    """Text that is gathered until its block ends; ``read_markup`` makes blocks of a text that is markup."""

    __slots__ = (
        "apart", "blocks", "broken", "code", "element", "label", "link_texts", "links", "pre", "read_markup",
        "reason", "texts",
    )  # fmt: skip

    def __init__(
        self, element: Element, reason: str, read_markup: Callable[[str], list[PageBlock]] | None
    ) -> None:
        self.blocks: list[PageBlock] = []
        self.texts: list[str] = []
        self.link_texts: list[str] = []
        self.links = 0
        self.label = ""
        self.code = self.broken = self.pre = False
        self.element = element
        self.reason = reason
        self.apart: list[Apart] = []
        self.read_markup = read_markup

    def end_block(self) -> None:
        """Make a block of the text gathered so far, if there is any."""
        texts, link_texts = self.texts, self.link_texts
        joined = "".join(texts)
        text = _pre_lines(joined) if self.pre else " ".join(joined.split())
        if text and not (text[0] == "<" and self.unescape(text)):
            if not link_texts:
                link_chars = 0
            elif len(link_texts) == len(texts) and not self.pre:
                link_chars = len(text)
            else:
                link_chars = len(" ".join("".join(link_texts).split()))
            self.blocks.append(
                PageBlock(text, self.element, link_chars, self.links, self.label, self.broken, self.reason)
            )
            self.links = 0
            self.label = ""
        texts.clear()
        link_texts.clear()
        self.code = False

    def unescape(self, text: str) -> bool:
        """Make blocks of a text that is markup, escaped twice by mistake; False if it is not."""
        if self.pre or self.code or self.reason or not self.read_markup or not ESCAPED_RE.fullmatch(text):
            return False
        inner = self.read_markup(text)
        for block in inner:
            block.element = self.element
        self.blocks += inner
        return bool(inner)

    def new_line(self) -> None:
        """End a line of the block, not the block."""
        if self.texts and not self.texts[-1].endswith("\n"):
            self.texts.append("\n")

    def set_apart(self, reason: str) -> None:
        """Make blocks of their own, with the reason, of what follows, until it rejoins what is around it."""
        self.apart.append(
            Apart(self.reason, self.texts[:], self.link_texts[:], self.links, self.label, self.broken)
        )
        self.reason = reason
        if self.texts:
            self.texts.clear()
            self.link_texts.clear()
            self.links, self.label = 0, ""

    def rejoin(self) -> None:
        """End the piece that was set apart last, and go on with the sentence around it."""
        self.end_block()
        self.reason, texts, link_texts, links, label, broken = self.apart.pop()
        if texts:
            self.texts[:], self.link_texts[:] = texts, link_texts
            self.links, self.label, self.broken = links, label, broken


def _pre_lines(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(" ".join(line.splitlines()) for line in lines).strip("\n")
