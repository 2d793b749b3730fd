"""Go into each kind of element: a piece of a line, a link, a block, code; past others."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from cleankit.html import inline, tags
from cleankit.html.blocks import CELLS, DROPPED, KEPT, NOT_KEPT, PRE, Element, PageBlock, Steps
from cleankit.html.gathered import Gathered
from cleankit.html.hiding import HIDDEN, MAX_LABEL, has_hiding_style, is_hidden, says
from cleankit.html.inline import FORMULA, GUTTER, HEADS
from cleankit.html.rows import join_row
from cleankit.html.sheets import Hiding
from cleankit.html.site_rules import SelectedNodes
from cleankit.html.tags import CODE_LINES, REASONS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOST_SEARCHES = 200  # each may look through all of the page
PARAGRAPHS = "p,h1,h2,article"  # in a control or a medium that somebody forgot to close
NO_CODE = "p,h1,h2,h3,article,section,nav,footer,form"  # in what was meant to be code: a tag not closed
FORMULAS = {
    "math": inline.formula_of,
    "img": inline.formula_in_image,
    "script": inline.formula_in_script,
}
ASIDE = (HIDDEN, GUTTER, FORMULA)
IN_LINE, LINK, LINE, BLOCK, CODE, APART = 0, 1, 2, 4, 8, 16  # what there is to do when an element ends
ROOT: Steps = (None, "html", 1)
NAMELESS = ("", "", False)
FIRST_CUSTOM = 4096  # numbers of tags from here on are Lexbor's addresses of names that a page made up

Enter: TypeAlias = "Callable[[Entering, LexborNode, str], int | None]"
PassBy: TypeAlias = "Callable[[Entering, LexborNode], None]"
OfTag: TypeAlias = "tuple[Enter | None, PassBy | None]"


class Entering(Gathered):
    """The text gathered, and what is true of the element that the walk is in.

    A method `enter_…` takes an element that is not empty, to which ``step`` leads, and its tag; it returns
    what there is to do when it ends, or None to pass over what is in it. A method `pass_…` takes an element
    that is empty, or that the walk never goes into.
    """

    __slots__ = ("hidden", "hiding", "linked", "searches", "selected", "selects", "step")

    def __init__(
        self, selected: SelectedNodes, hiding: Hiding, read_markup: Callable[[str], list[PageBlock]] | None
    ) -> None:
        super().__init__(Element(None, "html", "", ROOT, 0), NOT_KEPT if selected.keep else "", read_markup)
        self.selected, self.selects = selected, bool(selected)
        self.hiding = hiding
        self.linked = False
        self.step = ROOT
        self.hidden: list[Element] = []
        self.searches = 0

    def leave(self, how: int) -> None:
        """Do what there is to do when an element ends that is more than a piece of a line."""
        if how & BLOCK:
            if self.texts:
                self.end_block()
            self.broken = False
            element, blocks = self.element, self.blocks
            if element.tag == "tr":
                join_row(element, blocks)
            element.end = len(blocks)
            self.element = element.parent or element
            if how & CODE:
                self.pre = False
        elif how & LINK:
            self.linked = False
        elif how & LINE:
            self.new_line()
        while how >= APART:
            self.rejoin()
            how -= APART

    def enter_block(self, node: "LexborNode", tag: str) -> int:
        """Begin a block; within code, a line."""
        if self.pre and tag in CODE_LINES:
            return self.enter_line(node)
        label, said, _ = self.names_of(node)
        return self.open_block(node, tag, label, said)

    def open_block(self, node: "LexborNode", tag: str, label: str, said: str) -> int:
        """End the block before this one, unless this one stands aside in a sentence."""
        if self.texts and not (said and said in ASIDE and inline.text_follows(node)):
            self.end_block()
            self.broken = False
        elif not self.texts:
            self.broken = False
        self.element = Element(self.element, tag, label, self.step, len(self.blocks))
        if not (said or self.selects):
            return BLOCK
        if said == HIDDEN and not self.reason:
            self.hidden.append(self.element)
        return BLOCK | self.say(node, said)

    def enter_body(self, node: "LexborNode", tag: str) -> int:
        """Begin what a script shows, if it is hidden."""
        return self.open_block(node, tag, self.names_of(node)[0], "")

    def enter_dialog(self, node: "LexborNode", tag: str) -> int:
        """Begin a dialog; one that is not open is hidden."""
        label, said, _ = self.names_of(node)
        return self.open_block(node, tag, label, said or ("" if "open" in node.attributes else HIDDEN))

    def enter_apart(self, node: "LexborNode", tag: str) -> int:
        """Begin a block that no reader reads, whatever else its names say."""
        return self.open_block(node, tag, self.names_of(node)[0], REASONS[tag])

    def enter_code(self, node: "LexborNode", tag: str) -> int:
        """Begin a block of which each line stays."""
        leave = self.enter_apart(node, tag) if tag in REASONS else self.enter_block(node, tag)
        if self.pre or self.finds(node, NO_CODE):
            return leave
        self.pre = True
        return leave | CODE

    def enter_inline(self, node: "LexborNode", tag: str) -> int:
        """Go on with the line, unless a style makes the element a block."""
        label, said, is_block = self.names_of(node)
        if is_block:
            return self.enter_line(node) if self.pre else self.open_block(node, tag, label, said)
        if self.pre and not said and inline.counts_lines(node):
            said = GUTTER
        if label and not self.texts:
            self.label = f"{self.label} {label}" if self.label else label
        if said or self.selects:
            return self.say(node, "" if said == HIDDEN and _is_formula(node.first_child) else said)
        return IN_LINE

    def enter_line(self, node: "LexborNode") -> int:
        """Begin a line of code."""
        said = self.names_of(node)[1]
        self.new_line()
        if said or self.selects:
            return LINE | self.say(node, "" if said == HIDDEN and _is_formula(node.first_child) else said)
        return LINE

    def enter_bare(self, node: "LexborNode", tag: str) -> int:
        """Go on with the line; the names of such an element say nothing but that it is hidden."""
        if tag == "code":
            self.code = True
        is_hidden = self.names_of(node)[1] == HIDDEN if self.hiding else has_hiding_style(node)
        said = HIDDEN if is_hidden else GUTTER if self.pre and inline.counts_lines(node) else ""
        return self.say(node, said) if said or self.selects else IN_LINE

    def enter_link(self, node: "LexborNode", tag: str) -> int:
        """Go on with the line, in a link, unless it is an anchor or a heading's mark of its own place."""
        href = node.attrs.get("href")
        if href is None or (self.element.tag in HEADS and href.startswith("#")):
            return self.enter_bare(node, tag)
        self.links += 1
        leave = self.enter_bare(node, tag)
        if self.linked:
            return leave
        self.linked = True
        return leave | LINK

    def enter_medium(self, node: "LexborNode", tag: str) -> int | None:
        """Pass over a medium, unless it holds the text of a page that forgot to close it."""
        return self.enter_block(node, tag) if self.finds(node, PARAGRAPHS) else None

    def enter_button(self, node: "LexborNode", tag: str) -> int:
        """Take a button in a heading or a sentence as text, a question above its answer as a block."""
        if self.is_in_text(node):
            return self.enter_inline(node, tag)
        if inline.opens_a_text(node) or self.finds(node, PARAGRAPHS):
            return self.enter_body(node, tag)
        return self.enter_apart(node, tag)

    def is_in_text(self, button: "LexborNode") -> bool:
        around = button.parent
        if around is not None and around.tag in HEADS:
            return True
        return inline.is_in_sentence(button, bool(self.texts), both=True)

    def enter_unknown(self, node: "LexborNode", tag: str) -> int:
        """Take a tag that nobody knows as in a line where a sentence goes on around it, else as a block."""
        outer, is_formula = inline.outermost(node), tag.startswith(inline.MATHJAX)
        if inline.is_in_sentence(outer, bool(self.texts), both=outer is not node and not is_formula):
            return self.enter_bare(node, tag) if is_formula else self.enter_inline(node, tag)
        return self.enter_block(node, tag)

    def pass_formula(self, node: "LexborNode") -> None:
        """Add the text of a formula, if the element is one."""
        if found := FORMULAS[node.tag or ""](node):
            if not self.texts:
                self.label = "formula"
            self.texts.append(found)
            if self.linked:
                self.link_texts.append(found)

    def pass_block(self, _: "LexborNode") -> None:
        """End the block before an empty one."""
        if self.texts:
            self.end_block()
        self.broken = False

    def pass_button(self, node: "LexborNode") -> None:
        """End the block before an empty button that is not in a sentence."""
        if not self.is_in_text(node):
            self.pass_block(node)

    def pass_break(self, _: "LexborNode") -> None:
        """End a line: of code, or else the block."""
        if self.pre:
            self.texts.append("\n")
        else:
            if self.texts:
                self.end_block()
            self.broken = True

    def names_of(self, node: "LexborNode") -> tuple[str, str, bool]:
        """Return what an element is called, why nobody reads it, and whether a style makes it a block."""
        attributes = node.attributes
        if not attributes:
            return NAMELESS
        if len(attributes) == 1 and not self.hiding and (name := attributes.get("class")):  # two of three
            plain = _plain(name)
            if plain is not None:
                return plain
        label, said, is_block = says(attributes)
        if label:
            if self.hiding and not said and is_hidden(node, label, self.hiding):
                said = HIDDEN
            if inline.is_odd(label) and not said:
                said = self.named(node, label)
        return label, said, is_block

    def named(self, node: "LexborNode", label: str) -> str:
        """Return why the names of an element say that nobody reads it: it numbers lines, or says twice."""
        if inline.is_gutter(label) and (self.pre or node.tag in CELLS):
            return GUTTER
        return FORMULA if inline.may_be_twice(label) and inline.is_twice(node) else ""

    def say(self, node: "LexborNode", said: str) -> int:
        """Set an element apart that nobody reads, or that a site's rule names; return APART if so."""
        before = len(self.apart)
        if said and (not self.reason or (self.reason in (KEPT, HIDDEN) and said != HIDDEN)):
            self.set_apart(said)
        if self.reason != DROPPED and (said := self.selected.of(node.mem_id)) not in ("", self.reason):
            self.end_block()
            self.set_apart(said)
        return APART * (len(self.apart) - before)

    def finds(self, node: "LexborNode", selector: str) -> bool:
        """Say whether something is in a node; asked too often, as of nested controls, it says no."""
        self.searches += 1
        return self.searches < MOST_SEARCHES and node.css_first(selector) is not None


