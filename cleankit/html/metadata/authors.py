"""The author of an article as its markup states it, the most explicit statement first."""

from typing import Any

from cleankit.html.metadata.gather import Stated
from cleankit.html.metadata.jsonld import Graph, Object, types
from cleankit.html.metadata.marked import Marked
from cleankit.html.metadata.names import MAX_AUTHORS, clean_name, joined
from cleankit.html.metadata.phrases import WRITTEN_BY, listed

NAMES = (
    "author", "citation_author", "article:author", "parsely-author", "dc.creator", "dcterms.creator",
    "sailthru.author", "byl", "byline", "article:author_name", "cxenseparse:author", "author_name",
)  # fmt: skip
LABELS = frozenset((*listed(WRITTEN_BY), "por", "autor", "автор"))


def stated_author(stated: Stated, graph: Graph, article: Object, marked: Marked) -> tuple[str | None, str]:
    """Return the authors that the markup states and where; firms only where it states no person."""
    found = _article_authors(graph, article)
    if persons := [name for name, is_person in found if is_person]:
        return joined(persons), "json-ld"
    for name in NAMES:
        if names := [whole for value in stated.meta.of(name) if (whole := clean_name(value))]:
            return joined(names), f"meta {name}"
    if marked.authors:
        return joined(marked.authors), marked.authors_from
    for number in "12":  # twitter:label1 says what twitter:data1 is
        label, data = (
            next(iter(stated.meta.of(f"twitter:{part}{number}")), "") for part in ("label", "data")
        )
        if label.casefold().strip(" :") in LABELS and (whole := clean_name(data)):
            return whole, f"meta twitter:data{number}"
    return joined(name for name, _ in found), "json-ld organization" if found else ""


def _article_authors(graph: Graph, article: Object) -> list[tuple[str, bool]]:
    """Return the authors of an article, else its creators; True for a person."""
    for key in ("author", "creator"):
        if found := _names_of(graph, article.get(key)):
            return found
    return []


def _names_of(graph: Graph, value: Any) -> list[tuple[str, bool]]:
    found: dict[str, bool] = {}
    for item in graph.all_of(value)[:MAX_AUTHORS]:
        is_person = not isinstance(item, dict) or "Organization" not in types(item)
        names = item.get("name") if isinstance(item, dict) else item
        for name in names if isinstance(names, list) else [names]:
            if whole := clean_name(name):
                found.setdefault(whole, is_person)
    return list(found.items())
