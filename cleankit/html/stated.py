"""Bodies that a page gives to machines only: `articleBody` of JSON-LD, the state of a script's application.

They are looked at where a page shows next to no text, and bounded: scripts that render a page keep its
whole text there, with all of its site's menus and settings.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from cleankit.html.blocks import STATED, Element, PageBlock, size_of
from cleankit.html.parse import parse
from cleankit.html.walk import walk
from cleankit.text.scripts import EAST_AND_SIGNS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

SHOWN_CHARS, LINE_CHARS = 600, 40  # a page that shows so much text in lines of so much needs no other
LEAST_CHARS, LEAST_TIMES = 120, 2
SCRIPT_CHARS, SCRIPTS = 2_000_000, 160
NODES = 50_000
PROSE_CHARS, PROSE_WORDS = 60, 8
CORE_SHARE = 0.8
LD, JSON = "application/ld+json", "application/json"
GLOBALS = ("window", "self", "globalThis")
STATE_RE = re.compile(
    rf"(?:{'|'.join(GLOBALS)})"
    r"\s{0,9}[.\[][\w\"'$\]]{1,60}\s{0,9}=\s{0,9}(?:JSON\.parse\(\s{0,9})?(?=[{\[\"])"
)
WIDE_RE = re.compile(rf"[\u0e00-\u0e7f{EAST_AND_SIGNS}]")
MARKUP_RE = re.compile(r"<(?:body|p|br|div|h[1-6]|ul|li|b|i|em|strong|a)\b[^<>]{0,400}>", re.IGNORECASE)
ADDRESS_RE = re.compile(r"[\w+.-]{1,20}:/|[/#{.@]")
SCRIPT = (None, "script", 0)


def stated_blocks(tree: "LexborHTMLParser", blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Return the text that a page states to machines in blocks of their own; none if it shows as much."""
    shown = _shown(blocks)
    texts = _texts(tree)
    size = sum(map(size_of, texts))
    if size < LEAST_CHARS or size < LEAST_TIMES * shown:
        return []
    element = Element(None, "script", "", SCRIPT, len(blocks))
    return [PageBlock(text, element, 0, 0, "", False, STATED) for text in texts]


def shows_little(blocks: Sequence[PageBlock]) -> bool:
    """Say whether next to no text of a page can be seen, links aside."""
    return _shown(blocks) < SHOWN_CHARS


def _shown(blocks: Sequence[PageBlock]) -> int:
    return sum(
        size - size * block.link_chars // len(block.text)
        for block in blocks
        if not block.reason and (size := size_of(block.text)) >= LINE_CHARS
    )


def _texts(tree: "LexborHTMLParser") -> list[str]:
    """Return the lines of the body in JSON-LD, of the state with the most prose, or for lack of frames."""
    states: list[list[str]] = []
    for script in tree.tags("script")[:SCRIPTS]:
        kind = (script.attributes.get("type") or "").lower()
        text = script.text()
        if text and len(text) <= SCRIPT_CHARS:
            value = _value(text, kind)
            if kind != LD:
                states.append(_core(value))
            elif body := _body(value):
                return list(_lines(body))
    found = max(states, key=lambda texts: sum(map(len, texts)), default=[])
    found = found or [node.text()[:SCRIPT_CHARS] for node in tree.tags("noframes")[:SCRIPTS]]
    return [line for text in found for line in _lines(text)]


def _value(text: str, kind: str) -> Any:
    """Return the JSON of a script, whether it is data or a statement that sets it; None if there is none."""
    import orjson  # here, that a name from cleankit costs no more than it needs

    if kind not in (LD, JSON):
        is_script = not kind or "javascript" in kind
        state = STATE_RE.search(text) if is_script and any(name in text for name in GLOBALS) else None
        if state is None:
            return None
        text = text[state.end() :].strip().rstrip(";)")
    try:
        value = orjson.loads(text)
        return orjson.loads(value) if isinstance(value, str) else value  # in a string, for JSON.parse
    except ValueError:
        return None


def _body(value: Any) -> str:
    """Return the longest body that JSON-LD states."""
    best = ""
    for key, text in _strings(value):
        if key == "articleBody" and len(text) > len(best):
            best = text
    return best if size_of(best) >= LEAST_CHARS else ""


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    stack: list[tuple[str, Any]] = [("", value)]
    seen = 0
    while stack and seen < NODES:
        key, node = stack.pop()
        seen += 1
        if isinstance(node, str):
            yield key, node
        elif isinstance(node, dict):
            stack += reversed(list(node.items())[:NODES])
        elif isinstance(node, list):
            stack += [(key, item) for item in reversed(node[:NODES])]


def _core(value: Any) -> list[str]:
    """Return the prose of the innermost part of a state that holds most of it, each text once.

    The values stand in one list, each behind the one that it is in; so all that is in one is a slice.
    """
    values, parents = _flat(value)
    sizes = [size_of(text) if isinstance(text, str) and _is_prose(text) else 0 for text in values]
    own, ends = sizes[:], list(range(1, len(values) + 1))
    for i in range(len(values) - 1, 0, -1):
        sizes[parents[i]] += sizes[i]
        ends[parents[i]] = max(ends[parents[i]], ends[i])
    if sizes[0] < LEAST_CHARS:
        return []
    core = 0
    for i in range(1, len(values)):
        if parents[i] == core and sizes[i] >= CORE_SHARE * sizes[0]:
            core = i
    return list(dict.fromkeys(values[i] for i in range(core, ends[core]) if own[i]))


def _flat(value: Any) -> tuple[list[Any], list[int]]:
    """Return what is in a value, in order, and the place of the value that each is in."""
    values: list[Any] = []
    parents: list[int] = []
    stack: list[tuple[int, Any]] = [(0, value)]
    while stack and len(values) < NODES:
        parent, node = stack.pop()
        at = len(values)
        values.append(node)
        parents.append(parent)
        if isinstance(node, dict | list):
            parts = list(node.values() if isinstance(node, dict) else node)[:NODES]
            stack += [(at, part) for part in reversed(parts)]
    return values, parents


def _is_prose(text: str) -> bool:
    """Say whether a string of a state is running text, not an address, code or a setting."""
    plain = text.isascii()
    if len(text) < PROSE_CHARS and (plain or not WIDE_RE.search(text)):
        return False
    if ADDRESS_RE.match(text):
        return False
    if text.count(" ") >= PROSE_WORDS:
        return True
    return not plain and len(WIDE_RE.findall(text[:1000])) >= PROSE_CHARS // 3


def _lines(text: str) -> Iterator[str]:
    if MARKUP_RE.search(text):
        root = parse(text).root
        yield from (block.text for block in (walk(root) if root is not None else []) if not block.reason)
        return
    for line in text.splitlines():
        if folded := " ".join(line.split()):
            yield folded
