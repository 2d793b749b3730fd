"""Drop what a document says twice: paragraphs, a body again, a standfirst, a teaser that quotes the text.

Two lines are the same if they differ in typography alone: case, quotes, hyphens, blanks. A line also repeats
another that holds it: a cut teaser, a sentence beside the paragraph that has it, a line dressed with a call
or a site's name ("Video: …", "… | Harbour News"); the clean one stays. Two sentences that differ in a word
are two sentences.

A copy goes if it is two sentences or more, or a long one; in a passage of several lines that stands twice; or
beside its source, as a standfirst does. What sections, persons or products share stays: short sentences
apart, questions, labels with values, copies under headings that are alike, and every line whose form may
repeat on purpose: verse, code, rows, items, turns, parts of a sentence, what a colon announces.

>>> story = "The mayor said on Monday that the bridge would open in May."
>>> [verdict.line for verdict in repeated_lines(Lines([story, "No comment.", story]))]
[2]
"""

from collections.abc import Iterator, Sequence

from cleankit.document import Lines, Verdict
from cleankit.options import Count
from cleankit.registry import line_filter
from cleankit.repeats import Repeat, find_repeats

PASSES = 8  # what is dropped can change what is verse or code; two passes are the most seen


@line_filter("duplicates")
def repeated_lines(lines: Lines, *, min_chars: Count = 40) -> Iterator[Verdict]:
    """Drop the copies of a line of ``min_chars`` characters or more that say nothing of their own.

    The first stays, or the one that holds more, or the one without a call or a site's name. In a passage that
    repeats, the first passage stays, and the copy's short lines go with it. A standfirst that the body says
    again within three lines gives way to the body. The note says which line stays, counted from 1.
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
