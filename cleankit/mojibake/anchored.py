r"""Make a regex that is an alternation of short sequences fast to search for.

A search is fast when every match must begin with a character of one small set: the engine then skips
to the next such character at 5 ns a character. An alternation whose branches begin with common
letters has no such set, but each of its branches has a rare character somewhere. `anchored` moves that
one to the front and looks back for what stood before it.

>>> anchored(branches(re.compile("[a-z][“”]|[éà]€|^Â "))).pattern
'[“”€Â](?:(?<=[“”])(?:(?<=[a-z][“”]))|(?<=€)(?:(?<=[éà]€))|(?<=Â)(?:(?<=^Â)\\ ))'
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from math import inf

COMMON = (
    "etaoin \n\xa0éèêàâáãåäöüóíñçßøæşıőűăđơưąćčęėěłńřśšůžźżāēīū’–…—“”«»„°"
    "абвгдежзиклмнопрстуўхцчшыьяВГРСВГРСαβγδεικλμνοπρστυωΒΓΞΟΒΓΞΟ"
)
TOKEN_RE = re.compile(r"\[(?:\\.|[^\]\\])+\]|\\.|#[^\n]*|.", re.DOTALL)

Branch = list[str]


def branches(pattern: "re.Pattern[str]") -> list[Branch]:
    r"""Return the branches of an alternation as lists of tokens; an optional token makes two of one.

    ``pattern`` may hold classes, escapes, literals, ``^``, ``.``, ``?`` and, if verbose, blanks and
    comments; no groups.

    >>> branches(re.compile(r"ab | [a-z] \s? [ ]  # an optional blank", re.VERBOSE))
    [['a', 'b'], ['[a-z]', '\\s', '[ ]'], ['[a-z]', '[ ]']]
    """
    verbose = bool(pattern.flags & re.VERBOSE)
    found: list[list[Branch]] = [[[]]]
    for part in TOKEN_RE.findall(pattern.pattern):
        if part == "|":
            found.append([[]])
        elif part == "?":
            found[-1] += [branch[:-1] for branch in found[-1]]
        elif not (verbose and (part.isspace() or part[0] == "#")):
            for branch in found[-1]:
                branch.append(part if len(part) > 1 or part in "^." else re.escape(part))
    return [branch for choice in found for branch in choice]


def anchored(
    choice: Iterable[Branch], flags: int = 0, common: str = COMMON, also: str = ""
) -> "re.Pattern[str]":
    """Return a regex that finds something in a string if, and only if, one of the branches does.

    Its match begins at the branch's rare character, the one least met in ``common``, not where the
    branch begins. ``also`` are characters to find too, and with them whatever `and_beyond` adds.
    """
    groups: dict[str, list[str]] = {}
    for branch in choice:
        at = _rarest(branch, common)
        around = f"(?<={''.join(branch[: at + 1])})" if at else ""
        groups.setdefault(branch[at], []).append(around + "".join(branch[at + 1 :]))
    first = _members(groups)
    rest = "|".join(f"(?<={token})(?:{'|'.join(group)})" for token, group in groups.items())
    if (
        also
    ):  # what is found is of `also` or of `first`, or of both; a second big class takes 10 ms to compile
        both = re.escape("".join(re.findall(f"[{first}]", "".join(expanded(also)))))
        begins = f"(?<![{first}])" + (f"|(?<=[{both}])" if both else "")
        return re.compile(f"{and_beyond(first + also)}(?:{begins}|{rest})", flags)
    return re.compile(f"[{first}](?:{rest})", flags)


def ranges(chars: Iterable[str]) -> str:
    """Return characters as the ranges of a class, none of them special there.

    >>> ranges("àáâé"), "".join(expanded("à-âé-é"))
    ('à-âé-é', 'àáâé')
    """
    codes = sorted(set(map(ord, chars)))
    starts = [code for code, before in zip(codes, [-2, *codes], strict=False) if code != before + 1]
    ends = [code for code, after in zip(codes, [*codes[1:], -2], strict=True) if code + 1 != after]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))


def expanded(found: str) -> Iterator[str]:
    """Yield the characters of what `ranges` returned."""
    for start, end in zip(found[::3], found[2::3], strict=True):
        yield from map(chr, range(ord(start), ord(end) + 1))


def and_beyond(members: str) -> str:
    """Return a class of ``members`` and of all characters beyond the BMP.

    The engine looks one up in 5 ns; single members beyond the BMP would be tried one by one.

    >>> re.findall(and_beyond("a-z"), "Ab 😀é")
    ['b', '😀']
    """
    others = re.finditer(f"[^{members}]+", _bmp())
    return f"[^{''.join(f'{re.escape(run[0][0])}-{re.escape(run[0][-1])}' for run in others)}]"


@cache
def _bmp() -> str:
    return "".join(map(chr, range(0x10000)))


def anchor_class(choice: Iterable[Branch]) -> str:
    """Return, as a class, the characters of which every text that the branches match has one.

    >>> anchor_class(branches(re.compile("[a-z][“”]|[éà]€|^Â ")))
    '[“”€Â]'
    """
    return f"[{_members(branch[_rarest(branch, COMMON)] for branch in choice)}]"


def _members(tokens: Iterable[str]) -> str:
    return "".join(token[1:-1] if token[0] == "[" else token for token in dict.fromkeys(tokens))


def _rarest(branch: Branch, common: str) -> int:
    return min(range(len(branch)), key=lambda i: _commonness(branch[i], common))


def _commonness(token: str, common: str) -> float:
    """Say how often a token would stop the search in clean text; what is no plain set never may."""
    if token in ("^", ".", "\\s", "\\w") or token.startswith(("[^", "(")):
        return inf
    return common.count(token[-1]) if token[0] != "[" else len(re.findall(token, common))


def without_ascii(choice: Iterable[Branch]) -> list[Branch]:
    r"""Return what the branches match at least in a text whose ASCII characters were deleted.

    >>> without_ascii(branches(re.compile(r"[a-z]é[“”]|œ[^A-Z]|[“”]\w€")))
    [['é', '[“”]'], ['œ'], ['€']]
    """
    found = []
    for branch in choice:
        at = _rarest(branch, COMMON)
        start, end = at, at + 1
        while start > 0 and not _matches_ascii(branch[start - 1]):
            start -= 1
        while end < len(branch) and not _matches_ascii(branch[end]):
            end += 1
        found.append(branch[start:end])
    return found


def _matches_ascii(token: str) -> bool:
    return token.startswith(("^", "(")) or any(re.match(token, chr(i)) for i in range(128))
