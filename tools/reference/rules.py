"""Reference of rule packs: what is in them, by pack and by category."""

import tomllib
from collections import Counter
from itertools import islice
from typing import Any

from cleankit.boilerplate.rules.categories import INTERFACE, PROVENANCE
from cleankit.boilerplate.rules.compiled import PACKS
from tools.reference.prose import code, page, table

FIRST, SHOWN = ("en", "de", "fr", "es"), 4
SHORT = 40  # characters of a phrase that is shown


def rules() -> str:
    """Return the page of rule packs."""
    packs = {path.stem: _read(path.stem) for path in sorted(PACKS.glob("*.toml"))}
    every = [rule for pack in packs.values() for rule in pack]
    rows = [
        (code(name), str(len(pack)), _phrases(pack), _of(pack, INTERFACE), _of(pack, PROVENANCE))
        for name, pack in packs.items()
    ]
    total = ("all", str(len(every)), _phrases(every), _of(every, INTERFACE), _of(every, PROVENANCE))
    where = Counter(rule.get("where", "anywhere") for rule in every)
    match = Counter(rule["match"] for rule in every)
    return page(
        "Rules",
        "`cleankit/packs/`",
        "A pack per language, named by its code, and `any` for all. `cleankit rules list` prints every rule "
        "with its name; [Rule packs](../filters.md#rule-packs) says what the keys of a rule mean.",
        "## Packs",
        table(("pack", "rules", "phrases", "of interface", "of provenance"), [*rows, total]),
        "## Categories",
        'Interface goes by default, provenance only with `categories = "all"` or by name.',
        table(("category", "", "rules", "phrases", "some phrases"), _categories(packs, every)),
        "## Where and how they match",
        table(("`where`", "rules"), [(code(name), str(count)) for name, count in where.most_common()]),
        table(("`match`", "rules"), [(code(name), str(count)) for name, count in match.most_common()]),
    )


def _read(name: str) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = tomllib.loads((PACKS / f"{name}.toml").read_text("utf-8"))["rule"]
    return rules


def _phrases(rules: list[dict[str, Any]]) -> str:
    return f"{sum(len(rule.get('phrases', ())) for rule in rules):,}"


def _of(rules: list[dict[str, Any]], categories: tuple[str, ...]) -> str:
    return str(sum(rule.get("category") in categories for rule in rules))


def _categories(packs: dict[str, list[dict[str, Any]]], every: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name in (*INTERFACE, *PROVENANCE):
        found = [rule for rule in every if rule.get("category") == name]
        kind = "interface" if name in INTERFACE else "provenance"
        firsts = (_shortest(packs[pack], name) for pack in (*FIRST, *sorted(set(packs) - set(FIRST))))
        shown = ", ".join(map(code, islice(filter(None, firsts), SHOWN)))
        rows.append((code(name), kind, str(len(found)), _phrases(found), shown))
    return rows


def _shortest(pack: list[dict[str, Any]], category: str) -> str:
    """Return the first phrase of a category that is short and of letters: one that a reader knows."""
    phrases = (one for rule in pack if rule.get("category") == category for one in rule.get("phrases", ()))
    return next((one for one in phrases if 3 <= len(one) <= SHORT and any(map(str.isalpha, one))), "")
