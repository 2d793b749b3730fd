"""Where bylines and dates of other articles stand: menus, asides, teasers, comments."""

from functools import lru_cache

from cleankit.html.blocks import Element
from cleankit.html.vocabulary import class_tokens

OUTSIDE_TAGS = frozenset(("nav", "footer", "aside", "form", "table"))
MENU_TAGS = frozenset(("nav", "footer", "form"))
WHOLE_TAGS = frozenset(("body", "html", "main", "article"))  # whatever they are called
OUTSIDE_WORDS = b"""
    comment comments reply replies related recommended recommendations sidebar teaser teasers popular
    trending latest newsletter promo cookie menu nav navigation footer breadcrumb kommentar kommentare
    carousel slider quote review reviews
"""
OUTSIDE_NAMES = frozenset(OUTSIDE_WORDS.split())


class Outside:
    """Says of elements whether they are in what is no article, and remembers it.

    What the headline itself is in (``around_headline``, ids of elements) is the article, whatever it is
    called; and so is what stands beside it, unless that is a menu.
    """

    def __init__(self, around_headline: frozenset[int] = frozenset()) -> None:
        self.known: dict[int, bool] = dict.fromkeys(around_headline, False)
        self.around_headline = around_headline

    def holds(self, element: Element, *, beside: bool = False) -> bool:
        """Say whether an element is in a menu, an aside, comments, teasers."""
        if beside:
            return self._in_menu(element)
        chain: list[int] = []
        answer = False
        at: Element | None = element
        while at is not None:
            key = id(at)
            if key in self.known:
                answer = self.known[key]
                break
            chain.append(key)
            if _is_outside(at):
                answer = True
                break
            at = at.parent
        self.known.update(dict.fromkeys(chain, answer))
        return answer

    def _in_menu(self, element: Element) -> bool:
        at: Element | None = element
        while at is not None and id(at) not in self.around_headline:
            if at.tag in MENU_TAGS and not (at.tag == "footer" and _in_article(at)):
                return True
            at = at.parent
        return False


def _is_outside(element: Element) -> bool:
    if element.tag in OUTSIDE_TAGS and not (element.tag == "footer" and _in_article(element)):
        return True
    return bool(element.label) and _is_outside_name(element.label, element.tag)


def _in_article(element: Element) -> bool:
    """Say whether a footer is that of an article, where bylines stand, rather than that of the page."""
    at = element.parent
    while at is not None and at.tag != "article":
        at = at.parent
    return at is not None


@lru_cache(maxsize=4096)
def _is_outside_name(label: str, tag: str) -> bool:
    return tag not in WHOLE_TAGS and not OUTSIDE_NAMES.isdisjoint(class_tokens(label))
