"""The images of an article: which they are, and before which of its blocks each stands.

An image is the article's if it is in the element that holds most of what is kept, and a kept block is in the
innermost element around it that has any text. One without alternative text is decoration, unless a figure
holds it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleankit.html.blocks import PageBlock
from cleankit.html.metadata.links import absolute
from cleankit.html.parse import ancestors
from cleankit.html.spans import Nodes
from cleankit.text.marks import Mark

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data-lazy", "data-url")
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
SMALL = 48  # pixels: an icon
AROUND = 40  # elements around an image, up to the body
BODY_SHARE = 0.9
HOLDING = frozenset(("p", "li", "dd", "dt", "td", "th", "figcaption", "blockquote"))
OUTSIDE = frozenset(("nav", "aside", "footer", "form", "button"))
MOST = 500
SIZE_RE = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*")
ICON_RE = re.compile(
    r"(?:^|[\s_-])(?:icon|avatar|logo|emoji|smiley|spinner|pixel|gravatar)(?:$|[\s_-])", re.IGNORECASE
)
FIGURE_REACH = 4
FIGURES = frozenset(("figure", "picture"))
PLACEHOLDER_RE = re.compile(
    r"(?:^|[/_-])(?:blank|placeholder|spacer|transparent|lazy|1x1)[^/]*$", re.IGNORECASE
)


def pictures_of(
    tree: "LexborHTMLParser", nodes: Nodes, kept: Mapping[int, PageBlock], base: str | None
) -> Iterator[tuple[int, Mark, bool]]:
    """Yield each image with the block beside it, and whether it stands before that block, in order."""
    starts = nodes.starts(kept)
    if not starts:
        return
    inside = _kept_inside(nodes, kept)
    # Those that hold as much as another are around it, and were met after it.
    most = max(inside.values())
    body = min((at for at, chars in inside.items() if chars >= BODY_SHARE * most), key=inside.__getitem__)
    tags = {block.element.tag for block in kept.values()}
    waiting: list[Mark] = []
    around, at = None, 0  # the block met last
    seen: set[str] = set()
    last = max(kept)
    for node in tree.css(",".join(["img", *sorted(filter(str.isalnum, tags))])):
        if (number := starts.get(node.mem_id)) is not None:
            around, at = node, number
            yield from ((number, picture, True) for picture in waiting)
            waiting = []
        elif node.tag == "img" and len(seen) < MOST:
            if not (_is_shown(node) and _is_of(node, inside, body)):
                continue
            if (address := _address(node, base)) and address not in seen:
                seen.add(address)
                label = " ".join((node.attributes.get("alt") or "").split())
                picture = Mark(0, 0, "image", address, label)
                if around is not None and around.tag in HOLDING and _is_within(node, around):
                    yield at, picture, False
                else:
                    waiting.append(picture)
    yield from ((last, picture, False) for picture in waiting)


def _is_within(node: "LexborNode", around: "LexborNode") -> bool:
    return any(outer.mem_id == around.mem_id for outer in ancestors(node, FIGURE_REACH + 1))


def _kept_inside(nodes: Nodes, kept: Mapping[int, PageBlock]) -> dict[int, int]:
    """Return how many characters are kept in each element that holds any, by its address."""
    inside: dict[int, int] = {}
    own: dict[int, int] = {}
    elements = {id(block.element): block.element for block in kept.values()}
    for block in kept.values():
        own[id(block.element)] = own.get(id(block.element), 0) + len(block.text)
    for key, element in elements.items():
        node = nodes.of(element)
        while node is not None:
            inside[node.mem_id] = inside.get(node.mem_id, 0) + own[key]
            node = node.parent
    return inside


def _is_shown(node: "LexborNode") -> bool:
    """Say whether an image shows something to readers: no icon, no pixel that counts them."""
    attributes = node.attributes
    for name in ("width", "height"):
        if (size := SIZE_RE.fullmatch(attributes.get(name) or "")) and int(size[1]) <= SMALL:
            return False
    if ICON_RE.search(attributes.get("class") or ""):
        return False
    return bool((attributes.get("alt") or "").strip()) or _in_figure(node)


def _in_figure(node: "LexborNode") -> bool:
    return any(around.tag in FIGURES for around in ancestors(node, FIGURE_REACH))


def _is_of(node: "LexborNode", inside: Mapping[int, int], body: int) -> bool:
    is_beside = False
    for around in ancestors(node, AROUND):
        if around.tag in OUTSIDE:
            return False
        is_beside = is_beside or around.mem_id in inside
        if around.mem_id == body:
            return is_beside
        if not is_beside and around.text(strip=True):
            return False
    return False


def _address(node: "LexborNode", base: str | None) -> str | None:
    """Return the address of an image, also of one that a script loads later."""
    attributes = node.attributes
    stated = [(attributes.get(name) or "").strip() for name in SOURCES]
    stated += [(attributes.get(name) or "").strip().split(" ")[0].rstrip(",") for name in SETS]
    known = [value for value in stated if value and not value.startswith(("data:", "blob:", "about:", "{"))]
    real = [value for value in known if not PLACEHOLDER_RE.search(value.split("?")[0])]
    for value in real or known:
        if base is None and not urlsplit(value).scheme:
            return value
        if whole := absolute(value, base):
            return whole
    return None
