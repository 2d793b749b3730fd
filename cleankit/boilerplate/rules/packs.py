"""Find rule packs, read them, and make one set of rules of them.

Packs of your own are TOML files. The shipped ones are too, in `cleankit/packs/`, and are read from one
compiled file without their examples (`cleankit.boilerplate.rules.compile`): a fiftieth of the time.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cleankit.boilerplate.rules.categories import chosen
from cleankit.boilerplate.rules.compiled import PACKS, Compiled, compiled_packs, rules_of
from cleankit.boilerplate.rules.rule import Rule, read_rule
from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.errors import ConfigError, did_you_mean

LISTING = "`cleankit rules list`"


class Pack(NamedTuple):
    """The file of a pack and what is in it."""

    name: str
    file: str
    content: str

    @property
    def digest(self) -> str:
        """A digest of the content."""
        return sha256(self.content.encode()).hexdigest()[:16]


def load_rules(
    packs: str | Sequence[str] = "all", *, categories: str | Sequence[str] = "all", keep: Sequence[str] = ()
) -> RuleSet:
    """Return the rules of some packs: "all" that are shipped, their names, or paths of TOML files.

    Rules of other than the chosen ``categories`` are left out, and so are categories and rules named in
    ``keep``. Files are read at each call; the same content and choice give the same object. Raises
    ConfigError for an unknown pack, category or rule, and for a rule that cannot be used.

    >>> load_rules(["any", "en"]) is load_rules(["any", "en"])
    True
    """
    named = [packs] if isinstance(packs, str) else packs
    names = [name for entry in named for name in (pack_names() if entry == "all" else [entry])]
    found = tuple(_pack(name) for name in dict.fromkeys(names))
    return _rule_set(found, chosen(categories, keep), frozenset(name for name in keep if ":" in name))


def pack_names() -> list[str]:
    """Return the names of the shipped packs, the language-neutral one and English first.

    >>> pack_names()[:2]
    ['any', 'en']
    """
    return list(compiled_packs())


def read_pack(pack: Pack) -> list[Rule]:
    """Return the rules of one pack in the order of the file."""
    import tomllib  # here: shipped packs are compiled

    try:
        tables = tomllib.loads(pack.content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
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
    if _is_path(name):
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


def _is_path(name: str) -> bool:
    return name.endswith(".toml") or "/" in name or "\\" in name


def _pack(name: str) -> Pack | Compiled:
    """Return a shipped pack as it was compiled, another as its file is now."""
    shipped = None if _is_path(name) else compiled_packs().get(name)
    return shipped or find_pack(name)


@lru_cache(maxsize=16)
def _rule_set(
    packs: tuple[Pack | Compiled, ...], categories: frozenset[str], kept: frozenset[str]
) -> RuleSet:
    for pack in packs:
        same = [other.file for other in packs if other.name == pack.name]
        if len(same) > 1:
            raise ConfigError(f"rule packs {' and '.join(same)}: both are named {pack.name!r}; rename one")
    rules = [rule for pack in packs for rule in _rules(pack)]
    for name in kept:
        if name not in (known := [rule.name for rule in rules]):
            raise ConfigError(f"keep: unknown rule {name!r}; {did_you_mean(name, known, all_of=LISTING)}")
    content = "\0".join(part for pack in packs for part in (pack.name, pack.digest))
    digest = sha256("\0\0".join((content, *sorted(categories), *sorted(kept))).encode())
    going = [rule for rule in rules if rule.category in categories and rule.name not in kept]
    others = [rule for rule in rules if rule.category not in categories or rule.name in kept]
    return RuleSet(going, digest.hexdigest()[:16], spared=others)


def _rules(pack: Pack | Compiled) -> list[Rule]:
    return read_pack(pack) if isinstance(pack, Pack) else rules_of(pack)
