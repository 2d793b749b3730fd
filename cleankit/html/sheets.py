"""Which classes and ids a page's own style sheets hide, as the page is sent and for a reader at a screen.

A rule counts if it sets `display: none` on every screen, and names what it hides by tags, classes and ids,
also inside others. What a rule hides under a condition, a script, a click or another screen shows:
`:not(.open)`, `[data-open]`, `.no-js .menu` where the root has that class, a width of the screen. So does a
sheet that gives the same class a display elsewhere, unless only printers see that.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

SHEET_CHARS, MAX_NAMES, RULE_CHARS, MAX_NESTED = 200_000, 256, 1000, 16
MAX_SELECTORS = 8  # looked at for one name
COMMENT_RE = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
NONE_RE = re.compile(r"display\s{0,9}:\s{0,9}none")
DISPLAY_RE = re.compile(r"(?<![\w-])display\s{0,9}:\s{0,9}(?!none)\w")
LOUD_RE = re.compile(r"display\s{0,9}:\s{0,9}\w{1,20}", re.IGNORECASE)  # slow, and hardly ever needed
NAME = r"[.#](?:[\w-]|\\[^\n]){1,80}"
NAME_RE = re.compile(NAME)
COMPOUND = rf"(?:[a-z][a-z0-9]{{0,15}}|\*)?(?:{NAME}){{0,4}}"
SELECTOR_RE = re.compile(rf"(?:{COMPOUND}(?:\s{{0,9}}>\s{{0,9}}|\s{{1,9}})){{0,4}}{COMPOUND}", re.IGNORECASE)
LAST_RE = re.compile(rf"(?:^|[\s>*\w])({NAME})(?:{NAME})*$")
EVERYWHERE_RE = re.compile(r"\s*(?:only\s+)?(?:all|screen)?\s*", re.IGNORECASE)
PRINT_RE = re.compile(r"@media\s{1,9}(?:only\s{1,9})?print\b[^{},]{0,200}\{", re.IGNORECASE)
NAME_GOES_ON_RE = re.compile(r"[\w\\-]")
BRACE_RE = re.compile(r"[{}]")

Hiding = Mapping[str, tuple[str, ...]]  # by class or id the selectors that hide it; "" is the name alone
NOTHING: Hiding = MappingProxyType({})


def hiding_of(tree: "LexborHTMLParser") -> Hiding:
    """Return what the page's own style sheets hide and show nowhere else."""
    found: dict[str, tuple[str, ...]] = {}
    for sheet in tree.tags("style"):
        text = sheet.text()[:SHEET_CHARS]
        if "DISPLAY" in text or "Display" in text:
            text = LOUD_RE.sub(lambda loud: loud[0].lower(), text)
        if NONE_RE.search(text) and _holds(sheet.attributes.get("media") or ""):
            _read(_without_comments(text), _names_of_root(tree), found)
    return found


def _without_comments(sheet: str) -> str:
    """Return a sheet without its comments, the one that is never closed too."""
    if "/*" not in sheet:
        return sheet
    last = sheet.rfind("*/")
    opened = sheet.find("/*", last + 2 if last >= 0 else 0)
    return COMMENT_RE.sub(" ", sheet[:opened] if opened >= 0 else sheet)


def _names_of_root(tree: "LexborHTMLParser") -> frozenset[str]:
    """Return the classes of `<html>` and `<body>`: the state of the page, which scripts change."""
    nodes = (tree.root, tree.body)
    return frozenset(
        name for node in nodes if node is not None for name in (node.attributes.get("class") or "").split()
    )


def _read(sheet: str, states: frozenset[str], found: dict[str, tuple[str, ...]]) -> None:
    printed: list[range] | None = None
    for name, selector, written in _hidden_in(sheet, states):
        if len(found) >= MAX_NAMES and name not in found:
            return
        if printed is None:
            printed = list(_printed(sheet))
        known = found.get(name, ())
        if len(known) < MAX_SELECTORS and not _is_shown(sheet, written, printed):
            found[name] = (*known, selector)


