"""Which rules fit a line, wherever it stands: a few lookups a line, however many packs there are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleankit.boilerplate.rules.documents import leads_to_document
from cleankit.boilerplate.rules.edges import strip_decoration, strip_left, strip_right
from cleankit.boilerplate.rules.label_rows import row_fits
from cleankit.boilerplate.rules.rule import AFFIX_LENGTH, Fits, Match, Rule
from cleankit.text.patterns import lazy
from cleankit.text.remembered import remembered
from cleankit.text.scripts import SPACELESS_RE, is_spaceless

LONGEST_FOR_PATTERNS = 120
COMPILED = 4096  # patterns at once: a learned pack of many sites may have thousands
ENDLESS = 1000  # a prefix whose rest may have so many characters fits lines of any length
ICON = "\ue000"  # stands for all signs of icon fonts, which have code points of private use
ICON_RE = lazy("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
LINK_RE = lazy(r"[-*+•> ]{0,4}!?\[([^\[\]]{1,120})\]\(([^() ]{0,400})\)[.…]?")
DECORATION = 40  # characters that a line may have more than the phrase of its rule: bullets, rules, emoji
TOKEN_RE = re.compile(r"[^\W\d_]+|[^\w\s]")
WORD_RE = re.compile(r"[^\W\d_]+")
ASCII_TOKEN_RE = re.compile(r"[a-z]+|[!-/:-@\[-^`{-~]")  # the same on a folded ASCII key, three times faster
LETTERS = "".join(char if char.isalpha() else " " for char in map(chr, range(128)))  # for str.translate


class Affixes(NamedTuple):
    """Phrases that lines begin with, or end with, under their first or last three characters."""

    phrases: dict[str, tuple[str, ...]]
    rules: dict[str, list[Rule]]


class Matcher:
    """The rules of all packs, arranged for lookup by a line's key.

    Whole lines are found in one dict. Prefixes, suffixes and patterns are tried only on lines that have
    the longest word of a phrase or guard as a word, and where the script has no spaces to tell words by.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = [rule for rule in rules if not rule.cut and rule.match != "run"]
        endless = [rule for rule in rules if rule.max_rest >= ENDLESS]
        self.far = _by_edge(endless, "prefix", slice(AFFIX_LENGTH))
        self.starts = frozenset(start for phrase in self.far.phrases for start in starts_of(phrase))
        self.fits = remembered(self._fits_or_row)
        self.lines = _by_line(rule for rule in rules if rule.match == "line")
        rules = [rule for rule in rules if rule.max_rest < ENDLESS]
        self.prefixes = _by_edge(rules, "prefix", slice(AFFIX_LENGTH))
        self.suffixes = _by_edge(rules, "suffix", slice(-AFFIX_LENGTH, None))
        self.guards, self.spaceless = _by_guard(rules)
        affixes = (*self.prefixes.rules, *self.suffixes.rules)
        heads = {longest_word(phrase) for phrase in affixes}
        self.words = heads.union(self.guards)
        self.signs = [(sign, sign) for sign in heads if not sign.isalpha()] + _signs_of(self.guards)
        self.ascii_signs = [(part, sign) for part, sign in self.signs if part.isascii()]
        self.longest = max(map(_reach, rules), default=0)
        parts = (_reach(rule) for rule in rules if rule.match != "line")
        self.longest_of_parts = max(parts, default=0)  # on a longer line only a whole line's rule can fit

    def _fits_or_row(self, key: str) -> Fits | None:
        found = self._fits(key)
        return row_fits(key, self.lines) if found is None and (" " in key or "|" in key) else found

    def _fits(self, key: str) -> Fits | None:
        """Return the rules that fit a short line's key, by the place they ask for; None if none does."""
        if len(key) > self.longest_of_parts:
            return self.lines.get(strip_decoration(key))
        if "](" in key and (link := LINK_RE.fullmatch(key)) and not leads_to_document(link[1], link[2]):
            return self.fits(link[1]) or self._by_pattern(key, key, self._asked(key), None)
        inner = strip_decoration(key)
        if not inner:
            key = ICON_RE.sub(ICON, key)
        found = self.lines.get(inner)
        if found is None and f" {inner[:AFFIX_LENGTH]}" in inner:
            found = self._said_again(inner)
        words = self._asked(key)
        if not words and (key.isascii() or SPACELESS_RE.search(key) is None):
            return found
        return self._with_parts(key, inner, words, found)

    def _asked(self, key: str) -> Sequence[str]:
        """Return those words and signs of a key that a phrase or a guard asks for, in their order, once."""
        if key.isascii():
            asked, signs = self.words.intersection(key.translate(LETTERS).split()), self.ascii_signs
        else:
            asked, signs = self.words.intersection(_words(key)), self.signs
        for part, sign in signs:
            if part in key:
                asked.add(sign)
        if len(asked) < 2:
            return tuple(asked)
        return [word for word in dict.fromkeys(tokens_of(key)) if word in asked]

    def _said_again(self, inner: str) -> Fits | None:
        """Return the whole line's rules that fit what a line says twice or more: "Share Share"."""
        apart = inner + " "
        length = (apart + apart).find(apart, 1)  # of the shortest text that the line repeats
        return self.lines.get(inner[: length - 1]) if length < len(apart) else None

    def of_long(self, key: str) -> Fits | None:
        """Return the rules whose prefix begins a line of any length that has one of ``starts``."""
        left = strip_left(key[:DECORATION]) + key[DECORATION:]
        for phrase in self.far.phrases.get(left[:AFFIX_LENGTH], ()):
            if left.startswith(phrase):
                return {rule.where: rule.name for rule in self.far.rules[phrase]}
        return None

    def _with_parts(self, key: str, inner: str, words: Sequence[str], found: Fits | None) -> Fits | None:
        left, right = strip_left(key), strip_right(key)
        heads = self.prefixes.phrases.get(left[:AFFIX_LENGTH])
        if heads and left.startswith(heads):
            found = self._with_prefixes(left, found)
        tails = self.suffixes.phrases.get(right[-AFFIX_LENGTH:])
        if tails and right.endswith(tails):
            found = self._with_suffixes(right, found)
        return self._by_pattern(key, inner, words, found)

    def _by_pattern(self, key: str, inner: str, words: Sequence[str], found: Fits | None) -> Fits | None:
        guarded = [rule for word in words for guard, rule in self.guards.get(word, ()) if guard in key]
        if not key.isascii() and SPACELESS_RE.search(key):
            guarded += [rule for guard, rule in self.spaceless if guard in key]
        return _with_patterns(key, inner, guarded, found) if guarded else found

    def _with_prefixes(self, left: str, found: Fits | None) -> Fits | None:
        fits = dict(found or {})
        for phrase in self.prefixes.phrases[left[:AFFIX_LENGTH]]:
            if begins(left, phrase):
                for rule in self.prefixes.rules[phrase]:
                    if len(left) < len(phrase) + rule.max_rest:
                        fits.setdefault(rule.where, rule.name)
        return fits or None

    def _with_suffixes(self, right: str, found: Fits | None) -> Fits | None:
        fits = dict(found or {})
        for phrase in self.suffixes.phrases[right[-AFFIX_LENGTH:]]:
            if ends(right, phrase):
                for rule in self.suffixes.rules[phrase]:
                    if len(right) < len(phrase) + rule.max_rest:
                        fits.setdefault(rule.where, rule.name)
        return fits or None


