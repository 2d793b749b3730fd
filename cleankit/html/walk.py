"""Walk a parsed page once and return its blocks of text in document order.

A block is what a browser would set as one paragraph, heading, list item, table row or line (each `<br>`
ends one). Nothing is judged here, except that a block no reader sees (hidden, a form control, the numbers
of lines of code) carries the reason. Such a piece in a sentence stands before it and does not break it.
"""

import re
from typing import TYPE_CHECKING

from cleankit.html import inline
from cleankit.html.blocks import CELLS, DROPPED, KEPT, NOT_KEPT, PRE, Element, PageBlock, Steps
from cleankit.html.hiding import HIDDEN, HIDDEN_STYLE_RE, MAX_LABEL, reveal, says, show_noscript
from cleankit.html.inline import FORMULA, GUTTER, HEADS
from cleankit.html.parse import parse
from cleankit.html.rows import join_row
from cleankit.html.site_rules import Marks
from cleankit.html.tags import (
    BARE,
    BLOCK,
    BREAK,
    INLINE,
    KINDS,
    LINE,
    LINK,
    MEDIA,
    ODD,
    REASONS,
    SKIP,
)

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

CODE_LINES = frozenset(("div", "li", "ol", "ul", "table", "tbody", "tr", "td", "code", "figure"))
MOST_SEARCHES = 200  # each may look through all of the page
PARAGRAPHS = "p,h1,h2,article"  # in a control or a medium that somebody forgot to close
NO_CODE = "p,h1,h2,h3,article,section,nav,footer,form"  # in what was meant to be code: a tag not closed
ESCAPED_RE = re.compile(
    r"<(p|div|h[1-6]|ul|ol|blockquote|article|section|table)\b[^<>]{0,400}>.*</\1>", re.DOTALL | re.IGNORECASE
)
FORMULAS = {
    "math": inline.formula_of,
    "img": inline.formula_in_image,
    "script": inline.formula_in_script,
}
ASIDE = (HIDDEN, GUTTER, FORMULA)

MAX_PATH = 64


def walk(
    root: "LexborNode", marks: Marks | None = None, hiding: frozenset[str] = frozenset()
) -> list[PageBlock]:
    """Return the blocks of the tree under ``root`` (the `<html>` element).

    With ``marks``, blocks in the nodes that a site's rule names carry KEPT or DROPPED as their reason, and
    where it names what to keep, all others NOT_KEPT. ``hiding`` are the classes that hide (hiding.py).
    """
    walked = _Walk(root, marks or Marks(), hiding)
    if walked.hidden:
        reveal(root, walked.blocks, walked.hidden)
    show_noscript(walked.blocks)
    return walked.blocks


