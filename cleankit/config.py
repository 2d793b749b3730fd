"""Chains as TOML: presets and configuration files, read into filters and written from them.

A file is data. `extends` names a preset, of which `without` takes filters away and to which `add` adds
some: at the end, or before or after one that is named. `filters` lists all names instead; a preset's name
stands for its filters. A table named like a filter holds its options. `[html]` says how articles are taken
out of pages. Files that options name are looked for beside the file that names them.

    extends = "article"
    without = ["quotes"]
    add = ["length", {name = "dashes", before = "spaces"}]
    [duplicates]
    min_chars = 60
    [boilerplate]
    packs = ["all", "own.toml"]
    [html]
    favor = "recall"

`protect`, `keep_lines` and `drop_lines`, above the tables, are the user's own say (`cleankit.own_say`).
"""

from collections.abc import Iterable
from functools import cache
from inspect import signature
from pathlib import Path
from typing import Any, NamedTuple

from cleankit.errors import ConfigError, did_you_mean, wrong_type
from cleankit.extraction import PageOptions
from cleankit.options import file_options, is_path
from cleankit.own_say import OwnSay
from cleankit.registry import PRESETS, Filter, builtin_names, filter, find, names, preset_names

OWN = ("protect", "keep_lines", "drop_lines")
KEYS = ("extends", "filters", "without", "add", *OWN)
PAGE = "html"  # the table of page options; a preset has that name, so no filter can have it

Entry = tuple[str, dict[str, Any]]


class Described(NamedTuple):
    """What a file says: filters, how articles are taken out of pages, and what stays or goes in any case."""

    filters: tuple[Filter, ...]
    page: PageOptions
    own: OwnSay


class _Tables(NamedTuple):
    entries: list[Entry]
    page: dict[str, Any]
    own: OwnSay = OwnSay()


def chain_from_toml(source: str | Path) -> Described:
    """Return what a TOML text, or the file at a Path, describes.

    Raises ConfigError with the place, what was found and what is accepted.
    """
    if not isinstance(source, str | Path):
        raise wrong_type("from_toml", source, "a TOML text as str, or the Path of a file")
    where, text = ("config", source) if isinstance(source, str) else (str(source), read_text(source))
    folder = Path() if isinstance(source, str) else source.parent
    tables = _tables(where, text, ())
    filters = tuple(_bound(where, name, options, folder) for name, options in tables.entries)
    page = dict(tables.page)
    for option in file_options(PageOptions):
        if isinstance(page.get(option), str):
            page[option] = str(folder / page[option])
    return Described(filters, PageOptions.from_table(f"{where}: table [{PAGE}]", page), tables.own)


def is_preset(name: object) -> bool:
    """Say whether a member's name is a preset's; a filter of that name comes first."""
    return isinstance(name, str) and name in preset_names() and name not in builtin_names()


@cache
def preset(name: str) -> Described:
    """Return the filters and page options of a preset."""
    return chain_from_toml(PRESETS / f"{name}.toml")


def chain_to_toml(filters: Iterable[Filter], page: PageOptions, own: OwnSay) -> str:
    """Return a TOML text from which `chain_from_toml` makes the same.

    Raises ConfigError for a filter that has no name, since a file cannot hold a function, and for an option
    that is None where it is something else by default, since TOML has no word for it.
    """
    import tomli_w

    entries: list[str | dict[str, Any]] = []
    for one in filters:
        if not one.registered:
            raise ConfigError(
                f"{one.name!r} cannot be written to TOML: only named filters can; "
                "declare it with @cleankit.text_filter or @cleankit.line_filter"
            )
        options = _writable(one)
        entries.append({"name": one.name, **options} if options else one.name)
    tables: dict[str, Any] = {**own.as_dict(), "filters": entries}
    if page.changed:
        tables[PAGE] = page.changed
    return tomli_w.dumps(tables, multiline_strings=False)


def _writable(one: Filter) -> dict[str, Any]:
    """Return a filter's options but for those that are None, as they are without a word of them."""
    options = {key: value for key, value in one.options.items() if value is not None}
    for key in one.options.keys() - options.keys():
        default = signature(one.call).parameters[key].default
        if default is not None:
            raise ConfigError(
                f"filter {one.name!r}: option {key}: found None, which TOML cannot hold; by default it is "
                f"{default!r}; give a value, such as inf for no limit"
            )
    return options


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text. Raises ConfigError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def parse_toml(where: str, text: str) -> dict[str, Any]:
    """Return the tables of a TOML text. Raises ConfigError with file and line."""
    import tomllib  # here: a chain that was pickled needs none

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{where}: not valid TOML: {error}") from error


