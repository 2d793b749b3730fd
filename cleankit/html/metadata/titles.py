"""The title of a page: its headline, without the site's name.

Readers see the headline; search engines and social networks are given others (`<title>`, og:title). The
first is the title where it can be recognized: by agreeing with what is stated.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from cleankit.html.metadata.agreement import agreement, words
from cleankit.text.scripts import EAST

SIGN_RE = re.compile("[|｜¦·•»›«‹–—―/~<>←→_]|-{1,2}|:{1,2}")
BARS = frozenset(("|", "｜", "¦", "::"))  # which divide without blanks around
DASHES = "—―"  # which divide words too
EAST_SIGNS = "-_"  # and these, between letters of Chinese, Japanese and Korean, whose words have no blanks
EAST_RE = re.compile(f"[{EAST}]")
TITLES = (
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
)
TRAIL = "|/»›>~"
EDGES = " -–—|·:"
HEADING_AGREES = 0.5
SAME = 0.8
HEADING_SHARES = 0.3  # where nothing but `<title>` is stated
LABEL_WORDS, NAME_WORDS = 4, 6
HEADING_WORDS = 0.6  # of a heading, that stand in the stated title
GENERIC = frozenset(
    ("home", "blog", "news", "untitled", "index", "article", "articles", "home page", "homepage")
)


@lru_cache(maxsize=512)
def parts_of(title: str) -> tuple[str, ...]:
    """Split a title at its dashes and bars.

    >>> parts_of("Quay repairs: who pays | Harbour Courier")
    ('Quay repairs: who pays', 'Harbour Courier')
    """
    ends = breaks_of(title)
    starts = (0, *(at.end() for at in ends))
    parts = (title[i:j] for i, j in zip(starts, (*(at.start() for at in ends), None), strict=True))
    return tuple(part for part in (part.strip(EDGES) for part in parts) if part)


@lru_cache(maxsize=512)
def breaks_of(title: str) -> tuple[re.Match[str], ...]:
    """Return the dashes and bars that divide a title."""
    return tuple(at for at in SIGN_RE.finditer(title) if _divides(title, at))


def _divides(title: str, at: re.Match[str]) -> bool:
    if at[0] in BARS:
        return True
    before, after = title[max(at.start() - 1, 0) : at.start()], title[at.end() : at.end() + 1]
    if at[0] in EAST_SIGNS and EAST_RE.match(before) and EAST_RE.match(after):
        return True
    return (at[0] != "_" and (before.isspace() and after.isspace())) or (
        at[0] in DASHES and before.isalnum() and after.isalnum()
    )


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
    breaks = breaks_of(title)
    wanted = words(site)
    for i, at in enumerate(breaks):  # the longest end first: a name may hold a dash
        if words(title[at.end() :]) == wanted:
            return _without_trail(title, breaks[: i + 1])
    for at in reversed(breaks):
        if words(title[: at.start()]) == wanted:
            return title[at.end() :].lstrip()
    return ""


def _without_trail(title: str, breaks: Sequence[re.Match[str]]) -> str:
    """Return a title up to its site, the last of the breaks, and without the sections named before it.

    Sections are parted as the site is, by a sign that stands in no sentence.
    """
    sign = breaks[-1][0]
    end = next(at for at in breaks if at is breaks[-1] or (at[0] == sign and sign in TRAIL))
    return title[: end.start()].rstrip()


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
    if page_title and page_title[0] in "|·–—-":  # what stood before the site's name was left out
        sites, page_title = [*sites, page_title.strip(EDGES)], None
    sites = [*sites, *_rests(page_title, stated, headings)]
    named = _own((headline, *stated, page_title), sites)
    plain = [without_site(title, sites) for title in named]
    own = [h for h in _own(headings, sites) if not _starts_site(h, sites, plain)]
    heading = _heading(own, plain)
    if heading is None:
        sites = [*sites, *_end_that_headings_name(page_title, own)]
    if headline and named[:1] == [headline] and (found := _of_json_ld(plain, heading)):
        return found
    if heading and headline is None and _is_label(heading, plain, sites):
        return plain[0], "meta" if stated and named[0] in stated else "title"
    if heading is None and len(own) == 1 and not stated and _may_be_named(page_title, plain[-1:], own[0]):
        heading = own[0]
    if heading:
        return heading, "h1"
    return _stated(stated, page_title, sites, [*own, *headings], len(own))


def _end_that_headings_name(page_title: str | None, headings: Sequence[str]) -> Sequence[str]:
    """Return the last part of a page's title if a heading names it: it is the site."""
    is_named = any(_ends_with(page_title, heading) for heading in headings)
    return parts_of(page_title)[-1:] if page_title and is_named else ()


