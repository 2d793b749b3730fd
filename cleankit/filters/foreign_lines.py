r"""Drop stray lines in another script than the article's.

>>> greek = "Ο δήμαρχος είπε ότι η παλιά γέφυρα ανοίγει τον Μάιο."
>>> [verdict.line for verdict in foreign_lines(Lines([greek, "Subscribe to our newsletter", greek]))]
[1]
"""

from collections import Counter
from collections.abc import Iterator

from cleankit.document import Lines, Verdict
from cleankit.language.sample import says_enough
from cleankit.language.scripts import main_script, scripts_of
from cleankit.registry import line_filter
from cleankit.text.code import code_lines

MAIN = 0.7  # share of the letters that are in the article's script; below, it is written in two
FOREIGN = 0.9  # share of a line's letters in its other script
BESIDE = frozenset({"han", "kana", "hangul", "bopomofo"})  # scripts of one article in East Asia
OPENERS = "\"'“”„«»‘’‚‹›「『《〈—–-•*>#|"
LINE = 1000  # characters of a line that are looked at


@line_filter("foreign-lines", not_idempotent="what goes changes which script is the article's")
def foreign_lines(lines: Lines) -> Iterator[Verdict]:
    """Drop a line in another script than the article's: a label, a menu or a form that nobody translated.

    Left alone are articles in two scripts (under 70 % of the letters in one), lines in another language of
    the same script, lines with fewer than 12 letters, quotations (a quote mark or a dash first, or a colon
    before), list items, code, and Han, kana and Hangul beside each other.
    On labelled lines of 1,721 extractions, none of the 73 that go is of the article (`python -m
    benchmarks.language --foreign`). Judged by language within a script, more than half would be.
    """
    if all(map(str.isascii, lines.texts)):
        return
    own = [scripts_of(text[:LINE]) for text in lines.texts]
    article, share = main_script(sum(own, Counter()))
    if not article or share < MAIN:
        return
    code = code_lines(lines.texts)
    for i, counts in enumerate(own):
        script, foreign = main_script(counts)
        if script in ("", article) or foreign < FOREIGN or {script, article} <= BESIDE or i in code:
            continue
        if _is_announced(lines.texts, i) or not says_enough(lines.texts[i][:LINE]):
            continue
        yield Verdict(i, f"foreign-lines:{script.replace(' ', '-')}", note=f"the article is in {article}")


def _is_announced(texts: list[str], i: int) -> bool:
    """Say whether a line is quoted, or announced by a colon on the line before it that is not blank."""
    if texts[i].lstrip()[:1] in OPENERS:
        return True
    before = next((texts[j] for j in range(i - 1, max(-1, i - 4), -1) if texts[j].strip()), "")
    return before.rstrip()[-1:] in (":", "：")