class _Walk:
    """The state of one walk: its blocks, and the text since the last of them ended."""

    def __init__(
        self, root: "LexborNode", marks: Marks, hiding: frozenset[str], *, is_inner: bool = False
    ) -> None:
        self.is_inner = is_inner
        self.blocks: list[PageBlock] = []
        self.texts: list[str] = []
        self.link_texts: list[str] = []
        self.links = 0
        self.label = ""
        self.code = False
        self.hidden: list[Element] = []
        self.searches = 0
        self.held: list[tuple[int, list[str], list[str], int, str, bool]] = []
        self.hiding = hiding
        self.run(root, marks)

    def run(self, root: "LexborNode", marks: Marks) -> None:  # noqa: C901, PLR0915
        """Visit every node; in one function, since a call for each costs as much as the node."""
        blocks, texts, link_texts = self.blocks, self.texts, self.link_texts
        end_block, held = self.end_block, self.held
        marked, hiding = bool(marks), self.hiding
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
            elif (kind := KINDS[tag := node.tag or "-comment"]) == BREAK:
                if pre:
                    texts.append("\n")
                else:
                    if texts:
                        end_block(element, reason, pre, broken)
                    broken = True
            elif kind != SKIP:
                numbers[tag] = number = numbers.get(tag, 0) + 1
                child = node.first_child
                if kind == ODD:
                    kind = self.look_closely(node, tag, linked, child is not None)
                elif pre and kind == BLOCK and tag in CODE_LINES:
                    kind = LINE
                if child is not None and kind != SKIP:
                    label = said = ""
                    if kind == LINK:
                        attrs = node.attrs
                        href = attrs.get("href")
                        if href is None or (element.tag in HEADS and href.startswith("#")):
                            kind = INLINE  # an anchor, or a heading's mark of its own place
                        if texts and (style := attrs.get("style")) and HIDDEN_STYLE_RE.search(style):
                            said = HIDDEN
                    elif kind != BARE:
                        attributes = node.attributes
                        if len(attributes) == 1 and (name := attributes.get("class")):  # two of three
                            label = name.strip()[:MAX_LABEL]
                        elif attributes:
                            label, said, is_block = says(attributes)
                            if is_block and kind == INLINE:
                                kind = BLOCK
                        if label:
                            if hiding and not said and not hiding.isdisjoint(label.split()):
                                said = HIDDEN
                            if inline.is_odd(label):
                                said = said or self.named(node, label, pre)
                        if said == HIDDEN and kind != BLOCK and _is_formula(child):
                            said = ""
                    else:
                        if tag == "code":
                            self.code = True
                        if texts and (style := node.attrs.get("style")) and HIDDEN_STYLE_RE.search(style):
                            said = HIDDEN
                    stack.append((node, kind, element, reason, pre, linked, steps, numbers))
                    if len(stack) < MAX_PATH:
                        steps = (steps, tag, number)
                    elif steps[2]:
                        steps = (steps, tag, 0)
                    numbers = {}
                    if kind == LINK:
                        linked = True
                        self.links += 1
                    elif kind == BLOCK:
                        said = REASONS.get(tag, said)
                        if tag == "button" and (inline.opens_a_text(node) or self.finds(node, PARAGRAPHS)):
                            said = ""
                        if not (said and texts and said in ASIDE and inline.text_follows(node)):
                            if texts:
                                end_block(element, reason, pre, broken)
                            broken = False
                        if said == HIDDEN and not reason:
                            self.hidden.append(element := Element(element, tag, label, steps, len(blocks)))
                        else:
                            element = Element(element, tag, label, steps, len(blocks))
                        if tag in PRE and not pre:
                            pre = not self.finds(node, NO_CODE)
                    elif kind == LINE:
                        _new_line(texts)
                    elif label and not texts:
                        self.label = f"{self.label} {label}" if self.label else label
                    if said and (not reason or (reason == KEPT and said != HIDDEN)):
                        if texts:
                            held.append((len(stack), texts[:], link_texts[:], self.links, self.label, broken))
                            texts.clear()
                            link_texts.clear()
                            self.links, self.label = 0, ""
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
                        join_row(inner, blocks)
                    inner.end = len(blocks)
                elif kind == LINE:
                    _new_line(texts)
                    if within != reason:
                        end_block(element, within, was_pre, broken)
                elif within != reason:
                    end_block(element, within, was_pre, broken)
                if held and held[-1][0] == len(stack) + 1:
                    _, texts[:], link_texts[:], self.links, self.label, broken = held.pop()
                following = node.next
            node = following
        end_block(element, reason, pre, broken)
        element.end = len(blocks)

    def look_closely(self, node: "LexborNode", tag: str, linked: bool, is_full: bool) -> int:
        """Return how to take a tag whose kind depends on where it stands; add the text of a formula."""
        read = FORMULAS.get(tag)
        if read is None:
            return self.look_at_text(node, tag, is_full)
        if found := read(node):
            if not self.texts:
                self.label = "formula"
            self.texts.append(found)
            if linked:
                self.link_texts.append(found)
        return SKIP

    def look_at_text(self, node: "LexborNode", tag: str, is_full: bool) -> int:
        """Return how to take a button, a medium or a tag nobody knows."""
        if tag == "button":
            return INLINE if self.holds_question(node) else BLOCK
        if tag in MEDIA:
            return BLOCK if is_full and self.finds(node, PARAGRAPHS) else SKIP
        if not is_full:
            return INLINE
        return INLINE if inline.is_in_sentence(node, bool(self.texts), both=False) else BLOCK

    def finds(self, node: "LexborNode", selector: str) -> bool:
        """Say whether something is in a node; asked too often, as of nested controls, it says no."""
        self.searches += 1
        return self.searches < MOST_SEARCHES and node.css_first(selector) is not None

    def holds_question(self, node: "LexborNode") -> bool:
        """Say whether a button is text: a heading's, a word of a sentence, a question above an answer."""
        around = node.parent
        if around is not None and around.tag in HEADS:
            return True
        return inline.is_in_sentence(node, bool(self.texts), both=True)

    def named(self, node: "LexborNode", label: str, pre: bool) -> str:
        """Return why the names of an element say that nobody reads it: it numbers lines, or says twice."""
        if inline.is_gutter(label) and (pre or node.tag in CELLS):
            return GUTTER
        return FORMULA if inline.may_be_twice(label) and inline.is_twice(node) else ""

    def end_block(self, element: Element, reason: str, pre: bool, broken: bool) -> None:
        """Make a block of the text gathered so far, if there is any."""
        texts, link_texts = self.texts, self.link_texts
        joined = "".join(texts)
        text = _pre_lines(joined) if pre else " ".join(joined.split())
        if text:
            if text[0] == "<" and not (pre or self.code or reason) and self.unescape(text, element):
                texts.clear()
                link_texts.clear()
                return
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
        self.code = False

    def unescape(self, text: str, element: Element) -> bool:
        """Make blocks of a text that is markup, escaped twice by mistake; False if it is not."""
        if self.is_inner or not ESCAPED_RE.fullmatch(text):
            return False
        root = parse(text).root
        inner = _Walk(root, Marks(), frozenset(), is_inner=True).blocks if root is not None else []
        for block in inner:
            block.element = element
        self.blocks += inner
        return bool(inner)


def _marked(node: "LexborNode", marks: Marks) -> str:
    """Return what a site's rule says of a node: KEPT, DROPPED or nothing."""
    address = node.mem_id
    return DROPPED if address in marks.drop else KEPT if address in marks.keep else ""


def _is_formula(node: "LexborNode | None") -> bool:
    while node is not None and node.tag in ("-text", "span"):
        node = node.next if node.tag == "-text" else node.first_child
    return node is not None and node.tag == "math"


def _new_line(texts: list[str]) -> None:
    if texts and not texts[-1].endswith("\n"):
        texts.append("\n")


def _pre_lines(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(" ".join(line.splitlines()) for line in lines).strip("\n")
