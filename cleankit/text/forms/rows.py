r"""Rows of tables: cells between tabs or bars, mostly numbers, labels with values, times in order.

>>> from cleankit.text.forms.shapes import Shapes
>>> sorted(rows(Shapes(["Team\tPoints", "North\t12", "", "Goals: Dahl 12", "Seats: 4,210", "Home | News"])))
[0, 1, 3, 4]
"""

from cleankit.text.forms.shapes import Shapes
from cleankit.text.patterns import lazy

DIGIT_RE = lazy(r"\d")
NUMBER_RE = lazy(r"\d\S*")  # one per word that has a digit
PAIR_RE = lazy(r"[^\W\d_][^:：\n]{0,29}(?:[:：]\s|：)\s*(\S.*)")
DATE_RE = lazy(r"\d:\d\d|(?<!\d)(?:19|20)\d\d(?!\d)")
LISTED_RE = lazy(r"[,;、；،]\s*\S+.*[,;、；،]")
TIME_RE = lazy(r"(\d?\d[:.]\d\d|1[5-9]\d\d|20\d\d)(?: ?(?:[-–—] ?)?[\d:.]+)?[,:]?\s+[^\W\d]")
DIGITS = frozenset("0123456789")
LEAST_TIMES, LONGEST_TIME = 3, 5
LEAST_BLANKS = 3
LONGEST_ROW = 200  # characters of a row without tabs or bars
LONGEST_LABEL = 3  # words


def rows(shapes: Shapes) -> set[int]:
    """Return the rows of tables."""
    texts = shapes.texts
    found = {i for i in shapes.having("\t") if _same_beside(texts, i, "\t")}
    for i in shapes.having("|"):
        framed = texts[i][0] == texts[i][-1] == "|" and len(texts[i]) > 1
        if framed or (texts[i].count("|") > 1 and _same_beside(texts, i, "|")):
            found.add(i)
    return found | _numbers(shapes) | _pairs(shapes) | _times(shapes)


def _same_beside(texts: list[str], i: int, mark: str) -> bool:
    """Say whether the line above or below has as many cells."""
    count = texts[i].count(mark)
    beside = (texts[j] for j in (i - 1, i + 1) if 0 <= j < len(texts))
    return any(other.count(mark) == count for other in beside)


def _numbers(shapes: Shapes) -> set[int]:
    """Return lines of numbers, at least two of them in a row: one alone may be a date."""
    texts = shapes.texts
    likely = [i for i in shapes.numbered() if texts[i].count(" ") >= LEAST_BLANKS]
    numbered = {i for i in likely if is_numbers(texts[i]) and DATE_RE.search(texts[i]) is None}
    before, after = shapes.before, shapes.after
    return {i for i in numbered if before.get(i) in numbered or after.get(i) in numbered}


def is_numbers(text: str) -> bool:
    """Say whether a line has four words or more, at least half of them with a digit.

    >>> is_numbers("North 12 30 9"), is_numbers("In 2020 he sold 3 boats to them")
    (True, False)
    """
    if not 7 <= len(text) <= LONGEST_ROW or text.count(" ") < LEAST_BLANKS:
        return False
    if DIGIT_RE.search(text) is None:
        return False
    numbers = len(NUMBER_RE.findall(text))
    return numbers > 1 and 2 * numbers >= len(text.split()) > LEAST_BLANKS


def _times(shapes: Shapes) -> set[int]:
    """Return runs of three lines or more, right below each other, that begin with times or years in order."""
    found: set[int] = set()
    run: list[int] = []
    last = ""
    for i in (*shapes.begun(DIGITS), -1):
        start = TIME_RE.match(shapes.texts[i]) if i >= 0 else None
        time = start[1].replace(".", ":").zfill(LONGEST_TIME) if start else ""
        if not (time and run and i == run[-1] + 1 and time >= last):
            found.update(run if len(run) >= LEAST_TIMES else ())
            run = []
        if time:
            run.append(i)
        last = time
    return found


def _pairs(shapes: Shapes) -> set[int]:
    """Return runs of two labels or more with values: numbers, or lists of names."""
    texts = shapes.texts
    pairs = {i for i in shapes.coloned if _is_pair(texts[i])}
    before, after = shapes.before, shapes.after
    return {i for i in pairs if before.get(i) in pairs or after.get(i) in pairs}


def _is_pair(text: str) -> bool:
    """Say whether a line is a short label, a colon and a value with a digit or two commas."""
    if len(text) > LONGEST_ROW:
        return False
    pair = PAIR_RE.fullmatch(text)
    if pair is None or text[: pair.start(1)].count(" ") > LONGEST_LABEL:
        return False
    if DATE_RE.search(pair[1]) is not None:
        return False  # "Updated: 12 May 2024, 8:29"
    return DIGIT_RE.search(pair[1]) is not None or LISTED_RE.search(pair[1]) is not None
