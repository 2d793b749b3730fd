"""What single elements state of the article: itemprops, rel=author, links to authors, `<time>`."""

from typing import TYPE_CHECKING, NamedTuple

from cleankit.html.metadata.bylines import name_in_byline
from cleankit.html.metadata.dates import Reading, parse_date
from cleankit.html.metadata.gather import TIMES, Stated, one_line
from cleankit.html.metadata.names import MAX_AUTHORS, MAX_CHARS, clean_name
from cleankit.html.parse import ancestors
from cleankit.html.vocabulary import class_tokens

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

OUTSIDE_TAGS = frozenset(("nav", "footer", "aside"))
OUTSIDE_WORDS = b"""
    comment comments reply replies review reviews related recommended sidebar widget teaser teasers popular
    trending latest newsletter promo answer answers kommentar kommentare carousel slider
"""
OUTSIDE_NAMES = frozenset(OUTSIDE_WORDS.split())
WHOLE_TAGS = frozenset(("article", "main", "body", "html"))  # whatever they are called
PUBLISHED = frozenset((b"published", b"publish", b"pubdate", b"created", b"posted"))
UPDATED = frozenset((b"updated", b"modified", b"update"))
NEAR = 3  # elements around an author within which others write the same article
LONGEST = 120


class Marked(NamedTuple):
    """What the elements of a page state, and how."""

    authors: tuple[str, ...] = ()
    authors_from: str = ""
    date: str | None = None
    modified: str | None = None
    time: str | None = None  # of a `<time>` that is not called a date of publication
    headline: str | None = None


def read_marked(stated: Stated, how: Reading) -> Marked:
    """Return what itemprops, rel=author and times of the article state."""
    reader = _Reader(stated, how)
    for telling in stated.nodes:
        reader.read(*telling)
    return reader.found()


class _Link(NamedTuple):
    name: str
    is_near: bool
    is_rel: bool


class _Reader:
    """Reads the telling elements of a page, in document order."""

    def __init__(self, stated: Stated, how: Reading) -> None:
        self.how = how
        self.article = _article_of(stated)
        self.heading = stated.headings[0][0].mem_id if stated.headings else None
        self.below_heading = self.heading is None
        self.authors: list[str] = []
        self.around_author: frozenset[int] = frozenset()
        self.links: list[_Link] = []
        self.date: str | None = None
        self.modified: str | None = None
        self.time: str | None = None
        self.headline: str | None = None

    def read(self, node: "LexborNode", tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "h1" and node.mem_id == self.heading:
            self.below_heading = True
        props = (attributes.get("itemprop") or "").lower().split()
        if "author" in props or "creator" in props:
            self._read_author(node)
        elif "datepublished" in props or "datecreated" in props:
            if self.date is None and not _is_outside(node):
                self.date = _date_of(node, self.how)
        elif "datemodified" in props:
            if self.modified is None and not _is_outside(node):
                self.modified = _date_of(node, self.how)
        elif "headline" in props:
            self.headline = self.headline or one_line(attributes.get("content") or node.text(deep=True))
        elif tag in TIMES:
            self._read_time(node)
        elif tag == "a" and not props:
            self._read_link(node)

    def found(self) -> Marked:
        names, source = self._names()
        return Marked(names, source, self.date, self.modified, self.time, self.headline)

    def _names(self) -> tuple[tuple[str, ...], str]:
        if self.authors:
            return tuple(self.authors), "itemprop"
        for is_rel, source in ((True, "rel author"), (False, "author link")):
            links = [link for link in self.links if link.is_rel is is_rel]
            near = next((link.name for link in links if link.is_near), None)
            if near or len({link.name for link in links}) == 1:
                return (near or links[0].name,), source
        return (), ""

    def _read_author(self, node: "LexborNode") -> None:
        around = [outer.mem_id for outer in ancestors(node, NEAR)]
        if len(self.authors) >= MAX_AUTHORS or _is_outside(node):
            return
        if self.authors and self.around_author.isdisjoint(around):  # of another post or comment
            return
        if names := _item_names(node):
            self.around_author = self.around_author or frozenset(around)
            self.authors += names

    def _read_time(self, node: "LexborNode") -> None:
        if self.date and self.time:
            return
        attributes = node.attributes
        value = parse_date(attributes.get("datetime") or attributes.get("title"), self.how)
        value = value or parse_date(one_line(node.text(deep=True)), self.how)
        is_within = self.article is not None and _is_within(node, self.article)
        if not value or _is_outside(node) or (self.article is not None and not is_within):
            return
        names = _names_of(node)
        if not UPDATED.isdisjoint(names) and PUBLISHED.isdisjoint(names):
            self.modified = self.modified or value
        elif "pubdate" in node.attributes or b"published" in names:
            self.date = self.date or value
        elif self.below_heading or is_within:
            self.time = self.time or value

    def _read_link(self, node: "LexborNode") -> None:
        if len(self.links) >= MAX_AUTHORS or _is_outside(node):
            return
        text = one_line(node.text(deep=True, separator=" "))
        if not text or len(text) > MAX_CHARS:
            return
        name = name_in_byline(text, labelled=True) or (clean_name(text) if " " not in text else None)
        if name:
            near = self.below_heading or (self.article is not None and _is_within(node, self.article))
            is_rel = "author" in (node.attributes.get("rel") or "").lower().split()
            self.links.append(_Link(name, near, is_rel))


def _article_of(stated: Stated) -> int | None:
    """Return the id of the `<article>` or `<main>` that the first heading with one around stands in."""
    for node, _ in stated.headings:
        for around in ancestors(node):
            if around.tag in ("article", "main"):
                return around.mem_id
    return None


def _is_within(node: "LexborNode", address: int) -> bool:
    return any(around.mem_id == address for around in ancestors(node))


def _is_outside(node: "LexborNode") -> bool:
    """Say whether an element is in a menu, an aside, comments, reviews or teasers."""
    for around in ancestors(node):
        tag = around.tag
        if tag in OUTSIDE_TAGS:
            return True
        if tag in WHOLE_TAGS or not (attributes := around.attributes):
            continue
        label = " ".join(filter(None, map(attributes.get, ("class", "id", "itemprop"))))
        if label and not OUTSIDE_NAMES.isdisjoint(class_tokens(label)):
            return True
    return False


def _item_names(node: "LexborNode") -> list[str]:
    """Return the names in an element with the itemprop of an author."""
    content = node.attributes.get("content")
    if content or node.tag in ("link", "meta"):
        name = clean_name(content)
        return [name] if name else []
    if inner := node.css('[itemprop~="name"]')[:MAX_AUTHORS]:
        found = [clean_name(n.attributes.get("content") or n.text(deep=True)) for n in inner]
        return [name for name in found if name]
    text = one_line(node.text(deep=True, separator=" "))
    if not text or len(text) > LONGEST:
        return []
    name = name_in_byline(text, labelled=True) or clean_name(text)
    return [name] if name else []


def _date_of(node: "LexborNode", how: Reading) -> str | None:
    attributes = node.attributes
    for value in (attributes.get("content"), attributes.get("datetime")):
        if value and (found := parse_date(value, how)):
            return found
    return None if node.tag == "meta" else parse_date(one_line(node.text(deep=True)), how)


def _names_of(node: "LexborNode") -> frozenset[bytes]:
    parent = node.parent
    label = f"{node.attributes.get('class') or ''} {(parent.attributes.get('class') or '') if parent else ''}"
    return frozenset(class_tokens(label))
