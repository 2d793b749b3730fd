r"""What the user says of a chain's texts before any filter: spans and lines that stay, lines that go.

`protect` holds patterns, searched in the text as it is given to the chain: no filter of the chain changes a
character of what they match, and a line that holds such a span is not dropped. `keep_lines` and `drop_lines`
hold phrases, compared folded (case, quotes, blanks) with the whole line, or patterns between slashes, which
must match the whole line without the blanks around it. What stays comes before what goes, and both before
the rules of filters.

>>> from cleankit.chain import Chain
>>> chain = Chain("article", protect=["“Snow”"], keep_lines=["Share"], drop_lines=[r"/Page \d+/"])
>>> print(chain("“Snow” is “late”.\nPage 12\nShare\nTweet"))
“Snow” is "late".
Share
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from cleankit.document import Lines, Verdict
from cleankit.errors import ConfigError
from cleankit.registry import Filter
from cleankit.text.folding import fold

MOST_PATTERNS = 100  # in one list: each is searched for on its own
CHECKED = 1024  # patterns whose check is remembered: a check takes 1 to 50 ms
NAME, DROP_RULE = "own", "own:drop-line"


@dataclass(frozen=True, kw_only=True)
class OwnSay:
    """The three lists; false if all are empty."""

    protect: tuple[str, ...] = ()
    keep_lines: tuple[str, ...] = ()
    drop_lines: tuple[str, ...] = ()

    @classmethod
    def of(cls, where: str, given: Mapping[str, Any]) -> "OwnSay":
        """Return what is given by the names of the lists; None stands for an empty one.

        Raises ConfigError for what is no list of strings, an empty phrase, and a pattern that is not valid,
        that matches the empty text or that is not fast on every text.
        """
        lists = {name: _strings(f"{where}: {name}", value) for name, value in given.items()}
        for name, values in lists.items():
            patterns = [value for value in values if _check(f"{where}: {name}", name, value)]
            if len(patterns) > MOST_PATTERNS:
                raise ConfigError(
                    f"{where}: {name}: found {len(patterns)} patterns; accepted: at most {MOST_PATTERNS}; "
                    "put several into one as (?:a|b)" + (", or give phrases" if name != "protect" else "")
                )
        return cls(**lists)

    def __bool__(self) -> bool:
        return bool(self.as_dict())

    def __add__(self, other: "OwnSay") -> "OwnSay":
        pairs = ((one.name, getattr(self, one.name) + getattr(other, one.name)) for one in fields(self))
        return OwnSay(**{name: tuple(dict.fromkeys(both)) for name, both in pairs})

    def as_dict(self) -> dict[str, tuple[str, ...]]:
        """Return the lists that are not empty, by name."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}

    @cached_property
    def spans(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of ``protect``."""
        return tuple(map(re.compile, self.protect))

    @cached_property
    def kept(self) -> "LineSet":
        """The lines that stay."""
        return LineSet.of(self.keep_lines)

    def with_dropping(self, judges: list[Filter]) -> list[Filter]:
        """Return filters with one that drops ``drop_lines``, if there are any, before all line filters."""
        if not self.drop_lines:
            return judges
        first = next((i for i, one in enumerate(judges) if one.kind == "line"), len(judges))
        dropping = Filter(Dropping(LineSet.of(self.drop_lines)), NAME, "line")
        return [*judges[:first], dropping, *judges[first:]]


class LineSet(NamedTuple):
    """Phrases, folded, and patterns of whole lines, with what was written."""

    phrases: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, said: Iterable[str]) -> "LineSet":
        """Return the set of what a list says."""
        patterns = {one: _pattern_in(one) for one in said}
        return cls(
            frozenset(fold(one) for one, pattern in patterns.items() if pattern is None),
            tuple(re.compile(pattern) for pattern in patterns.values() if pattern is not None),
        )

    def fits(self, lines: Lines, index: int) -> str | None:
        """Return by what a line is in the set: "" for a phrase, else the pattern; None if it is not."""
        if self.phrases and lines.keys[index] in self.phrases:
            return ""
        line = lines.texts[index].strip() if self.patterns else ""
        found = (pattern.pattern for pattern in self.patterns if line and pattern.fullmatch(line))
        return next(found, None)


class Dropping:
    """A line filter: drop the lines of a set, whatever their form."""

    def __init__(self, lines: LineSet) -> None:
        self._lines = lines

    def __call__(self, lines: Lines) -> Iterator[Verdict]:
        for index in range(len(lines)):
            found = self._lines.fits(lines, index)
            if found is not None:
                yield Verdict(index, DROP_RULE, None, found and f"/{found}/")


def _strings(where: str, value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        hint = f"; write [{value!r}]" if isinstance(value, str) else ""
        raise ConfigError(f"{where}: found {value!r}; accepted: a list of strings{hint}")
    for one in value:
        if not isinstance(one, str):
            raise ConfigError(f"{where}: found {one!r} in the list; accepted: strings")
    return tuple(dict.fromkeys(value))


def _check(where: str, name: str, said: str) -> bool:
    """Say whether a string is a pattern. Raises ConfigError if it cannot be used."""
    is_span = name == "protect"
    pattern = said if is_span else _pattern_in(said)
    if pattern is None:
        if "\n" in said or not fold(said):
            raise ConfigError(f"{where}: found {said!r}; accepted: the words of one line, or /pattern/")
        return False
    wrong = _fault(pattern, is_span)
    if wrong:
        raise ConfigError(f"{where}: {said!r}: {wrong}")
    return True


def _pattern_in(said: str) -> str | None:
    return said[1:-1] if len(said) > 1 and said[0] == said[-1] == "/" else None


@lru_cache(CHECKED)
def _fault(pattern: str, is_span: bool) -> str:
    """Return what is wrong with a pattern, what is accepted and what to try; "" if nothing."""
    from cleankit.boilerplate.rules import probe  # most chains have no patterns of their own

    try:
        compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"not a valid pattern: {error}; accepted: Python's re; for these very characters, re.escape"
    if (compiled.search if is_span else compiled.fullmatch)(""):
        return "matches the empty text; accepted: a pattern that needs a character; try + for *"
    if not probe.takes_characters(compiled):
        return "matches a place, and no character; accepted: a pattern that needs one; try it without (?=...)"
    try:
        linear = probe.is_linear(compiled, search=is_span)
    except probe.UntriedError as error:
        return f"it {error}; accepted: patterns that can be tried; try fewer or shorter repeats"
    if not linear:
        tried = r"bound what repeats, as \w{1,40}, or let it begin with a word: \b\w+" if is_span else ""
        tried = tried or "let no two repeats stand in each other or side by side that match the same"
        return f"its time grows faster than the text; accepted: linear patterns; {tried}"
    return ""