def _tables(where: str, text: str, below: tuple[str, ...]) -> _Tables:
    tables = _parsed(where, text)
    extends, listed, without, added, *said = (tables.pop(key, None) for key in KEYS)
    entries, page, own = _inherited(where, extends, below)
    own += OwnSay.of(where, dict(zip(OWN, said, strict=True)))
    if listed is not None:
        listed = _checked_list(where, "filters", listed)
        entries, page, own = _listed(f"{where}: filters", listed, _Tables(entries, page, own))
    elif extends is None:
        raise ConfigError(
            f"{where}: no filters; accepted: extends = {preset_names()[0]!r}, or filters = [...]"
        )
    for name in _checked_list(where, "without", without or []):
        _index(f"{where}: without", name, entries)
        entries = [entry for entry in entries if entry[0] != name]
    for item in _checked_list(where, "add", added or []):
        _add(where, item, entries)
    for name, options in tables.items():
        if not isinstance(options, dict):
            raise ConfigError(f"{where}: unknown key {name!r}; {did_you_mean(name, KEYS)}")
        if name == PAGE:
            page |= options
            continue
        places = [table for known, table in entries if known == name]
        if not places:
            raise ConfigError(
                f"{where}: table [{name}] names no filter of this chain; {_nearest(name, entries)}"
            )
        for table in places:
            table.update(options)
    return _Tables(entries, page, own)


def _parsed(where: str, text: str) -> dict[str, Any]:
    try:
        return parse_toml(where, text)
    except ConfigError as error:
        if where != "config" or "\n" in text or "=" in text:
            raise
        hint = f"for a preset, Chain({text!r})" if is_preset(text) else f"for a file, Path({text!r})"
        raise ConfigError(f"{where}: found {text[:80]!r}; accepted: a TOML text; {hint}") from error


def _inherited(where: str, extends: Any, below: tuple[str, ...]) -> _Tables:
    if extends is None:
        return _Tables([], {})
    if extends not in preset_names():
        raise ConfigError(
            f"{where}: extends {extends!r}: no such preset; {did_you_mean(str(extends), preset_names())}"
        )
    if extends in below:
        raise ConfigError(f"{where}: extends {extends!r}: it extends itself")
    path = PRESETS / f"{extends}.toml"
    return _tables(str(path), read_text(path), (*below, extends))


def _checked_list(where: str, key: str, listed: Any) -> list[Any]:
    if not isinstance(listed, list):
        raise ConfigError(f"{where}: {key}: found {listed!r}; accepted: a list of names")
    return listed


def _listed(where: str, listed: list[Any], inherited: _Tables) -> _Tables:
    """Return what a list of filters and presets says; filters that were inherited keep their options."""
    known, page, own = dict(inherited.entries), inherited.page, inherited.own
    entries: list[Entry] = []
    for item in listed:
        if is_preset(item):
            some = _inherited(where, item, ())
            entries += some.entries
            page, own = some.page or page, own + some.own
        else:
            name, options = _entry(where, item)
            entries.append((name, dict(known.get(name, {})) if isinstance(item, str) else options))
    return _Tables(entries, page, own)


def _add(where: str, item: Any, entries: list[Entry]) -> None:
    """Put a filter or the filters of a preset at the end, or where the item says."""
    place = len(entries)
    if isinstance(item, dict):
        item = dict(item)
        beside = {key: item.pop(key) for key in ("before", "after") if key in item}
        if len(beside) > 1:
            raise ConfigError(f"{where}: add: {item!r}: before and after do not go together; give one")
        for side, name in beside.items():
            place = _index(f"{where}: add: {side}", name, entries) + (side == "after")
    if isinstance(item, dict) and item.keys() == {"name"}:
        item = item["name"]
    entries[place:place] = _listed(f"{where}: add", [item], _Tables([], {})).entries


def _index(where: str, name: Any, entries: list[Entry]) -> int:
    known = [one for one, _ in entries]
    if name not in known:
        raise ConfigError(f"{where}: no filter {name!r} in the chain; {did_you_mean(str(name), known)}")
    return known.index(name)


def _entry(where: str, item: Any) -> Entry:
    if isinstance(item, str):
        return item, {}
    if isinstance(item, dict) and isinstance(item.get("name"), str):
        return item["name"], {key: value for key, value in item.items() if key != "name"}
    raise ConfigError(f"{where}: found {item!r}; accepted: a name, or {{name = ..., option = ...}}")


def _nearest(name: str, entries: list[Entry]) -> str:
    if name in names():
        return f"add = [{name!r}] adds it"
    return did_you_mean(name, [PAGE, *([known for known, _ in entries] or builtin_names())])


def _beside(folder: Path, value: Any) -> Any:
    """Return a path as seen from here, and a list with its paths so; names of what is shipped stay."""
    if isinstance(value, list):
        return [_beside(folder, one) for one in value]
    return str(folder / value) if is_path(value) else value


def _bound(where: str, name: str, options: dict[str, Any], folder: Path) -> Filter:
    try:
        for option in file_options(find(name)) if options else ():
            if option in options:
                options[option] = _beside(folder, options[option])
        return filter(name, **options)
    except ConfigError as error:
        raise ConfigError(f"{where}: {error}") from error
