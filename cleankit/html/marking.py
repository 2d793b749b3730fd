"""Find what the kept blocks of a page say within their lines: links, images, footnotes, languages of code.

The blocks' elements are looked up in the tree again, so that a page of which nobody wants the marks pays
next to nothing: only code and blocks with links in them are looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cleankit.html.blocks import PRE, Element, PageBlock
from cleankit.html.content import JudgedBlock
from cleankit.html.footnotes import MAY_REFER_RE, Notes, find_notes
from cleankit.html.images import pictures_of
from cleankit.html.languages import language_of
from cleankit.html.metadata.links import absolute
from cleankit.html.spans import Nodes, Span, Spans
from cleankit.text.marks import Mark, Marks

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

PRE_REACH = 3  # elements around a line of code in which it is code
PLACE_SIGN = "¶"
SCHEMES = ("mailto:", "tel:")


def marks_of(
    tree: "LexborHTMLParser", blocks: Sequence[JudgedBlock], base: str | None, *, links: bool, images: bool
) -> Mapping[int, Marks]:
    """Return the marks of kept blocks by their number; footnotes and languages of code are always there.

    Addresses are made whole by ``base``, if there is one. What leads to no other page is no link.
    """
    kept = {number: one.block for number, one in enumerate(blocks) if one.kept}
    nodes = Nodes(tree)
    spans = Spans(nodes, "" if links else "#")
    found = dict(_without_links(nodes, kept))
    linked: dict[int, list[Span]] = {}
    for number, block in kept.items():
        if number not in found and block.link_chars and (links or MAY_REFER_RE.search(block.text)):
            linked[number] = spans.of(block)
    notes = find_notes(tree, nodes, kept, linked)
    for number in notes.names:  # what leads back from them
        linked.setdefault(number, spans.of(kept[number]))
    for number, inside in linked.items():
        marks = tuple(_marks(number, inside, notes, base, links=links))
        if marks:
            found[number] = Marks(kept[number].text, marks)
    for number, name in notes.names.items():
        found[number] = found.get(number, Marks(kept[number].text))._replace(note=name)
    if images:
        _add_images(found, kept, pictures_of(tree, nodes, kept, base))
    return found


def _without_links(nodes: Nodes, kept: Mapping[int, PageBlock]) -> Iterator[tuple[int, Marks]]:
    """Yield the marks of code, and of headings that end in a link to themselves."""
    for number, block in kept.items():
        if "\n" in block.text or _is_code(block.element):
            yield number, Marks(code=language_of(nodes.of(block.element)))
        elif block.text.endswith(PLACE_SIGN):
            end = len(block.text)
            yield number, Marks(block.text, (Mark(end - 1, end, "back"),))


def _is_code(element: Element | None) -> bool:
    for _ in range(PRE_REACH):
        if element is None:
            return False
        if element.tag in PRE:
            return True
        element = element.parent
    return False


def _add_images(
    found: dict[int, Marks], kept: Mapping[int, PageBlock], pictures: Iterable[tuple[int, Mark, bool]]
) -> None:
    for number, picture, is_before in pictures:
        marks = found.get(number, Marks(kept[number].text))
        if is_before:
            found[number] = marks._replace(images=(*marks.images, picture))
        else:
            found[number] = marks._replace(after=(*marks.after, picture))


def _marks(
    number: int, spans: Sequence[Span], notes: Notes, base: str | None, *, links: bool
) -> Iterator[Mark]:
    for span in spans:
        href = span.href
        if href.startswith("#"):
            if name := notes.name_of(span, number):
                yield Mark(span.start, span.end, "note", name)
            elif notes.leads_back(span, number):
                yield Mark(span.start, span.end, "back")
        elif links and (target := _target(href, base)):
            yield Mark(span.start, span.end, "link", target)


def _target(href: str, base: str | None) -> str | None:
    if href.lower().startswith(SCHEMES):
        return href
    if base is None and ":" not in href.split("/", maxsplit=1)[0]:
        return href.strip() or None
    return absolute(href, base)


def base_of(tree: "LexborHTMLParser", url: str | None) -> str | None:
    """Return the address that the links of a page are relative to: its `<base>`, else its own."""
    base = tree.css_first("base[href]")
    return absolute(base.attributes.get("href"), url) or url if base is not None else url
