"""What stands in a line of text without ending it: formulas, buttons in a sentence, tags nobody knows.

A formula that a page has in several renderings, for the eye, for a screen reader, as the source of both,
is kept once: as TeX where that is given, else as the text of its MathML.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

FORMULA, GUTTER = "html:formula", "html:gutter"
TEX = 'annotation[encoding="application/x-tex"]'
TEX_SCRIPT = "math/tex"
STYLE_RE = re.compile(r"\{\s{0,9}\\(?:display|text|script)style\s+(.*)\}", re.DOTALL)
FORMULA_NAME_RE = re.compile(r"(?:^|[\s_-])(?:tex|latex|math)(?:$|[\s_-])")
FORMULA_CHARS = 2000
HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"))
INLINE_BLOCKS = HEADS | frozenset(
    ("p", "div", "ul", "ol", "dl", "table", "pre", "blockquote", "section", "article", "figure", "form", "br")
)
LOOK_AHEAD = 12
QUESTION_RE = re.compile(r"[?？؟]\s*$|\S\s+\S+\s+\S")
OPENS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
ANSWERS = frozenset(("div", "p", "section", "ul", "ol"))
OPENS_NAME_RE = re.compile(r"accordion|collaps|faq|question", re.IGNORECASE)
GUTTER_RE = re.compile(
    r"(?:^|[\s_-])(?:line-?(?:no|nos|nr|num|nums|number|numbers)|linenos?|lnum|hljs-ln-n(?:umbers)?|gutter)"
    r"(?:$|[\s_-])|blob-num|line-numbers-rows",
    re.IGNORECASE,
)
MATHJAX = "mjx-"
BREAKS = frozenset(("br", "hr"))
TWICE_RE = re.compile(r"\b(?:katex-html|MathJax(?:_(?:Preview|Display|CHTML|SVG))?)\b")


def formula_of(node: "LexborNode") -> str:
    """Return the text of a `<math>` element: its TeX if it has one."""
    tex = node.css_first(TEX)
    if tex is not None:
        return plain_tex(tex.text())
    alt = node.attributes.get("alttext")
    return plain_tex(alt) if alt else "".join(node.text().split())


def plain_tex(tex: str) -> str:
    r"""Return TeX without the style that a wiki wraps around it.

    >>> plain_tex(r"{\displaystyle a^{2}}")
    'a^{2}'
    """
    tex = tex.strip()
    if styled := STYLE_RE.fullmatch(tex[:FORMULA_CHARS]):
        tex = styled[1].strip()
    return " ".join(tex.split())


def formula_in_image(node: "LexborNode") -> str:
    """Return the TeX that an image of a formula has as its alternative text, or nothing."""
    name = node.attrs.get("class")
    if not name or not FORMULA_NAME_RE.search(name) or not (alt := node.attrs.get("alt")):
        return ""
    before = node.prev
    if before is not None and before.tag != "-text" and before.css_first("math") is not None:
        return ""
    return plain_tex(alt)


def formula_in_script(node: "LexborNode") -> str:
    """Return the TeX of a script that is one, or nothing."""
    inside = node.first_child
    if inside is None or not (node.attributes.get("type") or "").startswith(TEX_SCRIPT):
        return ""
    return plain_tex(inside.text_content or "")


def is_in_sentence(node: "LexborNode", after_text: bool, *, both: bool) -> bool:
    """Say whether text goes on before or after a node (on both sides), and no block is directly in it."""
    follows = text_follows(node)
    if not ((after_text and follows) if both else (after_text or follows)):
        return False
    child, looked = node.first_child, 0
    while child is not None and looked < LOOK_AHEAD:
        if child.tag in INLINE_BLOCKS:
            return False
        child, looked = child.next, looked + 1
    return True


def outermost(node: "LexborNode") -> "LexborNode":
    """Return the outermost element that has nothing but a node in it, up to one that HTML knows.

    An element that a page made up says of what is in it whether a sentence goes on around that.
    """
    looked = 0
    while looked < LOOK_AHEAD and (around := node.parent) is not None and "-" in (around.tag or ""):
        if not _is_blank(node.prev) or not _is_blank(node.next):
            break
        node, looked = around, looked + 1
    return node


def _is_blank(node: "LexborNode | None") -> bool:
    if node is None:
        return True
    if node.tag == "-text":
        return (node.text_content or "").isspace()
    return node.tag not in BREAKS and not node.text().strip()


def text_follows(node: "LexborNode") -> bool:
    """Say whether the next node is text, and not blank."""
    after = node.next
    text = after.text_content if after is not None else None
    return text is not None and not text.isspace()


def opens_a_text(node: "LexborNode") -> bool:
    """Say whether a button is the question above a folded answer, not the switch of a menu."""
    attributes = node.attributes
    after = node.next
    if after is not None and after.tag == "-text" and not text_follows(node):
        after = after.next
    if (
        (after is None or after.tag not in ANSWERS)
        and not any(name in attributes for name in OPENS)
        and not OPENS_NAME_RE.search(attributes.get("class") or "")
    ):
        return False
    return QUESTION_RE.search(node.text()[:FORMULA_CHARS]) is not None


def is_gutter(label: str) -> bool:
    """Say whether an element's names are those of the numbers of lines beside code.

    >>> is_gutter("blob-num js-line-number"), is_gutter("linenos"), is_gutter("headline-note")
    (True, True, False)
    """
    return GUTTER_RE.search(label) is not None


def counts_lines(node: "LexborNode") -> bool:
    """Say whether an element in code is the number of a line: before its text, and in order."""
    if not _is_blank(node.prev) or (node.next is None or node.next.tag == "-text"):
        return False
    number, line = _number(node), node.parent
    if number is None or line is None:
        return False
    return any(
        other is not None and _number(_first_element(other)) == number + step
        for other, step in ((_beside(line, "prev"), -1), (_beside(line, "next"), 1))
    )


def _number(node: "LexborNode | None") -> int | None:
    inside = node.first_child if node is not None else None
    if inside is None or inside.next is not None or inside.tag != "-text":
        return None
    text = (inside.text_content or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _beside(node: "LexborNode", side: str) -> "LexborNode | None":
    other = getattr(node, side)
    if other is not None and other.tag == "-text" and (other.text_content or "").isspace():
        other = getattr(other, side)
    return None if other is None or other.tag == "-text" else other


def _first_element(node: "LexborNode") -> "LexborNode | None":
    inside = node.first_child
    if inside is not None and inside.tag == "-text" and (inside.text_content or "").isspace():
        inside = inside.next
    return inside


@lru_cache(maxsize=4096)
def is_odd(label: str) -> bool:
    """Say whether an element's names are those of numbers of lines, or of a rendering of a formula."""
    lower = label.lower()
    if not ("line" in lower or "num" in lower or "gutter" in lower or "katex" in lower or "mathj" in lower):
        return False  # one is in each of these names
    return is_gutter(label) or TWICE_RE.search(label) is not None


def may_be_twice(label: str) -> bool:
    """Say whether an element's names are those of a rendering of a formula."""
    return TWICE_RE.search(label) is not None


def is_twice(node: "LexborNode") -> bool:
    """Say whether a rendering of a formula has the formula's source beside it."""
    before = node.prev
    if before is not None and before.tag != "-text" and before.css_first("math") is not None:
        return True
    after, looked = node.next, 0
    while after is not None and looked < 3:
        if after.tag == "script":
            return (after.attributes.get("type") or "").startswith(TEX_SCRIPT)
        after, looked = after.next, looked + 1
    return False
