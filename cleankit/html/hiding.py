"""Which elements a page hides, and which of them a script, a tab or a click shows again.

Hidden are `hidden`, a style attribute with `display: none` or `visibility: hidden`, a closed `<dialog>`, and
classes that the page's own `<style>` hides and shows nowhere else in the sheet. A browser without scripts
shows none of them. Shown by a script are: what streaming leaves for its place ("S:0"), the body of a page
that hides the greater part of its text until it is loaded, the panels of tabs and accordions, known by
name, role, or by a control that names their id. These are judged like any other text.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from cleankit.html.blocks import Element, PageBlock

HIDDEN, NOSCRIPT = "html:hidden", "html:noscript"
SHOWN = "until-found"  # the value of "hidden" with which a text can be found and then is shown
HIDDEN_STYLE_RE = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
BLOCK_STYLE_RE = re.compile(r"display\s{0,9}:\s{0,9}(?:block|flex|grid|table|list-item)", re.IGNORECASE)
MAX_LABEL = 300
SAYING = frozenset(("role", "itemprop", "hidden", "style"))  # what may say more than class and id

SHEET_CHARS, SHEET_NAMES, RULE_CHARS = 200_000, 64, 1000
NONE_RE = re.compile(r"display\s{0,9}:\s{0,9}none")
NAME_RE = re.compile(r"\s*(?:[a-z]{1,9})?([.#])([\w-]{2,80})\s*", re.IGNORECASE)
DISPLAY_RE = re.compile(r"display\s{0,9}:\s{0,9}(?!none)\w")

STREAMED_RE = re.compile(r"\bS:[0-9a-f]{1,4}$")
PANEL_RE = re.compile(
    r"accordion|collaps|faq|answer|tab-?(?:content|pane|panel)|role-tabpanel|toggle|expand|read-?more"
    r"|full-?(?:text|story|content)|spoiler",
    re.IGNORECASE,
)
LONG_CHARS, BODY_SHARE = 80, 0.35
NOSCRIPT_CHARS, NOSCRIPT_TIMES = 250, 4
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


def hidden_names(tree: "LexborHTMLParser") -> frozenset[str]:
    """Return the classes and ids that the page's own style sheets hide and show nowhere else."""
    names: set[str] = set()
    for sheet in tree.tags("style"):
        text = sheet.text()[:SHEET_CHARS]
        if NONE_RE.search(text):
            names.update(_hidden_in(text))
    return frozenset(names)


def _hidden_in(sheet: str) -> Iterable[str]:
    found: dict[str, str] = {}
    depth = done = 0
    for none in NONE_RE.finditer(sheet):
        opened = sheet.rfind("{", max(done, none.start() - RULE_CHARS), none.start())
        if opened < 0 or sheet.find("}", opened, none.start()) >= 0:
            continue
        start = 1 + max(sheet.rfind(sign, done, opened) for sign in "{};/")
        start = max(start, done)
        depth += sheet.count("{", done, start) - sheet.count("}", done, start)
        done = start
        if depth > 0:  # in a query of media, as for print
            continue
        for selector in sheet[start:opened].split(","):
            if (name := NAME_RE.fullmatch(selector)) and len(found) < SHEET_NAMES:
                found[name[2]] = name[1] + name[2]
    return [name for name, selector in found.items() if not _is_shown(sheet, selector)]


def _is_shown(sheet: str, selector: str) -> bool:
    """Say whether a rule of the sheet gives what ``selector`` names a display other than none."""
    at = sheet.find(selector)
    while at >= 0:
        opened = sheet.find("{", at)
        if opened < 0:
            return False
        closed = sheet.find("}", opened)
        if DISPLAY_RE.search(sheet, opened, closed if closed >= 0 else len(sheet)):
            return True
        at = sheet.find(selector, opened)
    return False


def reveal(root: "LexborNode", blocks: Sequence["PageBlock"], hidden: Sequence["Element"]) -> None:
    """Take the reason from the blocks in those hidden elements that a script shows."""
    prose = [len(block.text) - block.link_chars if len(block.text) >= LONG_CHARS else 0 for block in blocks]
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
        chars = sum(len(block.text) - block.link_chars for block in inside)
        others = sum(len(block.text) - block.link_chars for block in blocks if not block.reason)
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