def _own(titles: Iterable[str | None], sites: Sequence[str]) -> list[str]:
    """Return the titles that are there and do not name the site."""
    return [title for title in titles if title and not _is_site(title, sites)]


def _is_label(heading: str, plain: Sequence[str], sites: Sequence[str]) -> bool:
    """Say whether a page that is no article is called what it states rather than what its heading says.

    A heading of few words is a label there ("Payments"), and a short stated title the whole name.
    """
    own, stated = words(heading), words(plain[0]) if plain else ()
    if len(own) > LABEL_WORDS or not 2 <= len(stated) <= NAME_WORDS:
        return False
    more = set(stated) - set(own)
    if stated[: len(own)] == own or any(more <= set(words(site)) for site in ("", *sites)):
        return False
    return own not in map(words, parts_of(plain[0]))


def _rests(page_title: str | None, stated: Sequence[str], headings: Sequence[str]) -> list[str]:
    """Return the headings that are all that a page's title has beside a stated one: the site's name."""
    if not page_title:
        return []
    rests = [words(page_title.replace(title, "")) for title in stated if title in page_title]
    return [heading for heading in headings if words(heading) in rests]


def _stated(
    stated: Sequence[str], page_title: str | None, sites: Sequence[str], headings: Sequence[str], own: int
) -> tuple[str | None, str]:
    """Return the first title that meta tags and the page state, if it is not the site; else any there is.

    The first ``own`` of the headings are not the site.
    """
    candidates = [*((title, "meta") for title in stated), *([(page_title, "title")] if page_title else [])]
    for title, source in candidates:
        if not _is_site(title, sites):
            plain = without_site(title, sites)
            return (title if plain.casefold() in GENERIC else _shown(plain, sites)), source
    named = [(title, "h1") for title in headings]
    candidates = [*named[:own], *candidates, *named[own:]]
    return candidates[0] if candidates else (None, "")


def _of_json_ld(plain: Sequence[str], heading: str | None) -> tuple[str, str] | None:
    """Return the headline of the JSON-LD, the first of the titles, where no heading stands for it."""
    if not heading:
        return _uncut(plain[0], plain[1:])
    return (plain[0], "json-ld") if _is_independent(plain[0], heading, plain[1:]) else None


def _uncut(headline: str, others: Sequence[str]) -> tuple[str, str]:
    """Return the headline of the JSON-LD, or the stated title that it is cut from."""
    start = words(headline)
    for other in others:
        is_longer = len(other) > len(headline) and words(other)[: len(start)] == start
        if is_longer and not any(at.start() - len(headline) in (0, 1) for at in breaks_of(other)):
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
    """Say whether a heading is the last part of a longer title, or its start: then it is rather the site.

    As "Harbour" where a title ends with "Harbour Forums", unless the first part starts with it too.
    """
    parts = parts_of(title) if title else []
    if len(parts) < 2:
        return False
    own, last = words(heading), words(parts[-1])
    return own == last or (own == last[: len(own)] and own != words(parts[0])[: len(own)])


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
    is_east = len(parts) > 1 and breaks_of(title)[-1][0] in EAST_SIGNS
    if len(parts) < 2 or (sites and not is_east):
        return title
    longest = max(parts, key=len)
    return longest if is_east or len(longest) >= 15 else title


def _is_site(title: str, sites: Sequence[str]) -> bool:
    own = words(title)
    return title.casefold() in GENERIC or any(own == words(site) for site in sites)


def _starts_site(heading: str, sites: Sequence[str], titles: Sequence[str]) -> bool:
    """Say whether a heading starts the site's name, as "Harbour" does "Harbour Forums", and no title."""
    own = words(heading)
    if not any(own == words(site)[: len(own)] for site in sites):
        return False
    return not any(own == words(title)[: len(own)] for title in titles)
