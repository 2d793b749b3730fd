"""Rules that a user writes for a site: CSS selectors of what to keep and what to drop.

A file has one table a site, named by its host (subdomains included)::

    ["example.org"]
    keep = ["div.story"]        # only what is in these, all of it
    drop = [".teaser", "aside"]
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleankit.errors import ConfigError, InputError, did_you_mean
from cleankit.html.blocks import DROPPED, KEPT
from cleankit.text.urls import host

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

KEYS = ("drop", "keep")


@dataclass(frozen=True, slots=True)
class SiteRule:
    """The selectors for one site."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SelectedNodes:
    """The nodes of one page, by their address in memory, that a site's rule names."""

    keep: frozenset[int] = frozenset()
    drop: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.keep or self.drop)

    def of(self, address: int) -> str:
        """Return the reason that a rule gives what is in a node; nothing if it does not name it."""
        return DROPPED if address in self.drop else KEPT if address in self.keep else ""


@dataclass(frozen=True)
class SiteRules:
    """The rules of all sites in a file.

    Raises ConfigError for a selector that is none.
    """

    sites: Mapping[str, SiteRule] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.sites, Mapping):
            found = type(self.sites).__name__
            raise ConfigError(f'site rules: found {found}; accepted: {{"host": SiteRule(...)}}')
        for name, rule in self.sites.items():
            _check_rule(f"site rules: [{name}]", rule)

    def select(self, tree: "LexborHTMLParser", url: str | None) -> SelectedNodes:
        """Return the nodes that the rule of the url's site names; none without a url or a rule."""
        rule = self.find(url)
        if rule is None:
            return SelectedNodes()
        keep, drop = (
            frozenset(node.mem_id for selector in selectors for node in tree.css(selector))
            for selectors in (rule.keep, rule.drop)
        )
        return SelectedNodes(keep, drop)

    def find(self, url: str | None) -> SiteRule | None:
        """Return the rule of a url's host, or of the nearest domain above it.

        >>> rules = SiteRules({"example.org": SiteRule(keep=("main",))})
        >>> rules.find("https://news.example.org/a").keep, rules.find("https://example.com")
        (('main',), None)
        """
        labels = host(url).split(".")
        for start in range(len(labels)):
            if rule := self.sites.get(".".join(labels[start:])):
                return rule
        return None


def as_site_rules(rules: "SiteRules | str | Path | None") -> SiteRules:
    """Return rules as they are, or those of the file at a path, read once a process."""
    if rules is None:
        return SiteRules()
    if not isinstance(rules, SiteRules | str | Path):
        found = type(rules).__name__
        raise ConfigError(f"site rules: found {found}; accepted: SiteRules, or the path of a TOML file")
    return rules if isinstance(rules, SiteRules) else load_site_rules(Path(rules))


@lru_cache(maxsize=16)
def load_site_rules(path: Path) -> SiteRules:
    """Read a file of site rules. Raises InputError or ConfigError, with the file and the table."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as cause:
        raise InputError(f"site rules {path}: {cause.strerror}; give a TOML file") from cause
    except (ValueError, RecursionError) as cause:
        raise ConfigError(f"site rules {path}: not TOML: {cause}") from cause
    return SiteRules(
        {host.lower(): _rule(f"site rules {path}: [{host}]", table) for host, table in tables.items()}
    )


def _rule(where: str, table: Any) -> SiteRule:
    if not isinstance(table, dict):
        raise ConfigError(f'{where}: found {table!r}; write a table, ["host"], with keep and drop')
    if unknown := table.keys() - set(KEYS):
        key = min(unknown)
        raise ConfigError(f"{where}: unknown key {key!r}; {did_you_mean(key, KEYS)}")
    for key, selectors in table.items():
        if not isinstance(selectors, list):
            raise ConfigError(f"{where}: {key}: found {selectors!r}; accepted: a list of CSS selectors")
    rule = SiteRule(tuple(table.get("keep", ())), tuple(table.get("drop", ())))
    _check_rule(where, rule)
    return rule


def _check_rule(where: str, rule: SiteRule) -> None:
    if not isinstance(rule, SiteRule):
        raise ConfigError(f"{where}: found {rule!r}; accepted: SiteRule(keep=(...), drop=(...))")
    for key in KEYS:
        selectors = getattr(rule, key)
        if not isinstance(selectors, tuple | list) or not all(isinstance(one, str) for one in selectors):
            raise ConfigError(f"{where}: {key}: found {selectors!r}; accepted: a list of CSS selectors")
        for selector in selectors:
            _check(f"{where}: {key}", selector)


def _check(where: str, selector: str) -> None:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p>").css(selector)
    except (SelectolaxError, ValueError) as cause:
        raise ConfigError(f"{where}: {selector!r} is not a CSS selector") from cause
