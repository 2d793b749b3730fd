"""The title of a page: its headline, without the site's name.

Readers see the headline; search engines and social networks are given others (`<title>`, og:title). The
first is the title where it can be recognized: by agreeing with what is stated.
"""

import re
from collections.abc import Iterable, Sequence

from cleankit.html.metadata.agreement import agreement, words

SEPARATOR_RE = re.compile(
    r"\s+(?:[|·•»›«‹–—―/~<>←→]|-{1,2}|:{1,2})\s+|\s*[|｜¦]\s*|\s*::\s*|(?<=\w)[—―](?=\w)"
)
TITLES = (
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
)
MAX_SITE = 60
HEADING_AGREES = 0.5
SAME = 0.8
HEADING_SHARES = 0.3  # where nothing but `<title>` is stated
HEADING_WORDS = 0.6  # of a heading, that stand in the stated title
GENERIC = frozenset(
    ("home", "blog", "news", "untitled", "index", "article", "articles", "home page", "homepage")
)


def parts_of(title: str) -> list[str]:
    """Split a title at its dashes and bars.

    >>> parts_of("Quay repairs: who pays | Harbour Courier")
    ['Quay repairs: who pays', 'Harbour Courier']
    """
    return [part for part in (p.strip(" -–—|·:") for p in SEPARATOR_RE.split(title)) if part]


def site_in_title(title: str | None, heading: str | None, confirm: "Confirm") -> str | None:
    """Return the part of a page's title that names its site: the last or first one that is confirmed."""
    if not title:
        return None
    parts = parts_of(title)
    if len(parts) < 2:
        return None
    if heading and len(parts) == 2 and words(parts[0]) == words(heading) and _may_be_site(parts[1]):
        return parts[1]
    last, first = parts[-1], parts[0]
    for part, rest in ((last, first), (first, last)):
        is_headline = heading is not None and agreement(part, heading) >= HEADING_AGREES
        if is_headline and part is last and len(part) < len(first) and confirm.by_host(part):
            is_headline = False  # a site's name that is marked up as a headline, on every page
        is_known = heading is not None and agreement(rest, heading) >= HEADING_AGREES
        if part is first and len(part) >= len(rest) and not is_known:
            continue  # the headline stands on the page too, and may name what the host names
        if len(part) <= MAX_SITE and not is_headline and confirm(part):
            return part
    return None


def _may_be_site(part: str) -> bool:
    return len(words(part)) <= 5 and part.casefold() not in GENERIC and not part[:1].islower()


def without_site(title: str, sites: Iterable[str]) -> str:
    """Return a title without a part at its end or start that is the site's name.

    >>> without_site("Quay repairs - Harbour Courier", ["Harbour Courier"])
    'Quay repairs'
    """
    for site in sites:
        if not site:
            continue
        cut = _cut(title, site)
        if cut:
            title = cut
    return title


def _cut(title: str, site: str) -> str:
    """Return a title without the part that is a site's name; nothing if there is no such part."""
    breaks = list(SEPARATOR_RE.finditer(title))
    if not breaks:
        return ""
    wanted = words(site)
    for at in breaks:  # the longest end first: a name may hold a dash
        if words(title[at.end() :]) == wanted:
            return title[: at.start()].rstrip()
    for at in reversed(breaks):
        if words(title[: at.start()]) == wanted:
            return title[at.end() :].lstrip()
    return ""


def choose(
    headline: str | None,
    stated: Sequence[str],
    headings: Sequence[str],
    page_title: str | None,
    sites: Sequence[str],
) -> tuple[str | None, str]:
    """Return the title of a page and where it was found.

    ``headline`` is that of the article's own JSON-LD, ``stated`` are those of meta tags, ``headings`` the
    texts of `<h1>`, ``sites`` what the site is called.
    """
    named = [title for title in (headline, *stated, page_title) if title and not _is_site(title, sites)]
    plain = [without_site(title, sites) for title in named]
    own = [heading for heading in headings if not _is_site(heading, sites)]
    heading = _heading(own, plain)
    if heading is None:  # a heading that ends the page's title is the site
        sites = [*sites, *(h for h in own if _ends_with(page_title, h))]
    if headline and named[:1] == [headline]:
        if not heading:
            return _uncut(plain[0], plain[1:])
        if _is_independent(plain[0], heading, plain[1:]):
            return plain[0], "json-ld"
    if heading or (own and not stated and _may_be_named(page_title, plain[-1:], own[0])):
        return heading or own[0], "h1"
    return _stated(stated, page_title, sites, [*own, *headings], len(own))


