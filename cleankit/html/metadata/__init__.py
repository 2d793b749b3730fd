"""Find what a page says of its article: title, author, dates, site, language, addresses, image, tags.

Two steps: `read_hints` reads what the markup states, `complete` adds what readers see around the headline
(byline and visible date) where the markup states nothing or names an account. Each value says where it
came from, in ``sources``.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from cleankit.html.blocks import PageBlock
from cleankit.html.metadata import titles as title_rules
from cleankit.html.metadata.agreement import agreement
from cleankit.html.metadata.authors import stated_author
from cleankit.html.metadata.dates import Reading, date_in_address, month_in_address, reading
from cleankit.html.metadata.gather import Stated, gather, one_line, repaired
from cleankit.html.metadata.jsonld import (
    Graph,
    Object,
    body_of,
    headlines,
    is_article,
    main_object,
    read_graph,
)
from cleankit.html.metadata.kinds import stated_type
from cleankit.html.metadata.links import canonical_of, host_of, image_of
from cleankit.html.metadata.marked import read_marked
from cleankit.html.metadata.names import is_weak
from cleankit.html.metadata.published import stated_date, stated_update
from cleankit.html.metadata.shown import Shown
from cleankit.html.metadata.site_names import Confirm, site_in_title
from cleankit.html.metadata.sites import declared_language, region, stated_site
from cleankit.html.metadata.visible import look
from cleankit.html.purpose import Purpose, purpose_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_TAGS = 50
SHOWN = frozenset(("title", "author", "site", "description", "section"))  # what readers are shown
MAX_SITE = 40
EVENT_DAYS = 7


class Hints(NamedTuple):
    """What a page says of its article; ``sources`` says of each value where it was found."""

    title: str | None = None
    titles: tuple[str, ...] = ()
    author: str | None = None
    date: str | None = None
    modified: str | None = None
    site: str | None = None
    lang: str | None = None
    canonical: str | None = None
    description: str | None = None
    image: str | None = None
    section: str | None = None
    type: str | None = None
    tags: tuple[str, ...] = ()
    body: str = ""
    sources: Mapping[str, str] = {}
    how: Reading = Reading()
    times: tuple[str, ...] = ()  # of all `<time>` elements, as they stand
    purpose: Purpose = "article"


Value = tuple[str | None, str]


def read_hints(tree: "LexborHTMLParser", url: str | None = None) -> Hints:
    """Return what the markup of a page states of its article; what it does not state is None."""
    stated = gather(tree)
    graph = read_graph(stated.scripts)
    canonical = canonical_of(stated, url)
    headings = [text for _, text in stated.headings]
    named = [value for name in title_rules.TITLES for value in stated.meta.of(name)[:1]]
    titles = [*headings, *named, *([stated.page_title] if stated.page_title else [])]
    article = main_object(graph, titles, [a for a in (url, canonical[0]) if a])
    lang = declared_language(stated, article)
    how = reading(lang[0], region(stated))
    marked = read_marked(stated, how)
    host = host_of(url) or host_of(canonical[0])
    site = _site(stated, graph, article, headings, host)
    headline = next(iter(_own_headlines(article, titles)), None) if is_article(article) else None
    headline = headline or marked.headline
    sites = [name for name in (site[0], host, *stated.meta.of("og:site_name")) if name]
    found: dict[str, Value] = {
        "title": title_rules.choose(headline, named, headings, stated.page_title, sites),
        "author": stated_author(stated, graph, article, marked),
        "date": stated_date(stated, article, marked, how),
        "modified": stated_update(stated, article, marked, how),
        "site": site,
        "lang": lang,
        "canonical": canonical,
        "description": _description(stated, article),
        "image": image_of(stated, article, url),
        "section": _section(stated, article),
        "type": stated_type(stated, graph, article),
    }
    tags = _tags(stated, article)
    values: dict[str, Any] = {
        name: repaired(value) if value and name in SHOWN else value for name, (value, _) in found.items()
    }
    sources = {name: source for name, (value, source) in found.items() if value}
    if tags[0]:
        sources["tags"] = tags[1]
    own = headlines(article)[:1] + named + ([stated.page_title] if stated.page_title else [])
    return Hints(
        **values,
        titles=tuple(own),
        tags=tags[0],
        body="".join(body_of(graph, article).split()),
        sources=sources,
        how=how,
        times=tuple(stated.times),
        purpose=purpose_of(values["type"], url or values["canonical"]),
    )


def complete(hints: Hints, blocks: Sequence[PageBlock], url: str | None = None) -> Hints:
    """Return the hints with what readers see: the byline, the dates near the headline, and the address's.

    A stated author that is an account or the site itself gives way to a byline, and the date of a plain
    `<time>` to one that is called a date beside the headline.
    """
    hints = _with_site(hints, blocks)
    sites = [name for name in (hints.site, host_of(url)) if name]
    wants_author = hints.author is None or is_weak(hints.author, hints.sources["author"], sites)
    wants_date = hints.date is None or hints.sources["date"] == "time"
    if not wants_author and not wants_date and _has_changed(hints):
        return hints
    month = month_in_address(url) or month_in_address(hints.canonical)
    stated = None if wants_date else hints.date
    days = (value[:10] for value in (stated, hints.modified, *hints.times) if value)
    how = hints.how._replace(days=frozenset(days))
    seen = look(blocks, hints.title, how, month, author=wants_author, far=wants_date)
    sources = dict(hints.sources)
    values: dict[str, Any] = {}
    if wants_author and seen.author:
        values["author"], sources["author"] = seen.author, "byline"
    if hints.modified is None and seen.dates.modified:
        values["modified"], sources["modified"] = seen.dates.modified, "text"
    if wants_date:
        modified = f"modified: {sources.get('modified')}"
        if dated := _date_of(hints, seen.dates, url, modified):
            values["date"], sources["date"] = dated
    elif _is_of_system(hints, seen.dates):
        values["date"], sources["date"] = seen.dates.date, "text"
    return hints._replace(**values, sources=sources)


def _date_of(hints: Hints, shown: Shown, url: str | None, modified: str) -> tuple[str, str] | None:
    """Return the date of a page and its source: what readers see, the address, the last change."""
    called = shown.date if shown.is_labelled or hints.date else None
    in_address = changed = None
    if not hints.date:
        in_address = date_in_address(url) or date_in_address(hints.canonical)
        changed = hints.modified or shown.modified
    found = ((called, "text"), (in_address, "address"), (shown.date, "text"), (changed, modified))
    return next(((value, source) for value, source in found if value), None)


def _has_changed(hints: Hints) -> bool:
    """Say whether the markup states that the article was changed on a day after that of its date."""
    return bool(hints.date and hints.modified and hints.modified[:10] > hints.date[:10])


def _is_of_system(hints: Hints, shown: Shown) -> bool:
    """Say whether a stated date is rather that of the software, as of moving a site to another.

    Readers see an older one beside the headline, by more than the days between an event and its report,
    and the page does not state that it was changed after the date it states.
    """
    if not (hints.date and shown.date and shown.is_beside):
        return False
    if _has_changed(hints):
        return False
    return (date.fromisoformat(hints.date[:10]) - date.fromisoformat(shown.date[:10])).days > EVENT_DAYS


def _with_site(hints: Hints, blocks: Sequence[PageBlock]) -> Hints:
    """Return the hints with the site that the page's title names, where only its host is known so far.

    The name must stand on the page by itself, as in its header.
    """
    sources = dict(hints.sources)
    if sources.get("site", "host") != "host" or not hints.titles:
        return hints
    heading = hints.title if sources.get("title") == "h1" else None
    if len(title_rules.parts_of(hints.titles[-1])) < 2:
        return hints
    confirm = Confirm(None, [block.text for block in blocks if len(block.text) <= MAX_SITE])
    name = site_in_title(hints.titles[-1], heading, confirm)
    if name is None:
        return hints
    sources["site"] = "title"
    title = title_rules.without_site(hints.title, [name]) if hints.title else None
    return hints._replace(site=name, title=title, sources=sources)


def _own_headlines(article: Object, titles: Sequence[str]) -> list[str]:
    """Return the names of an article's object, the one first that agrees best with the page."""
    return sorted(
        headlines(article)[:2], key=lambda name: -max((agreement(name, t) for t in titles), default=0.0)
    )


