"""Walk a parsed page once and return its blocks of text in document order.

A block is what a browser would set as one paragraph, heading, list item, table row or line (each `<br>`
ends one). Nothing is judged here, except that a block no reader sees (hidden, a form control, the numbers
of lines of code) carries the reason. Such a piece in a sentence stands before it and does not break it.
"""

from functools import cache
from typing import TYPE_CHECKING

from cleankit.html.blocks import PageBlock, Steps
from cleankit.html.entering import BY_NUMBER, ROOT, Entering, of_tag
from cleankit.html.hiding import reveal, show_noscript
from cleankit.html.parse import parse
from cleankit.html.sheets import NOTHING, Hiding
from cleankit.html.site_rules import SelectedNodes

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_PATH = 63


def walk(
    root: "LexborNode", selected: SelectedNodes | None = None, hiding: Hiding = NOTHING
) -> list[PageBlock]:
    """Return the blocks of the tree under ``root`` (the `<html>` element).

    With ``selected``, blocks in the nodes that a site's rule names carry KEPT or DROPPED as their reason, and
    where it names what to keep, all others NOT_KEPT. ``hiding`` is what its sheets hide (sheets.py).
    """
    walked = Entering(selected or SelectedNodes(), hiding, _blocks_of_markup)
    _visit(root, walked)
    if walked.hidden:
        reveal(root, walked.blocks, walked.hidden)
    show_noscript(walked.blocks)
    return walked.blocks


def _blocks_of_markup(text: str) -> list[PageBlock]:
    root = parse(text).root
    walked = Entering(SelectedNodes(), NOTHING, None)
    if root is not None:
        _visit(root, walked)
    return walked.blocks


def _visit(root: "LexborNode", walked: Entering) -> None:
    """Visit every node below ``root``; what is no text is looked up by Lexbor's number of its tag."""
    texts, known, text_number = walked.texts, BY_NUMBER, _text_number()
    stack: list[tuple[LexborNode, int, Steps, dict[str, int]]] = []
    steps, numbers = ROOT, dict[str, int]()  # the steps to the element around, how many of each tag it has
    go = walked.leave
    node = root.first_child
    while node is not None:
        number = node.tag_id
        if number == text_number:
            text = node.text_content or ""
            if texts or walked.pre or not text.isspace():
                texts.append(text)
                if walked.linked:
                    walked.link_texts.append(text)
        else:
            tag, enter, pass_by = known.get(number) or of_tag(node)
            numbers[tag] = place = numbers.get(tag, 0) + 1
            child = node.first_child if enter is not None else None
            if child is None or enter is None:
                if pass_by is not None:
                    pass_by(walked, node)
            else:
                walked.step = step = (steps, tag, place) if len(stack) < MAX_PATH else _far(steps, tag)
                leave = enter(walked, node, tag)
                if leave is not None:
                    stack.append((node, leave, steps, numbers))
                    node, steps, numbers = child, step, {}
                    continue
        following = node.next
        while following is None and stack:
            node, leave, steps, numbers = stack.pop()
            if leave:
                go(leave)
            following = node.next
        node = following
    walked.end_block()
    walked.element.end = len(walked.blocks)


@cache
def _text_number() -> int:
    """Return Lexbor's number of what is no element but text."""
    root = parse("text").root
    text = root.last_child.first_child if root is not None and root.last_child is not None else None
    return text.tag_id if text is not None else 0


def _far(steps: Steps, tag: str) -> Steps:
    """Return the steps to an element too deep to be numbered."""
    return (steps, tag, 0) if steps[2] else steps