def _stated(
    stated: Sequence[str], page_title: str | None, sites: Sequence[str], headings: Sequence[str], own: int
) -> tuple[str | None, str]:
    """Return the first title that meta tags and the page state, if it is not the site; else any there is.

    The first ``own`` of the headings are not the site.
    """
    candidates = [*((title, "meta") for title in stated), *([(page_title, "title")] if page_title else [])]
    for title, source in candidates:
        if not _is_site(title, sites):
            return _shown(without_site(title, sites), sites), source
    named = [(title, "h1") for title in headings]
    candidates = [*named[:own], *candidates, *named[own:]]
    return candidates[0] if candidates else (None, "")


def _uncut(headline: str, others: Sequence[str]) -> tuple[str, str]:
    """Return the headline of the JSON-LD, or the stated title that it is cut from."""
    start = words(headline)
    for other in others:
        if len(other) > len(headline) and words(other)[: len(start)] == start:
            return other, "meta"
    return headline, "json-ld"


def _is_independent(headline: str, heading: str, others: Sequence[str]) -> bool:
    """Say whether the headline of the JSON-LD says more than the heading and the titles made for others."""
    if words(headline)[: len(words(heading))] == words(heading):
        return False
    return agreement(headline, heading) > 0 and not any(agreement(headline, o) > SAME for o in others)


def _may_be_named(page_title: str | None, plain: Sequence[str], heading: str) -> bool:
    """Say whether a heading may be the title of a page whose own title is another: they share some words."""
    if _ends_with(page_title, heading):
        return False
    parts = [*plain, *parts_of(plain[0])] if plain else []
    if not parts or any(part.casefold() in GENERIC for part in parts):
        return True
    if len(words(parts[0])) <= len(words(heading)):  # rather the site's than a slogan's
        return True
    return max(agreement(heading, part) for part in parts) >= HEADING_SHARES


def _ends_with(title: str | None, heading: str) -> bool:
    """Say whether a heading is the last part of a longer title: then it is rather the site."""
    parts = parts_of(title) if title else []
    return len(parts) > 1 and words(parts[-1]) == words(heading)


def _heading(own: Sequence[str], titles: Sequence[str]) -> str | None:
    """Return the `<h1>` that agrees best with what the page is called, or the first if it has no name."""
    if not titles:
        return own[0] if own else None
    best, found = 0.0, None
    for heading in own:
        if any(_ends_with(title, heading) for title in titles) and words(heading) not in map(words, titles):
            continue
        # The start of a title may be the site; not where every title has a part in it.
        starts = all(agreement(heading, title) for title in titles)
        score = max(_score(heading, title, starts) for title in titles)
        if score > best:
            best, found = score, heading
    return found if best >= HEADING_AGREES else None


def _score(heading: str, title: str, starts: bool) -> float:
    score = max(
        [agreement(heading, title), *(0.99 * agreement(heading, part) for part in parts_of(title)[:1])]
    )
    own = words(heading)
    if starts and words(title)[: len(own)] == own:
        return max(score, 0.7)
    if score < HEADING_AGREES and len(own) >= 2 and _share(heading, title) >= HEADING_WORDS:
        return HEADING_AGREES
    return score


def _share(heading: str, title: str) -> float:
    own = set(words(heading))
    return len(own & set(words(title))) / (len(own) or 1)


def _shown(title: str, sites: Sequence[str]) -> str:
    """Return a stated title without a last part that is plainly shorter, where the site is not known."""
    parts = parts_of(title)
    if len(parts) < 2 or sites:
        return title
    longest = max(parts, key=len)
    return longest if len(longest) >= 15 else title


def _is_site(title: str, sites: Sequence[str]) -> bool:
    own = words(title)
    return title.casefold() in GENERIC or any(own == words(site) for site in sites)


class Confirm:
    """Says whether a name is a site's: it agrees with the host, or stands on the page as a short text."""

    def __init__(self, host: str | None, shorts: Iterable[str] = ()) -> None:
        self.labels = [
            label for label in (host or "").lower().split(".")[:-1] if len(label) > 2 and label != "www"
        ]
        self.shorts = frozenset(words(short) for short in shorts)

    def __call__(self, name: str) -> bool:
        own = words(name)
        if not own:
            return False
        return own in self.shorts or self.by_host(name)

    def by_host(self, name: str) -> bool:
        """Say whether a name agrees with the host."""
        own = words(name)
        if not own:
            return False
        squeezed = "".join(own)
        initials = "".join(word[0] for word in own)
        return any(
            label.replace("-", "") in squeezed
            or (len(squeezed) >= 4 and squeezed in label.replace("-", ""))
            or (len(initials) >= 3 and initials == label)
            for label in self.labels
        )
