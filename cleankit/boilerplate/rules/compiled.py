"""The shipped packs as one data file: their rules, read and checked, without examples.

Reading the TOML files takes 150 to 300 ms of CPU, most of it on examples that only tests need; this takes 3.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cleankit.boilerplate.rules.rule import Match, Rule, Where

PACKS = Path(__file__).parents[2] / "packs"
FILE = PACKS / "compiled.json"
FIRST = ("any", "en")


class Compiled(NamedTuple):
    """A shipped pack: its name, its TOML file and the digest of that, and its rules as JSON."""

    name: str
    file: str
    digest: str
    rows: str


@cache
def compiled_packs() -> dict[str, Compiled]:
    """Return the shipped packs by name, the language-neutral one and English first; read once per process."""
    lines = FILE.read_text("utf-8").split("\n")
    return {
        name: Compiled(name, f"{name}.toml", digest, lines[number])
        for number, (name, digest) in enumerate(json.loads(lines[0]), 1)
    }


def rules_of(pack: Compiled) -> list[Rule]:
    """Return the rules of a shipped pack in the order of its file."""
    return [_rule(pack.name, *row) for row in json.loads(pack.rows)]


def as_json(packs: list[tuple[str, str, list[Rule]]]) -> str:
    """Return the content of the data file: a line of names and digests, then one per pack with its rules.

    ``packs`` are a name, the digest of the TOML file, and the rules in it.
    """
    packs = sorted(packs, key=lambda pack: ([*FIRST, pack[0]].index(pack[0]), pack[0]))
    head = [(name, digest) for name, digest, _ in packs]
    rows = [[_row(name, rule) for rule in rules] for name, _, rules in packs]
    return "".join(f"{_dumps(one)}\n" for one in (head, *rows))


def _row(pack: str, rule: Rule) -> list[Any]:
    label = rule.name.removeprefix(f"{pack}:")
    phrases, guards = "\n".join(rule.phrases), "\n".join(rule.guards)
    return [
        label, rule.match, rule.where, phrases, rule.pattern, guards, rule.max_rest, rule.cut,
        rule.category, rule.heads, " ".join(rule.form),
    ]  # fmt: skip


def _rule(
    pack: str,
    label: str,
    match: Match,
    where: Where,
    phrases: str,
    pattern: str | None,
    guards: str,
    max_rest: int,
    cut: bool,
    category: str,
    heads: str,
    form: str,
) -> Rule:
    return Rule(
        f"{pack}:{label}",
        match,
        where,
        tuple(phrases.split("\n")) if phrases else (),
        pattern,
        tuple(guards.split("\n")) if guards else (),
        max_rest,
        cut,
        category=category,
        heads=heads,
        form=tuple(form.split()),
    )


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
