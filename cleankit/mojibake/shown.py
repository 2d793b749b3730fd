"""Entities that a text writes about: those are no damage, and stay.

A text shows one where it stands as a word of its own and the text says so: between quotation marks or
backticks, in a list or table of entities, beside the character that it stands for, in a line that names
HTML or XML. "Marks &amp; Spencer", "3&nbsp;&euro;" and "&mdash; he said" are damage.

>>> sorted(shown_lines(["In HTML &eacute; is é.", "Tom &amp; Jerry", "Type `&lt;` first.", "d&eacute;j"]))
[0, 2]
"""

import re
from collections.abc import Sequence

from cleankit.text.patterns import lazy

NAME = "#?[0-9A-Za-z]{1,24};"
ENTITY = f"&{NAME}"
BLANKS = ("&nbsp;", "&#160;", "&#xa0;", "&#xA0;")
DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2026\u00b7")
COMMON = frozenset(("&amp;", "&mdash;", "&ndash;", "&hellip;", "&bull;", "&middot;", "&#8211;", "&#8212;"))
"""What damage leaves as words of their own: "Marks &amp; Spencer"."""
# What stands before an entity is looked at behind its first letters: a search for a letter takes no time.
WORD_RE = lazy(rf"&(?<![\w&;]&){NAME}(?![\w&;])")
ESCAPED_RE = lazy(r"&amp;(?<!\S&amp;)#?(?!amp;)[0-9A-Za-z]{2,24};(?!\S)")  # "type &amp;nbsp; here"
QUOTING = "\"'“”„«»‘’「『《"
OPENED_RE = lazy(rf"&(?:(?<=[{QUOTING}]&)|(?<=[{QUOTING}]\s&))")
QUOTED_RE = lazy(
    rf"""[{QUOTING}]\s?(?:{ENTITY}[\w/ =-]{{0,24}}){{1,8}}["'”“»«’‘」』》]"""
    rf"""|`[^`]{{0,200}}{ENTITY}[^`]{{0,200}}`"""
)
TAG_RE = lazy(r"(?<![\w&;>])&lt;/?[A-Za-z][\w-]{0,20} ?/?&gt;(?![\w&<])")
ABOUT_RE = lazy(
    r"\b(?:X?HTML5?|XML|SGML)(?![a-z])|\bentit(?:y|ies|és?|à|äten?|eten)\b|\bentidad(?:es)?\b|\bEntität"
    r"|сущност|实体|實體|エンティティ|文字参照|엔티티|كيان|ישות",
    re.IGNORECASE,
)
LISTED_RE = lazy(
    rf"\W{{0,6}}({ENTITY})\s*(?:[-–—=:：→|]|\t|  )\s*\S|.{{1,60}}[-–—=:：→|\t]\s*({ENTITY})[\s|]*$"
)
CELL_RE = lazy(rf"\|\s*({ENTITY})\s*(?:\||$)")
IN_SENTENCE_RE = lazy(r"[^\W\d_],? &(?:nbsp|#160|#[xX][aA]0); (?=[^\W\d_])(?![A-ZА-ЯΑ-Ω])")
MOST_BLANKS = 2  # no-break spaces of a text that has them as words
LONGEST = 4000  # characters of a line that is looked at
EVERY_RE = lazy(ENTITY)


def shown_lines(lines: Sequence[str]) -> set[int]:
    """Return the lines whose entities are shown on purpose."""
    having = [i for i, line in enumerate(lines) if "&" in line and len(line) <= LONGEST]
    having = [i for i in having if EVERY_RE.search(lines[i])]
    found = {i for i in having if _shows(lines[i])}
    words = {i: set(WORD_RE.findall(lines[i])) for i in having if i not in found}
    about = {i for i in having if (i in found or words.get(i)) and ABOUT_RE.search(lines[i])}
    found |= about
    if about:
        found.update(i for i, entities in words.items() if not entities <= COMMON)
    return found | _listed(lines, having) | _blanks(lines, having)


def _shows(line: str) -> bool:
    """Say whether a line shows an entity, whatever stands in the others."""
    if ESCAPED_RE.search(line):
        return True
    if ("`" in line or OPENED_RE.search(line)) and QUOTED_RE.search(line):
        return True
    if "&lt;" in line and (tag := TAG_RE.search(line)):
        return any(map(str.isalnum, line[: tag.start()]))
    return _is_beside_itself(line)


def _is_beside_itself(line: str) -> bool:
    """Say whether a character stands as a word in a line that also has its entity as a word."""
    from html import unescape  # its table of names takes 2 ms: most texts have no entity

    words = set(WORD_RE.findall(line))
    plain = EVERY_RE.sub(" ", line) if words else ""
    for word in words:
        char = unescape(word)
        if len(char) != 1 or char.isspace() or char in DASHES or char in "\"'":
            continue
        if char in plain and re.search(
            rf"(?<![\w{re.escape(char)}]){re.escape(char)}(?![\w{re.escape(char)}])", plain
        ):
            return True
    return False


def _listed(lines: Sequence[str], having: Sequence[int]) -> set[int]:
    """Return lists of entities: lines beside each other that begin or end with one, cells of tables."""
    found = {
        i for i in having if "|" in lines[i] and any(cell not in BLANKS for cell in CELL_RE.findall(lines[i]))
    }
    rows: dict[int, str] = {}
    for i in having:
        row = LISTED_RE.match(lines[i])
        if row is not None:
            rows[i] = row[1] or row[2]
    for i, entity in rows.items():
        beside = [rows[j] for j in (i - 2, i - 1, i + 1, i + 2) if j in rows]
        if beside and any(one not in BLANKS for one in (entity, *beside)) and entity not in beside:
            found.add(i)
    return found


def _blanks(lines: Sequence[str], having: Sequence[int]) -> set[int]:
    """Return the lines that have a no-break space as a word of a sentence, if the text has few at all."""
    count = sum([lines[i].count(blank) for i in having for blank in BLANKS])
    if not 0 < count <= MOST_BLANKS:
        return set()
    found = {i for i in having if IN_SENTENCE_RE.search(lines[i])}
    shown = sum([len(IN_SENTENCE_RE.findall(lines[i])) for i in found])
    return found if shown == count else set()
