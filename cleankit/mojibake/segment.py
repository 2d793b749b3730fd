"""Bring one line to the fixed point of ftfy's fixers, and find the lines that are not at theirs."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from cleankit.errors import ConfigError
from cleankit.mojibake.anchored import Branch, anchor_class, anchored, branches, without_ascii
from cleankit.mojibake.decoding import badness_re, decode_once
from cleankit.mojibake.entities import ENTITY_RE, resolve_nested, skip_levels
from cleankit.mojibake.marks import marks_of, normalize_marks

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

SAMPLE = 64  # characters that say whether a text is mostly ASCII
MOSTLY = 40  # at most one byte in so many is not: then looking at the others alone is faster


class Repair:
    """The fixers that a configuration asks for, each with what it could change.

    >>> from ftfy import TextFixerConfig
    >>> Repair(TextFixerConfig(uncurl_quotes=False))("“Itâ€™s ﬁne” &eacute;", True)
    '“It’s fine” é'
    """

    def __init__(self, config: "TextFixerConfig") -> None:
        if config.max_decode_length < 1:
            raise ConfigError(f"max_decode_length: found {config.max_decode_length}; accepted: 1 or more")
        self.unescapes = bool(config.unescape_html)
        self.keeps_markup = config.unescape_html == "auto"
        self.decodes = config.fix_encoding
        self.options = config if config.explain else type(config)()  # without, ftfy takes its defaults
        self.form = config.normalization
        self.max_length = config.max_decode_length
        self.steps = [(re.compile(touched), fix) for touched, fix in _steps(config)]
        touched = "".join(step.pattern[1:-1] for step, _ in self.steps)
        self.touched = re.compile(f"[{touched}]") if touched else None
        self.controls = bytes(i for i in range(128) if self.touched and self.touched.match(chr(i)))
        self._quiet_ascii = bytes(set(range(128)) - set(self.controls))

    def __call__(self, line: str, unescapes: bool) -> str:
        """Return one line, its line break included, as ftfy returns it."""
        settled = False
        while True:
            before = line
            if unescapes and "&" in line:
                line = self._unescape(line, settled)
            unescaped = line
            trouble = self._trouble.search(line)
            while trouble and self.decodes and badness_re().search(line):
                decoded = decode_once(line, self.options)
                if decoded == line:
                    break
                line = decoded
                trouble = self._trouble.search(line)
            decoded = line
            for touched, fix in self.steps if trouble else ():
                if touched.search(line):
                    line = fix(line)
            if self.form:
                line = normalize_marks(self.form, line)
            settled = line == unescaped
            if line == before or (line == decoded and not (unescapes and ENTITY_RE.search(line))):
                return line

    def suspects(self, text: str, first: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of the lines that may change, line breaks included, given `first_trouble`."""
        if self.form is None or is_normalized(self.form, text):
            hit = self._trouble.search(text, first)
            while hit:
                start = text.rfind("\n", 0, hit.start()) + 1
                end = text.find("\n", hit.start()) + 1 or len(text)
                yield start, end
                hit = self._trouble.search(text, end)
            return
        start = text.rfind("\n", 0, first) + 1
        while start < len(text):
            end = text.find("\n", start) + 1 or len(text)
            line = text[start:end]
            if len(line) == len(text) or self._trouble.search(line) or not is_normalized(self.form, line):
                yield start, end
            start = end

    def first_trouble(self, text: str) -> int:
        """Return an index before which nothing can change, or -1 if nothing can in the whole text."""
        if text[:SAMPLE].isascii():
            raw = text.encode("utf-8", "surrogatepass")
            rare = raw.translate(None, self._quiet_ascii)
            if len(rare) * MOSTLY < len(raw):
                if self._trouble_without_ascii.search(rare.decode("utf-8", "surrogatepass")):
                    return 0
                entity = ENTITY_RE.search(text) if self.unescapes and "&" in text else None
                return entity.start() if entity else -1
        hit = self._trouble_or_mark.search(text)
        return hit.start() if hit else -1

    def _unescape(self, line: str, settled: bool) -> str:
        """Resolve one level of entities, or all where nothing else can change between the levels.

        ``settled`` says that the other fixers have nothing to do on the line as it is.
        """
        from ftfy.fixes import unescape_html

        once = unescape_html(skip_levels(line, unescape_html) if settled else line)
        if once == line or not ENTITY_RE.search(once):
            return once
        whole = resolve_nested(once, unescape_html)
        return whole if self._is_inert(once) and self._is_inert(whole) else once

    def _is_inert(self, line: str) -> bool:
        """Say whether nothing but entities can change in a line, whatever stands beside them."""
        if self._anchors.search(line):
            return False
        return self.form is None or is_normalized(self.form, line)

    @cached_property
    def _trouble(self) -> "re.Pattern[str]":
        """Match wherever a fixer or the badness test, or the search for entities, could find something."""
        return anchored(self._branches(), re.MULTILINE)

    @cached_property
    def _trouble_or_mark(self) -> "re.Pattern[str]":
        return anchored(self._branches(), re.MULTILINE, also=self._marks)

    @cached_property
    def _trouble_without_ascii(self) -> "re.Pattern[str]":
        """Match in what is left of a text in trouble when its ASCII characters are deleted."""
        return anchored(without_ascii(self._branches()), also=self._marks)

    @cached_property
    def _anchors(self) -> "re.Pattern[str]":
        return re.compile(anchor_class(self._fixable()))

    def _branches(self) -> list[Branch]:
        return [*self._fixable(), *([["&", f"(?={ENTITY_RE.pattern[1:]})"]] if self.unescapes else [])]

    def _fixable(self) -> list[Branch]:
        from ftfy.badness import BADNESS_RE

        bad = branches(BADNESS_RE) if self.decodes else []
        touched = [[self.touched.pattern]] if self.touched else []
        return bad + touched or [[r"\0", "(?!)"]]  # or nothing at all

    @property
    def _marks(self) -> str:
        return marks_of(self.form) if self.form else ""


def _steps(config: "TextFixerConfig") -> Iterator[tuple[str, Callable[[str], str]]]:
    """Yield the fixers in ftfy's order, each with the class of the characters it could change."""
    from ftfy import FIXERS
    from ftfy.chardata import CONTROL_CHARS, LIGATURES, WIDTH_MAP

    touched = {
        "fix_c1_controls": "[\x80-\x9f]",
        "fix_latin_ligatures": _class(LIGATURES),
        "fix_character_width": _class(WIDTH_MAP),
        "uncurl_quotes": "[\u02bc\u2018-\u201f]",
        "fix_line_breaks": "[\r\u2028\u2029\x85]",
        "fix_surrogates": "[\ud800-\udfff]",
        "remove_terminal_escapes": "[\x1b]",
        "remove_control_chars": _class(CONTROL_CHARS),
    }
    for name, members in touched.items():
        if getattr(config, name):
            yield members, FIXERS[name]


def _class(codes: Iterable[int]) -> str:
    return f"[{re.escape(''.join(map(chr, codes)))}]"
