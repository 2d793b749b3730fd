"""Find rule packs, read them, and make one set of rules of them."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cleankit.boilerplate.rules.rule import Rule, read_rule
from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.errors import ConfigError, did_you_mean

PACKS = Path(__file__).parents[2] / "packs"
FIRST = ("any", "en")


class Pack(NamedTuple):
    """The file of a pack and what is in it."""

    name: str
    file: str
    content: str


def load_rules(packs: str | Sequence[str] = "all") -> RuleSet:
    """Return the rules of some packs: "all" that are shipped, their names, or paths of TOML files.

    Files are read at each call; packs with the same content give the same object.
    Raises ConfigError for an unknown pack and for a rule that cannot be used.

    >>> load_rules(["any", "en"]) is load_rules(["any", "en"])
    True
    """
    named = [packs] if isinstance(packs, str) else packs
    names = [name for entry in named for name in (pack_names() if entry == "all" else [entry])]
    return _rule_set(tuple(find_pack(name) for name in dict.fromkeys(names)))


def pack_names() -> list[str]:
    """Return the names of the shipped packs, the language-neutral one and English first.

    >>> pack_names()[:2]
    ['any', 'en']
    """
    names = sorted(path.stem for path in PACKS.glob("*.toml"))
    return [*(name for name in FIRST if name in names), *(name for name in names if name not in FIRST)]


def read_pack(pack: Pack) -> list[Rule]:
    """Return the rules of one pack in the order of the file."""
    try:
        tables = tomllib.loads(pack.content)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{pack.file}: not TOML: {error}") from error
    for key in tables:
        if key != "rule":
            raise ConfigError(f"{pack.file}: unknown key {key!r}; {did_you_mean(key, ['rule'])}")
    rules = tables.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(table, dict) for table in rules):
        raise ConfigError(f"{pack.file}: rule: found {rules!r}; accepted: tables, each under [[rule]]")
    read = [read_rule(pack.name, pack.file, number, table) for number, table in enumerate(rules, 1)]
    for name, times in Counter(rule.name for rule in read).items():
        if times > 1:
            raise ConfigError(f"{pack.file}: rule {name!r}: found {times} times; an id is given once")
    return read


def find_pack(name: str) -> Pack:
    """Return the pack with that name, or the one in that file. Raises ConfigError if there is none."""
    if name.endswith(".toml") or "/" in name or "\\" in name:
        path = Path(name)
    elif name in pack_names():
        path = PACKS / f"{name}.toml"
    else:
        raise ConfigError(
            f"unknown rule pack {name!r}; {did_you_mean(name, ['all', *pack_names()])} (a file ends in .toml)"
        )
    try:
        return Pack(path.stem, str(path) if path.parent != PACKS else path.name, path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"rule pack {name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"rule pack {name}: not UTF-8 at byte {error.start}") from error


@lru_cache(maxsize=16)
def _rule_set(packs: tuple[Pack, ...]) -> RuleSet:
    for pack in packs:
        same = [other.file for other in packs if other.name == pack.name]
        if len(same) > 1:
            raise ConfigError(f"rule packs {' and '.join(same)}: both are named {pack.name!r}; rename one")
    digest = sha256("\0".join(part for pack in packs for part in (pack.name, pack.content)).encode())
    return RuleSet([rule for pack in packs for rule in read_pack(pack)], digest.hexdigest()[:16])
