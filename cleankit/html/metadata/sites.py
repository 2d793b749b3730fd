"""The name of a page's site, and its language as declared."""

import re
from typing import Any

from cleankit.html.metadata.gather import Stated, one_line
from cleankit.html.metadata.jsonld import Graph
from cleankit.language import normal_code

LANG_RE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)
NAMES = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "citation_journal_title",
)
LANGUAGES = (
    "og:locale",
    "content-language",
    "dc.language",
    "dcterms.language",
    "language",
    "citation_language",
)
NO_LANGUAGE = frozenset(("und", "mul", "zxx", "mis"))
MAX_NAME = 80
HEADLINE_WORDS = 5


def stated_site(stated: Stated, graph: Graph, article: dict[str, Any]) -> tuple[str | None, str]:
    """Return the name of the site as its markup states it, and where.

    The site's own object comes before the publisher, which is often a firm with its legal form. A template
    may put the headline into every field.
    """
    titles = {*stated.meta.of("og:title"), stated.page_title, *(text for _, text in stated.headings)}
    found = stated.first("og:site_name")
    if found and _is_name(found[0]) and (len(found[0].split()) < HEADLINE_WORDS or found[0] not in titles):
        return found[0], "meta og:site_name"
    if (name := graph.named("WebSite")) and _is_name(name):
        return name, "json-ld"
    for publisher in graph.all_of(article.get("publisher")):
        name = one_line(publisher.get("name") if isinstance(publisher, dict) else publisher)
        if name and _is_name(name):
            return name, "json-ld"
    if (found := stated.first(*NAMES[1:])) and _is_name(found[0]):
        return found[0], f"meta {found[1]}"
    return None, ""


def declared_language(stated: Stated, article: dict[str, Any]) -> tuple[str | None, str]:
    """Return the declared language as an ISO 639 code and where it was declared."""
    candidates: list[tuple[Any, str]] = [(stated.lang, "html lang")]
    for name in LANGUAGES:
        candidates += [(value, f"meta {name}") for value in stated.meta.of(name)]
    spoken = article.get("inLanguage")
    candidates.append((spoken.get("alternateName") if isinstance(spoken, dict) else spoken, "json-ld"))
    for value, source in candidates:
        match = LANG_RE.match(value.strip()) if isinstance(value, str) else None
        if match and match.group().lower() not in NO_LANGUAGE:
            return normal_code(match.group()), source
    return None, ""


def region(stated: Stated) -> str | None:
    """Return the region of the declared locale, as GB in en-GB."""
    for value in (stated.lang, *stated.meta.of("og:locale")):
        parts = re.split("[-_]", (value or "").strip())
        if len(parts) > 1 and len(parts[-1]) == 2:
            return parts[-1].upper()
    return None


def _is_name(name: str) -> bool:
    return len(name) <= MAX_NAME and any(c.isalpha() for c in name) and "://" not in name
