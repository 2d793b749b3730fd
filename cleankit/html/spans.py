"""Where the links of a block stand in its text: its element is looked up in the tree and read again."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from cleankit.html.blocks import Element, PageBlock, Steps
from cleankit.html.parse import ancestors
from cleankit.html.rows import CELL_SIGN

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

UNREAD = frozenset(("script", "style", "svg", "template", "iframe", "head", "rt", "rp"))
OUTER_LINK = 4  # elements around a block in which a link that holds all of it is looked for
MOST_NODES = 5000  # of one element that are read


class Span(NamedTuple):
    """A link in a block's text: from which character to which, its address as written, its text."""

    start: int
    end: int
    href: str
    label: str


class Nodes:
    """Finds the nodes of elements, each step once."""

    def __init__(self, tree: "LexborHTMLParser") -> None:
        self.root = tree.root
        self._known: dict[int, LexborNode | None] = {}
        self._children: dict[int, dict[tuple[str, int], LexborNode]] = {}

    def of(self, element: Element) -> "LexborNode | None":
        """Return the node of an element; None if it is too deep to be numbered."""
        return self._at(element.steps)

    def starts(self, blocks: Mapping[int, PageBlock]) -> dict[int, int]:
        """Return the first block of each node, by the node's address."""
        found: dict[int, int] = {}
        for number, block in blocks.items():
            node = self.of(block.element)
            if node is not None:
                found.setdefault(node.mem_id, number)
        return found

    def _at(self, steps: Steps) -> "LexborNode | None":
        path: list[Steps] = []
        at: Steps | None = steps
        while at is not None and id(at) not in self._known:
            path.append(at)
            at = at[0]
        node = self._known[id(at)] if at is not None else None
        for step in reversed(path):
            outer, tag, number = step
            if outer is None:
                node = self.root
            elif node is not None:
                node = self._inside(node).get((tag, number))
            self._known[id(step)] = node
        return node

    def _inside(self, node: "LexborNode") -> "dict[tuple[str, int], LexborNode]":
        found = self._children.get(node.mem_id)
        if found is None:
            found = self._children[node.mem_id] = {}
            counts: dict[str, int] = {}
            child = node.first_child
            while child is not None:
                tag = child.tag or ""
                counts[tag] = number = counts.get(tag, 0) + 1
                found[tag, number] = child
                child = child.next
        return found


class Spans:
    """Finds the links of blocks; those that start with a ``prefix``, as "#" for places of the page.

    Blocks of one element are asked for in the order of the page.
    """

    def __init__(self, nodes: Nodes, prefix: str = "") -> None:
        self._nodes = nodes
        self._prefix = prefix
        self._read: dict[int, _Read] = {}

    def of(self, block: PageBlock) -> list[Span]:
        """Return the links in a block's text, in order."""
        node = self._nodes.of(block.element)
        if node is None:
            return []
        read = self._read.get(node.mem_id)
        if read is None:
            read = self._read[node.mem_id] = _Read(node, self._prefix)
        found = list(_spans(block, read)) if read.links else []
        if not found and (outer := _link_around(node)) and outer.startswith(self._prefix):
            found.append(Span(0, len(block.text), outer, block.text))
        return found


def _spans(block: PageBlock, read: "_Read") -> Iterator[Span]:
    plain = _squeezed(block)
    at = read.text.find(plain, read.cursor)
    if at < 0:
        return
    read.cursor = at + len(plain)
    places: list[int] = []
    for start, end, href in read.links:
        first, last = max(start - at, 0), min(end - at, len(plain))
        if first < last:
            places = places or _places(block)
            begin, stop = places[first], places[last - 1] + 1
            yield Span(begin, stop, href, block.text[begin:stop])


class _Read:
    """The text of an element without blanks, and the links in it: start, end, address."""

    def __init__(self, node: "LexborNode", prefix: str) -> None:
        self.cursor = 0
        self.links: list[tuple[int, int, str]] = []
        parts: list[str] = []
        length = looked = 0
        stack: list[tuple[LexborNode, int, str]] = []  # open elements, and the links where they began
        at = node.first_child
        while at is not None and looked < MOST_NODES:
            looked += 1
            text = at.text_content
            if text is not None:
                plain = "".join(text.split())
                parts.append(plain)
                length += len(plain)
            elif (tag := at.tag) not in UNREAD and (child := at.first_child) is not None:
                href = (at.attrs.get("href") or "").strip() if tag == "a" else ""
                stack.append((at, length, href))
                at = child
                continue
            following = at.next
            while following is None and stack:
                at, start, href = stack.pop()
                if href and length > start and href.startswith(prefix):
                    self.links.append((start, length, href))
                following = at.next
            at = following
        self.links.sort()
        self.text = "".join(parts)


def _squeezed(block: PageBlock) -> str:
    """Return a block's text without blanks and signs between cells."""
    text = block.text.replace(CELL_SIGN, " ") if block.element.tag == "tr" else block.text
    return "".join(text.split())


def _places(block: PageBlock) -> list[int]:
    """Return the place of each character that `_squeezed` leaves."""
    places: list[int] = []
    at = 0
    for cell in block.text.split(CELL_SIGN) if block.element.tag == "tr" else [block.text]:
        places += (at + i for i, char in enumerate(cell) if not char.isspace())
        at += len(cell) + len(CELL_SIGN)
    return places


def _link_around(node: "LexborNode") -> str:
    outer = next((around for around in ancestors(node, OUTER_LINK) if around.tag == "a"), None)
    return (outer.attrs.get("href") or "").strip() if outer is not None else ""
