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

BARE, INLINE, BLOCK, SKIP, BREAK, LINK = range(6)

BARE_TAGS = "b big code em font i s small strong u"  # what they are called says little
INLINE_TAGS = """
    abbr acronym bdi bdo cite data del dfn ins kbd label mark math nobr q samp slot
    span strike sub sup time tt var wbr ruby rb
"""
SKIPPED_TAGS = """
    script style svg template iframe object embed applet video audio canvas map head meta link title input
    progress meter frameset noframes datalist param source track area base basefont img picture rt rp rtc
    -comment -other
"""
KINDS = {
    **dict.fromkeys(BARE_TAGS.split(), BARE),
    **dict.fromkeys(INLINE_TAGS.split(), INLINE),
    **dict.fromkeys(SKIPPED_TAGS.split(), SKIP),
    "a": LINK,
    "br": BREAK,
    "hr": BREAK,
}
HIDDEN = "html:hidden"
REASONS = {
    **dict.fromkeys(("button", "select", "textarea"), "html:form-control"),
    "noscript": "html:noscript",
    "body": "",  # a body that is hidden is shown by a script
}
KEPT, DROPPED, NOT_KEPT = "html:site-keep", "html:site-drop", "html:site-not-kept"
SHOWN = "until-found"  # the value of "hidden" with which a text can be found and then is shown
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
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.start = self.end = start

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
        self.link_density = link_chars / len(text) if link_chars < len(text) else 1.0
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
    """The state of one walk: its blocks, and the text since the last of them ended."""

    def __init__(self, root: "LexborNode", marks: Marks) -> None:
        self.blocks: list[PageBlock] = []
        self.texts: list[str] = []
        self.link_texts: list[str] = []
        self.links = 0
        self.label = ""
        self.run(root, marks)

    def run(self, root: "LexborNode", marks: Marks) -> None:  # noqa: C901, PLR0915
        """Visit every node; in one function, since a call for each costs as much as the node."""
        blocks, texts, link_texts = self.blocks, self.texts, self.link_texts
        end_block = self.end_block
        marked = bool(marks)
        stack: list[tuple[LexborNode, int, Element, str, bool, bool, Steps, dict[str, int]]] = []
        steps: Steps = (None, "html", 1)
        numbers: dict[str, int] = {}
        element = Element(None, "html", "", steps, 0)
        reason = NOT_KEPT if marks.keep else ""
        pre = linked = broken = False
        node = root.first_child
        while node is not None:
            text = node.text_content
            if text is not None:
                if texts or pre or not text.isspace():
                    texts.append(text)
                    if linked:
                        link_texts.append(text)
            elif (kind := KINDS.get(tag := node.tag or "-other", BLOCK)) == BREAK:
                if pre:
                    texts.append("\n")
                else:
                    if texts:
                        end_block(element, reason, pre, broken)
                    broken = True
            elif kind != SKIP:
                numbers[tag] = number = numbers.get(tag, 0) + 1
                child = node.first_child
                if child is not None:
                    stack.append((node, kind, element, reason, pre, linked, steps, numbers))
                    if len(stack) < MAX_PATH:
                        steps = (steps, tag, number)
                    elif steps[2]:
                        steps = (steps, tag, 0)
                    numbers = {}
                    if kind == LINK:
                        linked = True
                        self.links += 1
                    elif kind != BARE:
                        label = said = ""
                        attributes = node.attributes
                        if len(attributes) == 1 and (name := attributes.get("class")):  # two of three
                            label = name.strip()[:MAX_LABEL]
                        elif attributes:
                            label, said = _said(attributes)
                        if kind == BLOCK:
                            if texts:
                                end_block(element, reason, pre, broken)
                            broken = False
                            element = Element(element, tag, label, steps, len(blocks))
                            said = REASONS.get(tag, said)
                            pre = pre or tag in PRE
                        elif label and not texts:
                            self.label = f"{self.label} {label}" if self.label else label
                        if said and (not reason or (reason == KEPT and said != HIDDEN)):
                            if texts:
                                end_block(element, reason, pre, broken)
                            reason = said
                    if marked and reason != DROPPED and (said := _marked(node, marks)) not in ("", reason):
                        end_block(element, reason, pre, broken)
                        reason = said
                    node = child
                    continue
                if kind == BLOCK:
                    if texts:
                        end_block(element, reason, pre, broken)
                    broken = False
            following = node.next
            while following is None and stack:
                inner, within, was_pre = element, reason, pre
                node, kind, element, reason, pre, linked, steps, numbers = stack.pop()
                if kind == BLOCK:
                    if texts:
                        end_block(inner, within, was_pre, broken)
                    broken = False
                    if inner.tag == "tr":
                        self.join_row(inner)
                    inner.end = len(blocks)
                elif within != reason:
                    end_block(element, within, was_pre, broken)
                following = node.next
            node = following
        end_block(element, reason, pre, broken)
        element.end = len(blocks)

    def end_block(self, element: Element, reason: str, pre: bool, broken: bool) -> None:
        """Make a block of the text gathered so far, if there is any."""
        texts, link_texts = self.texts, self.link_texts
        joined = "".join(texts)
        text = _pre_lines(joined) if pre else " ".join(joined.split())
        if text:
            if not link_texts:
                link_chars = 0
            elif len(link_texts) == len(texts) and not pre:
                link_chars = len(text)
            else:
                link_chars = len(" ".join("".join(link_texts).split()))
            self.blocks.append(PageBlock(text, element, link_chars, self.links, self.label, broken, reason))
            self.links = 0
            self.label = ""
        texts.clear()
        link_texts.clear()

    def join_row(self, row: Element) -> None:
        """Make one block of a table row whose cells are one short block each."""
        start = row.start
        cells = self.blocks[start:]
        if len(cells) < 2 or any(c.element.tag not in CELLS or c.broken or c.reason for c in cells):
            return
        if len({id(c.element) for c in cells}) < len(cells) or any(
            c.element.parent is not row for c in cells
        ):
            return
        text = " | ".join(c.text for c in cells)
        if len(text) > ROW_CHARS or "\n" in text:
            return
        link_chars, links = sum(c.link_chars for c in cells), sum(c.links for c in cells)
        self.blocks[start:] = [PageBlock(text, row, link_chars, links, cells[0].label, False, "")]


def containers(block: PageBlock) -> Iterator[Element]:
    """Yield the elements that a block is in, its own first."""
    element: Element | None = block.element
    while element is not None:
        yield element
        element = element.parent


def _marked(node: "LexborNode", marks: Marks) -> str:
    """Return what a site's rule says of a node: KEPT, DROPPED or nothing."""
    address = node.mem_id
    return DROPPED if address in marks.drop else KEPT if address in marks.keep else ""


def _said(attributes: "dict[str, str | None]") -> tuple[str, str]:
    """Return what an element is called (class, id, role, itemprop), and HIDDEN if its attributes hide it."""
    say = attributes.get
    label = f"{say('class') or ''} {say('id') or ''}".strip()[:MAX_LABEL]
    if role := say("role"):
        label = f"{label} role-{role}"
    if prop := say("itemprop"):
        label = f"{label} prop-{prop}"
    style = say("style")
    hidden = say("hidden", SHOWN) != SHOWN or (style and HIDDEN_STYLE_RE.search(style))
    return label, HIDDEN if hidden else ""


def _pre_lines(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(" ".join(line.splitlines()) for line in lines).strip("\n")