def _site(stated: Stated, graph: Graph, article: Object, headings: Sequence[str], host: str | None) -> Value:
    found = stated_site(stated, graph, article)
    if found[0]:
        return found
    confirm = Confirm(host)
    heading = max(headings, key=lambda h: agreement(h, stated.page_title or ""), default=None)
    if name := site_in_title(stated.page_title, heading, confirm):
        return name, "title"
    return host, "host" if host else ""


def _description(stated: Stated, article: Object) -> Value:
    if found := stated.first("og:description", "description", "twitter:description", "dc.description"):
        return found[0], f"meta {found[1]}"
    value = one_line(article.get("description"))
    return value, "json-ld" if value else ""


def _section(stated: Stated, article: Object) -> Value:
    value = article.get("articleSection")
    first = one_line(value[0] if isinstance(value, list) and value else value)
    if first:
        return first, "json-ld"
    found = stated.first("article:section", "parsely-section", "section", "category")
    return (found[0], f"meta {found[1]}") if found else (None, "")


def _tags(stated: Stated, article: Object) -> tuple[tuple[str, ...], str]:
    if tags := stated.meta.of("article:tag"):
        return _listed(tags), "meta article:tag"
    value = article.get("keywords")
    if words := [w for item in (value if isinstance(value, list) else [value]) if (w := one_line(item))]:
        return _listed(words), "json-ld"
    for name in ("news_keywords", "keywords", "parsely-tags", "citation_keywords"):
        if tags := stated.meta.of(name):
            return _listed(tags), f"meta {name}"
    return (), ""


def _listed(values: Sequence[str]) -> tuple[str, ...]:
    """Return the single tags of values that hold one or several, parted by commas or semicolons."""
    parts = (part.strip() for value in values for part in value.replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if any(map(str.isalnum, part))))[:MAX_TAGS]
