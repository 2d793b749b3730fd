"""Which links of a page refer to its footnotes, which blocks these are, and what leads back from them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from cleankit.html.blocks import Element, PageBlock, Within, around
from cleankit.html.parse import ancestors
from cleankit.html.spans import Nodes, Span

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

REFERENCE_RE = re.compile(
    r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|(?:note|nb) ?\d{1,3})[\])]?|\[[a-z]\]|\([ivx]{1,5}\)", re.IGNORECASE
)
BACK_RE = re.compile(r"[\s\[(]*(?:[↩↵⏎⤴↑^⇧]\ufe0e?|back|jump up|zurück|retour)[\s\])\ufe0e]*", re.IGNORECASE)
# What a text that refers to a footnote has, and most have not: only such texts are looked at.
MAY_REFER_RE = re.compile(r"(?<!\d)\d{1,3}(?!\d)|[*†‡§¶]|\[[a-z]\]|\([ivx]{1,5}\)", re.IGNORECASE)
SIGNS = "[]()*†‡§¶.: "
NAMED_RE = re.compile(
    r"foot-?notes?(?![a-z])|endnotes?(?![a-z])|fussnoten?(?![a-z])|(?<!\S)fn[:_-]?\d", re.IGNORECASE
)
NAME_RE = re.compile(r"[^\w-]+")
AROUND = 3  # elements around an anchor in which its note begins
MOST_NODES = 300  # in an element with a note's id, up to where the note begins
MOST_NOTES = 1000


class Notes:
    """The footnotes of a page: ``names`` by the number of the block; ``places`` are the blocks by id."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.places: dict[str, int] = {}

    def add(self, anchor: str, place: int, label: str) -> None:
        """Note that an id leads to the note in a block; its name is what refers to it, else the id."""
        self.places[anchor] = place
        if place in self.names:
            return
        name = label.strip(SIGNS).lower().replace(" ", "-")
        if not name or name in self.names.values():
            name = NAME_RE.sub("-", anchor)
        self.names[place] = name

    def name_of(self, span: Span, number: int) -> str:
        """Return the name of the note that a link in a block refers to, or nothing."""
        place = self.places.get(span.href[1:], -1)
        return self.names.get(place, "") if place > number and REFERENCE_RE.fullmatch(span.label) else ""

    def leads_back(self, span: Span, number: int) -> bool:
        """Say whether a link in a note leads back to where it is referred to: by a sign, or by its number."""
        if number not in self.names:
            return False
        return bool(BACK_RE.fullmatch(span.label)) or (
            span.start == 0 and span.label[:1] in "[(^" and bool(REFERENCE_RE.fullmatch(span.label))
        )


def find_notes(
    tree: "LexborHTMLParser",
    nodes: Nodes,
    kept: Mapping[int, PageBlock],
    linked: Mapping[int, Sequence[Span]],
) -> Notes:
    """Return the footnotes of a page: kept blocks to which a number or sign in a block before them refers."""
    notes = Notes()
    wanted: dict[str, tuple[int, str]] = {}
    for number, spans in linked.items():
        for span in spans:
            if span.href.startswith("#") and _refers(span) and len(wanted) < MOST_NOTES:
                wanted.setdefault(span.href[1:], (number, span.label))
    if not wanted:
        return notes
    places = nodes.starts(kept)
    for node in tree.css("[id], a[name]"):
        anchor = node.attributes.get("id") or node.attributes.get("name") or ""
        if anchor in wanted and anchor not in notes.places:
            number, label = wanted[anchor]
            place = _block_at(node, places)
            if place is not None and place > number:
                notes.add(anchor, place, label)
    return notes


def _refers(span: Span) -> bool:
    return REFERENCE_RE.fullmatch(span.label) is not None


def _block_at(node: "LexborNode", places: Mapping[int, int]) -> int | None:
    """Return the kept block that begins in a node, or the one that an anchor stands in."""
    stack = [node]
    looked = 0
    while stack and looked < MOST_NODES:
        at = stack.pop()
        looked += 1
        if (found := places.get(at.mem_id)) is not None:
            return found
        inside: list[LexborNode] = []
        child = at.first_child
        while child is not None:
            inside.append(child)
            child = child.next
        stack += reversed(inside)
    outwards = (around.mem_id for around in ancestors(node, AROUND))
    return next((places[address] for address in outwards if address in places), None)


def notes_beside(core: Element) -> Within:
    """Say which elements are in one that is named as footnotes, in the core or beside it."""
    is_note = Within(lambda element: bool(element.label) and _names_notes(element.label))
    is_note.known.update((id(element), False) for element in around(core))
    return is_note


@lru_cache(maxsize=4096)
def _names_notes(label: str) -> bool:
    return NAMED_RE.search(label) is not None
