"""The blocks of a page: pieces of text, each with the elements that it is in.

A block is what a browser would set as one paragraph, heading, list item, table row or line (each `<br>`
ends one). walk.py makes them.
"""

from collections.abc import Callable, Iterator
from typing import Any

from cleankit.text.scripts import FIRST_WIDE

PRE = frozenset(("pre", "listing", "xmp", "textarea"))
CELLS = frozenset(("td", "th"))
KEPT, DROPPED, NOT_KEPT = "html:site-keep", "html:site-drop", "html:site-not-kept"
STATED = "html:stated"  # in the page's data for machines, not in what it shows

Steps = tuple[Any, str, int]  # the steps to the element around, or None; tag; number among its like


class Element:
    """A block-level element: where it is, what it is called, which blocks are in it."""

    __slots__ = ("depth", "end", "heads", "label", "parent", "start", "steps", "tag")

    def __init__(self, parent: "Element | None", tag: str, label: str, steps: "Steps", start: int) -> None:
        self.parent = parent
        self.tag = tag
        self.label = label
        self.steps = steps
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.start = self.end = start
        self.heads = False  # a row of nothing but heads of columns

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


def size_of(text: str) -> int:
    """Return how much a text says, in letters: a character of Chinese, Japanese or Korean counts 2.5 times.

    >>> size_of("four"), size_of("街角的面")
    (4, 10)
    """
    return len(text) if text[len(text) // 2 : len(text) // 2 + 1] < FIRST_WIDE else len(text) * 5 // 2


class Within:
    """Says which elements are in one of which something is true, and remembers it by element."""

    def __init__(self, is_true: Callable[[Element], bool]) -> None:
        self.is_true = is_true
        self.known: dict[int, bool] = {}

    def __call__(self, element: Element) -> bool:
        chain: list[int] = []
        answer = False
        for outer in around(element):
            if id(outer) in self.known:
                answer = self.known[id(outer)]
                break
            chain.append(id(outer))
            if self.is_true(outer):
                answer = True
                break
        self.known.update(dict.fromkeys(chain, answer))
        return answer


def containers(block: PageBlock) -> Iterator[Element]:
    """Yield the elements that a block is in, its own first."""
    return around(block.element)


def around(element: Element | None) -> Iterator[Element]:
    """Yield an element and those around it, outwards."""
    while element is not None:
        yield element
        element = element.parent
