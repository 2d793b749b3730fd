"""Which elements a page hides, and which of them a script, a tab or a click shows again.

Hidden are `hidden`, a style attribute with `display: none` or `visibility: hidden`, a closed `<dialog>`, and
what the page's own `<style>` hides and shows nowhere else in the sheet (sheets.py). A browser without scripts
shows none of them. Shown by a script are: what streaming leaves for its place ("S:0"), the body of a page
that hides the greater part of its text until it is loaded, the panels of tabs and accordions, known by
name, role, or by a control that names their id. These are judged like any other text.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleankit.html.blocks import size_of
from cleankit.html.sheets import Hiding

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from cleankit.html.blocks import Element, PageBlock

HIDDEN, NOSCRIPT = "html:hidden", "html:noscript"
SHOWN = "until-found"  # the value of "hidden" with which a text can be found and then is shown
GAP = r"(?:\s|/\*[^*]{0,80}\*/){0,9}"
HIDDEN_STYLE_RE = re.compile(
    rf"(?<![\w-])(?:display{GAP}:{GAP}none|(?:content-)?visibility{GAP}:{GAP}(?:hidden|collapse))",
    re.IGNORECASE,
)
BLOCK_STYLE_RE = re.compile(r"display\s{0,9}:\s{0,9}(?:block|flex|grid|table|list-item)", re.IGNORECASE)
MAX_LABEL = 300
SAYING = frozenset(("role", "itemprop", "hidden", "style"))  # what may say more than class and id

STREAMED_RE = re.compile(r"\bS:[0-9a-f]{1,4}$")
PANEL_RE = re.compile(
    r"accordion|collaps|faq|answer|tab-?(?:content|pane|panel)|role-tabpanel|toggle|expand|read-?more"
    r"|full-?(?:text|story|content)|spoiler",
    re.IGNORECASE,
)
LONG_CHARS, BODY_SHARE = 60, 0.35
NOSCRIPT_CHARS, NOSCRIPT_TIMES = 200, 4
CONTROLS = "[aria-controls], [href^='#'], [data-target], [data-bs-target]"
MAX_CONTROLS = 2000


def says(attributes: "dict[str, str | None]") -> tuple[str, str, bool]:
    """Return what an element is called (class, id, role, itemprop), HIDDEN if hidden, and if a block."""
    say = attributes.get
    name, own = say("class"), say("id")
    label = (f"{name} {own}" if name and own else name or own or "").strip()[:MAX_LABEL]
    if SAYING.isdisjoint(attributes):
        return label, "", False
    if role := say("role"):
        label = f"{label} role-{role}"
    if prop := say("itemprop"):
        label = f"{label} prop-{prop}"
    if say("hidden", SHOWN) != SHOWN:
        return label, HIDDEN, False
    style = say("style")
    if not style or not ("isp" in style or "isi" in style or "ISP" in style or "ISI" in style):
        return label, "", False
    if HIDDEN_STYLE_RE.search(style):
        return label, HIDDEN, False
    return label, "", BLOCK_STYLE_RE.search(style) is not None


def has_hiding_style(node: "LexborNode") -> bool:
    """Say whether the style of an element hides it."""
    style = node.attributes.get("style")  # most have none, and then this is quicker than `attrs`
    return style is not None and HIDDEN_STYLE_RE.search(style) is not None


def is_hidden(node: "LexborNode", label: str, hiding: Hiding) -> bool:
    """Say whether a style sheet of the page hides an element by one of its names."""
    for name in hiding.keys() & label.split():
        for selector in hiding[name]:
            if not selector or _fits(node, selector):
                return True
    return False


def _fits(node: "LexborNode", selector: str) -> bool:
    try:
        return node.css_matches(selector)
    except (ValueError, RuntimeError):  # a selector that only looks like one
        return False


def reveal(root: "LexborNode", blocks: Sequence["PageBlock"], hidden: Sequence["Element"]) -> None:
    """Take the reason from the blocks in those hidden elements that a script shows."""
    prose = [
        len(block.text) - block.link_chars if size_of(block.text) >= LONG_CHARS else 0 for block in blocks
    ]
    total = sum(prose)
    controlled: set[str] | None = None
    for element in hidden:
        shown = _is_panel(element)
        if not shown and (chars := sum(prose[element.start : element.end])):
            shown = chars >= BODY_SHARE * total
            if not shown and element.label:
                if controlled is None:
                    controlled = _controlled(root)
                shown = not controlled.isdisjoint(element.label.split())
        if shown:
            for block in blocks[element.start : element.end]:
                if block.reason == HIDDEN:
                    block.reason = ""


def _is_panel(element: "Element") -> bool:
    parent = element.parent
    return (
        STREAMED_RE.search(element.label) is not None
        or PANEL_RE.search(element.label) is not None
        or (parent is not None and PANEL_RE.search(parent.label) is not None)
    )


def show_noscript(blocks: Sequence["PageBlock"]) -> None:
    """Take the reason from what is in `<noscript>` where a page has next to nothing else."""
    inside = [block for block in blocks if block.reason == NOSCRIPT]
    if inside:
        chars = sum(size_of(block.text) - block.link_chars for block in inside)
        others = sum(size_of(block.text) - block.link_chars for block in blocks if not block.reason)
        if chars >= NOSCRIPT_CHARS > others and chars > NOSCRIPT_TIMES * others:
            for block in inside:
                block.reason = ""


def _controlled(root: "LexborNode") -> set[str]:
    ids: set[str] = set()
    for node in root.css(CONTROLS)[:MAX_CONTROLS]:
        attributes = node.attributes
        for name in ("aria-controls", "href", "data-target", "data-bs-target"):
            ids.update((attributes.get(name) or "").replace("#", " ").split())
    return ids
