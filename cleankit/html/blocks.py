"""Walk a parsed page once and return its blocks of text in document order.

A block is what a browser would set as one paragraph, heading, list item, table row or line (each `<br>`
ends one). Nothing is judged here, except that a block no reader sees (hidden, a form control, a
fallback for missing features) carries the reason.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cleankit.html.site_rules import Marks

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

INLINE, BLOCK, SKIP, BREAK, LINK = range(5)

INLINE_TAGS = """
    abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr q s samp slot
    small span strike strong sub sup time tt u var wbr ruby rb
"""
SKIPPED_TAGS = """
    script style svg template iframe object embed applet video audio canvas map head meta link title input
    progress meter frameset noframes datalist param source track area base basefont img picture rt rp rtc
"""
KINDS = (
    dict.fromkeys(INLINE_TAGS.split(), INLINE)
    | dict.fromkeys(SKIPPED_TAGS.split(), SKIP)
    | {"a": LINK, "br": BREAK, "hr": BREAK}
)
REASONS = dict.fromkeys(("button", "select", "textarea"), "html:form-control") | {"noscript": "html:noscript"}
HIDDEN = "html:hidden"
SHOWN = "until-found"  # the value of "hidden" with which a text can be found and then is shown
KEPT, DROPPED, NOT_KEPT = "html:site-keep", "html:site-drop", "html:site-not-kept"
UNNAMED = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "s", "small", "strong", "u")
)  # names say little
PRE = frozenset(("pre", "listing", "xmp", "textarea"))
CELLS = frozenset(("td", "th"))
ROW_CHARS = 400

HIDDEN_STYLE_RE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
MAX_PATH = 64
MAX_LABEL = 300


Steps = tuple[Any, str, int]  # the steps to the element around, or None; tag; number among its like


class Element:
    """A block-level element: where it is, what it is called, which blocks are in it."""

    __slots__ = ("depth", "end", "label", "parent", "start", "steps", "tag")

    def __init__(self, parent: "Element | None", tag: str, label: str, steps: "Steps", start: int) -> None:
        self.parent = parent
        self.tag = tag
        self.label = label
        self.steps = steps
        self.depth: int = parent.depth + 1 if parent else 0
        self.start = start
        self.end = start

    @property
    def path(self) -> str:
        """The xpath of the element; from the 64th level on it names no numbers, so that it stays short."""
        steps: Steps | None = self.steps
        parts = []
        while steps is not None:
            steps, tag, number = steps
            parts.append(f"/{tag}[{number}]" if number else f"//{tag}")
        return "".join(reversed(parts))


class PageBlock:
    """A block of a page; ``link_chars`` of its characters are in links, ``reason`` is why nobody sees it."""

    __slots__ = ("broken", "element", "label", "link_chars", "link_density", "links", "reason", "text")

    def __init__(
        self, text: str, element: Element, link_chars: int, links: int, label: str, broken: bool, reason: str
    ) -> None:
        self.text = text
        self.element = element
        self.link_chars = link_chars
        self.link_density = min(1.0, link_chars / len(text))
        self.links = links
        self.label = label
        self.broken = broken
        self.reason = reason

    @property
    def tag(self) -> str:
        return self.element.tag


def walk(root: "LexborNode", marks: Marks | None = None) -> list[PageBlock]:
    """Return the blocks of the tree under ``root`` (the `<html>` element).

    With ``marks``, blocks in the nodes that a site's rule names carry KEPT or DROPPED as their reason, and
    where it names what to keep, all others NOT_KEPT.
    """
    return _Walk(root, marks or Marks()).blocks


class _Walk:
    """The state of one walk: the open element, and the text since the last block ended."""

    def __init__(self, root: "LexborNode", marks: Marks) -> None:
        self.marks = marks
        self.blocks: list[PageBlock] = []
        self.element = Element(None, "html", "", (None, "html", 1), 0)
        self.texts: list[str] = []
        self.link_texts: list[str] = []
        self.links = 0
        self.label = ""
        self.reason = NOT_KEPT if marks.keep else ""
        self.pre = False
        self.broken = False
        self.linked = False
        self.run(root)

    def run(self, root: "LexborNode") -> None:  # noqa: C901, PLR0915 - a call for each node costs as much as the node
        node = root.first_child
        stack: list[tuple[LexborNode, int, Element, str, bool, bool, Steps, dict[str, int]]] = []
        steps: Steps = self.element.steps
        numbers: dict[str, int] = {}
        texts = self.texts
        kinds = KINDS
        while node is not None:
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text and (texts or self.pre or not text.isspace()):
                    texts.append(text)
                    if self.linked:
                        self.link_texts.append(text)
            elif tag is not None and tag[0] != "-":
                kind = kinds.get(tag, BLOCK)
                number = numbers[tag] = numbers.get(tag, 0) + 1
                if kind == BREAK:
                    if self.pre:
                        texts.append("\n")
                    else:
                        self.end_block()
                        self.broken = True
                elif kind != SKIP:
                    child = node.first_child
                    if child is not None:
                        stack.append(
                            (node, kind, self.element, self.reason, self.pre, self.linked, steps, numbers)
                        )
                        if len(stack) < MAX_PATH:
                            steps = (steps, tag, number)
                        elif steps[2]:
                            steps = (steps, tag, 0)
                        numbers = {}
                        self.enter(node, tag, kind, steps)
                        node = child
                        continue
                    if kind == BLOCK:
                        self.end_block()
                        self.broken = False
            following = node.next
            while following is None and stack:
                node, kind, element, reason, pre, linked, steps, numbers = stack.pop()
                if kind == BLOCK:
                    self.end_block()
                    self.broken = False
                    if self.element.tag == "tr":
                        self.join_row()
                    self.element.end = len(self.blocks)
                    self.element = element
                elif self.reason != reason:
                    self.end_block()
                self.reason, self.pre, self.linked = reason, pre, linked
                following = node.next
            node = following
        self.end_block()
        self.element.end = len(self.blocks)

    def enter(self, node: "LexborNode", tag: str, kind: int, steps: Steps) -> None:  # noqa: C901 - as above
        """Open an element: start a block where it does, and note what is said of all inside it."""
        label = reason = ""
        if tag not in UNNAMED and (attributes := node.attributes):
            label = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()[:MAX_LABEL]
            style = attributes.get("style")
            if (style and HIDDEN_STYLE_RE.search(style)) or attributes.get("hidden", SHOWN) != SHOWN:
                reason = HIDDEN
            if role := attributes.get("role"):
                label = f"{label} role-{role}"
            if prop := attributes.get("itemprop"):
                label = f"{label} prop-{prop}"
        if kind == BLOCK:
            self.end_block()
            self.broken = False
            reason = REASONS.get(tag, reason)
            self.pre = self.pre or tag in PRE
            self.element = Element(self.element, tag, label, steps, len(self.blocks))
        else:
            if kind == LINK:
                self.linked = True
                self.links += 1
            if label and not self.texts:
                self.label = f"{self.label} {label}" if self.label else label
        if reason and (not self.reason or (self.reason == KEPT and reason != HIDDEN)) and tag != "body":
            self.end_block()
            self.reason = reason
        if self.marks and self.reason != DROPPED:
            address = node.mem_id
            marked = DROPPED if address in self.marks.drop else KEPT if address in self.marks.keep else ""
            if marked and marked != self.reason:
                self.end_block()
                self.reason = marked

    def end_block(self) -> None:
        """Make a block of the text gathered so far, if there is any."""
        if not self.texts:
            return
        joined = "".join(self.texts)
        text = _pre_lines(joined) if self.pre else " ".join(joined.split())
        if text:
            link_chars = len(" ".join("".join(self.link_texts).split())) if self.link_texts else 0
            self.blocks.append(
                PageBlock(text, self.element, link_chars, self.links, self.label, self.broken, self.reason)
            )
            self.links = 0
            self.label = ""
        self.texts.clear()
        self.link_texts.clear()

    def join_row(self) -> None:
        """Make one block of a table row whose cells are one short block each."""
        start = self.element.start
        cells = self.blocks[start:]
        if len(cells) < 2 or any(c.element.tag not in CELLS or c.broken or c.reason for c in cells):
            return
        if len({id(c.element) for c in cells}) < len(cells) or any(
            c.element.parent is not self.element for c in cells
        ):
            return
        text = " | ".join(c.text for c in cells)
        if len(text) > ROW_CHARS or "\n" in text:
            return
        link_chars, links = sum(c.link_chars for c in cells), sum(c.links for c in cells)
        self.blocks[start:] = [PageBlock(text, self.element, link_chars, links, cells[0].label, False, "")]


def containers(block: PageBlock) -> Iterator[Element]:
    """Yield the elements that a block is in, its own first."""
    element: Element | None = block.element
    while element is not None:
        yield element
        element = element.parent


def _pre_lines(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(" ".join(line.splitlines()) for line in lines).strip("\n")