OF_TAG: dict[str, OfTag] = {
    **dict.fromkeys(tags.BARE, (Entering.enter_bare, None)),
    **dict.fromkeys(tags.INLINE, (Entering.enter_inline, None)),
    **dict.fromkeys(tags.BLOCK, (Entering.enter_block, Entering.pass_block)),
    **dict.fromkeys(tags.SKIPPED, (None, None)),
    **dict.fromkeys(tags.BREAKS, (None, Entering.pass_break)),
    **dict.fromkeys(tags.MEDIA, (Entering.enter_medium, None)),
    **dict.fromkeys(FORMULAS, (None, Entering.pass_formula)),
    "a": (Entering.enter_link, None),
    **dict.fromkeys(REASONS, (Entering.enter_apart, Entering.pass_block)),
    **dict.fromkeys(PRE, (Entering.enter_code, Entering.pass_block)),
    "dialog": (Entering.enter_dialog, Entering.pass_block),
    "body": (Entering.enter_body, Entering.pass_block),
    "button": (Entering.enter_button, Entering.pass_button),
}
UNKNOWN: OfTag = (Entering.enter_unknown, None)
BY_NUMBER: "dict[int, tuple[str, Enter | None, PassBy | None]]" = {}  # OF_TAG by Lexbor's numbers, as met


def of_tag(node: "LexborNode") -> "tuple[str, Enter | None, PassBy | None]":
    """Return an element's tag, how it is entered, and what to do where it is empty."""
    tag = node.tag or "-comment"
    found = (tag, *OF_TAG.get(tag, UNKNOWN))
    if node.tag_id < FIRST_CUSTOM:
        BY_NUMBER[node.tag_id] = found
    return found


@lru_cache(maxsize=4096)
def _plain(name: str) -> tuple[str, str, bool] | None:
    """Return what `Entering.names_of` does for an element with a class and no more; None if it must look."""
    label = name.strip()[:MAX_LABEL]
    return None if inline.is_odd(label) else (label, "", False)


def _is_formula(node: "LexborNode | None") -> bool:
    while node is not None and node.tag in ("-text", "span"):
        node = node.next if node.tag == "-text" else node.first_child
    return node is not None and node.tag == "math"