def _hidden_in(sheet: str, states: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Yield a name, the selector it must fit ("" if the name is all), and the name as the sheet has it."""
    nested: list[int] = []  # the braces of the blocks that are open
    done = 0
    for none in NONE_RE.finditer(sheet):
        if sheet[none.start() - 1 : none.start()] == "-":  # the name of a variable
            continue
        opened = sheet.rfind("{", max(done, none.start() - RULE_CHARS), none.start())
        if opened < 0 or sheet.find("}", opened, none.start()) >= 0:
            continue
        start = max(done, 1 + max(sheet.rfind(sign, done, opened) for sign in "{};"))
        _nest(nested, sheet, done, start)
        done = start
        heads = _heads(nested, sheet)
        outer = " ".join(head for head in heads if not head.startswith("@"))
        if not all(_holds_at(head) for head in heads if head.startswith("@")) or "," in outer:
            continue
        for own in sheet[start:opened].split(","):
            if (selector := _plain(f"{outer} {own}", states)) is not None:
                yield selector


def _nest(nested: list[int], sheet: str, start: int, end: int) -> None:
    """Bring the list of the blocks that are open, by their braces, from one place in the sheet to another."""
    if not nested and sheet.count("{", start, end) == sheet.count("}", start, end):
        return
    for brace in BRACE_RE.finditer(sheet, start, end):
        if brace[0] == "{":
            nested.append(brace.start())
        elif nested:
            nested.pop()


def _heads(nested: list[int], sheet: str) -> list[str]:
    """Return what stands before the braces of the blocks that are open, the outermost first."""
    heads = []
    for brace in nested[:MAX_NESTED]:
        start = max(sheet.rfind(sign, max(0, brace - RULE_CHARS), brace) for sign in "{};")
        heads.append(sheet[start + 1 : brace].strip())
    return heads


def _plain(selector: str, states: frozenset[str]) -> tuple[str, str, str] | None:
    """Return a selector of tags, classes and ids by its last name; None for any other, or one of a state."""
    selector = selector.strip()
    if not SELECTOR_RE.fullmatch(selector) or not (last := LAST_RE.search(selector)):
        return None
    names = [_unescaped(name[1:]) for name in NAME_RE.findall(selector)]
    own = _unescaped(last[1][1:])
    if not states.isdisjoint(names) and own not in states:
        return None
    return own, "" if selector == last[1] else selector, last[1]


def _unescaped(name: str) -> str:
    return name.replace("\\", "")


def _holds_at(head: str) -> bool:
    """Say whether what is in an at-rule holds on every screen."""
    name, _, condition = head.partition(" ")
    return name in ("@supports", "@layer") or (name == "@media" and _holds(condition))


def _holds(media: str) -> bool:
    """Say whether a query of media holds on every screen."""
    return any(EVERYWHERE_RE.fullmatch(query) for query in media.split(","))


def _printed(sheet: str) -> Iterator[range]:
    """Yield the parts of a sheet that only printers see."""
    end = 0
    for start in PRINT_RE.finditer(sheet):
        if start.start() < end:
            continue
        depth, end = 1, len(sheet)
        for brace in BRACE_RE.finditer(sheet, start.end()):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                end = brace.end()
                break
        yield range(start.start(), end)


def _is_shown(sheet: str, name: str, printed: Iterable[range]) -> bool:
    """Say whether a rule gives what ``name`` stands for a display other than none, except on paper."""
    at = _find(sheet, name, 0)
    while at >= 0:
        opened = sheet.find("{", at)
        if opened < 0:
            return False
        closed = sheet.find("}", opened)
        if DISPLAY_RE.search(sheet, opened, closed if closed >= 0 else len(sheet)) and not any(
            opened in part for part in printed
        ):
            return True
        at = _find(sheet, name, opened)
    return False


def _find(sheet: str, name: str, start: int) -> int:
    """Return where a name stands next, and is no other name that begins alike."""
    at = sheet.find(name, start)
    while at >= 0 and NAME_GOES_ON_RE.match(sheet, at + len(name)):
        at = sheet.find(name, at + len(name))
    return at
