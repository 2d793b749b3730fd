"""Drop what a document says twice: lines, near repeats of lines, and whole blocks.

Two lines are the same if they are the same when folded: case, quotes and blanks aside. Letters and
digits of every script count. Two lines are nearly the same if one begins or ends with the other, which
has at least 80 % of its length, or if they are sentences that differ in at most two words, none of them
a possible name or number. What may repeat on purpose stays: short lines, choruses, list items, rows of
tables, code, speakers' turns, signatures.

>>> story = "The mayor said on Monday that the bridge would open in May."
>>> [verdict.line for verdict in repeated_lines(Lines([story, "No comment.", story]))]
[2]
"""

from collections.abc import Iterator, Sequence

from cleankit.document import Lines, Verdict
from cleankit.registry import line_filter
from cleankit.repeats import Repeat, find_repeats

PASSES = 8  # what is dropped can change what is verse or code; two passes are the most seen


@line_filter("duplicates")
def repeated_lines(lines: Lines, *, min_chars: int = 40) -> Iterator[Verdict]:
    """Drop the copies of a line of ``min_chars`` characters or more; the best one stays.

    That is the longer of two near repeats, else the first. In a block that repeats, the first block
    stays, and the copy's short lines go with it. A standfirst that the body says again within three
    lines gives way to the body. The note says which line stays, counted from 1.
    """
    found = find_repeats(lines, min_chars)
    if not found:
        return
    at: Sequence[int] = range(len(lines))
    dropped: dict[int, Repeat] = {}
    for _ in range(PASSES):
        dropped |= {at[line]: Repeat(at[line], kind, at[of]) for line, kind, of in found}
        lines = lines.apply([Verdict(repeat.line, repeat.kind) for repeat in found])
        at = [line for line in at if line not in dropped]
        found = find_repeats(lines, min_chars)
        if not found:
            break
    for line in sorted(dropped):
        kept = line
        while kept in dropped:
            kept = dropped[kept].of
        yield Verdict(line, f"duplicates:{dropped[line].kind}", note=f"repeats line {kept + 1}")
