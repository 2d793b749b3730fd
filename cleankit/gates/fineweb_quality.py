r"""Refuse what FineWeb's quality rules refuse.

>>> from cleankit.document import Document
>>> fineweb_quality(Cleaned("Home\nSport\nWeather", Document(""), None, ""))
'share of lines with an end mark 0 < 0.12'
"""

from cleankit.document import Cleaned
from cleankit.options import Amount, Count, MostShare, Share
from cleankit.registry import gate
from cleankit.text.limits import above, below
from cleankit.text.measures import measures_of, repeated
from cleankit.text.words import Tokenizer

# datatrove's TERMINAL_PUNCTUATION: the full stops, question and exclamation marks of all scripts.
END_MARKS = tuple(
    ".?!…？！。｡．﹒﹖﹗؟؞۔܀܁܂߹।॥၊။።፧፨។៕៖៙៚᙮᜵᜶᠃᠉᥄᥅᪨᪩᪪᪫᭚᭛᭞᭟᰻᰼᱾᱿‼‽⁇⁈⁉⸮⸼꓿꘎꘏꛳꛷꡶꡷꣎꣏꤯꧈꧉꩝꩞꩟꫰꫱꯫"
    "\u0589\u061d\u0837\u0839\u083d\u083e\u1b7d\u1b7e\u2e53\u2e54".replace("…", "")
)


@gate("fineweb-quality")
def fineweb_quality(
    cleaned: Cleaned,
    *,
    min_end_marks: Share = 0.12,
    max_short_lines: MostShare = 0.67,
    short_line: Count = 30,
    max_repeated_chars: MostShare = 0.01,
    max_newlines: Amount = 0.3,
    tokenizer: Tokenizer = "regex",
) -> str | None:
    """Say which of FineWeb's rules (Penedo et al. 2024, arXiv 2406.17557) a text breaks.

    At least 12 % of lines end in an end mark; at most 67 % have 30 characters or fewer; at most 1 % of the
    characters stand in lines that repeat; at most 0.3 line feeds per word. The order and every count are
    datatrove 0.10's. A line that ends in a blank or a carriage return has no end mark there: apply it after
    the text filters (docs/gates.md).
    """
    text, measures = cleaned.text, measures_of(cleaned.text, tokenizer)
    lines = measures.filled_lines
    if not lines:
        return "nothing is left"
    ended = sum(line.endswith(END_MARKS) for line in lines) / len(lines)
    short = sum(len(line) <= short_line for line in lines) / len(lines)
    if reason := below("share of lines with an end mark", ended, min_end_marks) or above(
        "share of short lines", short, max_short_lines
    ):
        return reason
    newlines = text.count("\n")
    share = repeated(lines)[1] / (len(text) - newlines)
    if reason := above("share of characters in repeated lines", share, max_repeated_chars):
        return reason
    # Words are at least as many as blanks part: where those are enough, nothing needs to be counted.
    if newlines <= max_newlines * len(measures.pieces):
        return None
    return above("line feeds per word", measures.newlines_per_word, max_newlines)