@lru_cache(COMPILED)
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first tried: of a hundred in the packs, most texts need none."""
    return re.compile(pattern)


def _words(key: str) -> list[str]:
    words = key.split()
    odd = [word for word in words if not word.isalpha()]
    # These are few words of a line: searching all of it costs three times as much.
    return words + WORD_RE.findall(" ".join(odd)) if odd else words


def tokens_of(key: str) -> list[str]:
    """Return the words and signs of a key.

    >>> tokens_of("sign up: it's free")
    ['sign', 'up', ':', 'it', "'", 's', 'free']
    """
    found: list[str] = (ASCII_TOKEN_RE if key.isascii() else TOKEN_RE).findall(key)
    return found


def starts_of(head: str) -> list[str]:
    """Return how a line may begin that has such a head behind brackets and quotes."""
    return [(before + head)[:AFFIX_LENGTH] for before in ("", "(", "!", '{"', '{"@', '{ "', '[{"', "{'")]


def longest_word(text: str) -> str:
    """Return the longest run of letters, or a sign where there is none.

    >>> longest_word("sign up for"), longest_word("0:00")
    ('sign', ':')
    """
    words: list[str] = TOKEN_RE.findall(text)
    return max(words, key=lambda word: (len(word), word.isalpha()))


def begins(left: str, phrase: str) -> bool:
    """Say whether a line without decoration before it begins with a phrase, in whole words.

    >>> begins("share: facebook", "share"), begins("shareholders met", "share"), begins("编辑张三", "编辑")
    (True, False, True)
    """
    return left.startswith(phrase) and _is_apart(phrase[-1], left[len(phrase) : len(phrase) + 1])


def ends(right: str, phrase: str) -> bool:
    """Say whether a line without decoration after it ends with a phrase, in whole words.

    >>> ends("photo by getty images", "getty images"), ends("unread", "read")
    (True, False)
    """
    return right.endswith(phrase) and _is_apart(right[-len(phrase) - 1 : -len(phrase)], phrase[0])


def _is_apart(before: str, after: str) -> bool:
    if not (before.isalnum() and after.isalnum()):
        return True
    return bool(SPACELESS_RE.match(before) or SPACELESS_RE.match(after))


def _with_patterns(key: str, inner: str, rules: Sequence[Rule], found: Fits | None) -> Fits | None:
    fits = dict(found or {})
    for rule in rules:
        if rule.where in fits or rule.pattern is None:
            continue
        fullmatch = compiled(rule.pattern).fullmatch
        if fullmatch(inner) or (key != inner and fullmatch(key)):
            fits[rule.where] = rule.name
    return fits or None


def _by_line(rules: Iterable[Rule]) -> dict[str, Fits]:
    """Return the fits of whole lines. One dict serves all phrases of a rule, so nobody may change it."""
    lines: dict[str, Fits] = {}
    for rule in rules:
        fits: Fits = {rule.where: rule.name}
        found = dict.fromkeys(rule.phrases, fits)
        known = {phrase: {**fits, **lines[phrase]} for phrase in lines.keys() & found.keys()}
        lines.update(found)
        lines.update(known)
    return lines


def _by_edge(rules: Sequence[Rule], match: Match, edge: slice) -> Affixes:
    by_phrase: dict[str, list[Rule]] = defaultdict(list)
    by_edge: dict[str, list[str]] = defaultdict(list)
    for rule in rules:
        for phrase in rule.phrases if rule.match == match else ():
            by_phrase[phrase].append(rule)
            by_edge[phrase[edge]].append(phrase)
    return Affixes(
        {start: tuple(dict.fromkeys(phrases)) for start, phrases in by_edge.items()}, dict(by_phrase)
    )


def _by_guard(rules: Sequence[Rule]) -> tuple[dict[str, list[tuple[str, Rule]]], list[tuple[str, Rule]]]:
    words: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
    spaceless: list[tuple[str, Rule]] = []
    for rule in rules:
        for guard in rule.guards:
            if is_spaceless(guard):
                spaceless.append((guard, rule))
            else:
                words[longest_word(guard)].append((guard, rule))
    return dict(words), spaceless


def _signs_of(guards: Mapping[str, list[tuple[str, Rule]]]) -> list[tuple[str, str]]:
    """Return whole guards without a word, each with its sign: ":" is common in lines, "0:00" is not."""
    return [(part, sign) for sign, guarded in guards.items() if not sign.isalpha() for part, _ in guarded]


def _reach(rule: Rule) -> int:
    if rule.match == "pattern":
        return LONGEST_FOR_PATTERNS
    return max(map(len, rule.phrases)) + (DECORATION if rule.match == "line" else rule.max_rest)
