"""What rules are about: a closed list of categories, and the choice among them.

>>> "byline" in chosen("all", []), "byline" in chosen("interface", []), "cookie" in chosen("all", ["cookie"])
(True, False, False)
"""

from collections.abc import Sequence
from typing import Literal, get_args

from cleankit.errors import ConfigError, did_you_mean

Interface = Literal[
    "ad",
    "share",
    "comments",
    "newsletter",
    "related",
    "read-more",
    "cookie",
    "paywall",
    "login",
    "player",
    "navigation",
    "app",
    "embed",
    "disclosure",
    "copyright",
    "markup",
    "truncation",
    "end-mark",
]
"""What belongs to the page around an article, not to the article."""
Provenance = Literal["byline", "caption", "credit", "source", "contact", "timestamp"]
"""What may be the only trace in plain text of who wrote an article, when, and whence it came."""
Category = Literal[Interface, Provenance]

INTERFACE: tuple[str, ...] = get_args(Interface)
PROVENANCE: tuple[str, ...] = get_args(Provenance)
CATEGORIES = (*INTERFACE, *PROVENANCE)
GROUPS = {"interface": INTERFACE, "provenance": PROVENANCE, "all": CATEGORIES}

Head = Literal["related", "comments", "comment-form", "newsletter", "navigation", "tags"]
"""The passage that a rule's line opens; `cleankit.boilerplate.passages` finds what goes with it."""


def chosen(categories: str | Sequence[str], keep: Sequence[str]) -> frozenset[str]:
    """Return the categories whose rules are to fire.

    ``categories`` are names, or "interface", "provenance" or "all"; those in ``keep`` are taken out; "" is
    in the result, since a rule without a category fires always. Raises ConfigError for a name that is none.
    """
    kept = _named("keep", [name for name in keep if ":" not in name])  # the others are names of rules
    return frozenset({"", *_named("categories", categories)} - {*kept})


def _named(option: str, names: str | Sequence[str]) -> list[str]:
    accepted = (*GROUPS, *CATEGORIES)
    found: list[str] = []
    for name in [names] if isinstance(names, str) else names:
        if name not in accepted:
            raise ConfigError(f"{option}: unknown category {name!r}; {did_you_mean(name, accepted)}")
        found += GROUPS.get(name, (name,))
    return found
