"""Lines that go together without a mark of a form: times that count on, scores, measures, short answers.

A timetable, results, ingredients and a conversation look like a menu to the line model: short lines between
paragraphs. Rules that name a line are not held back by this, the model is.

>>> from cleankit.text.forms.shapes import Shapes
>>> sorted(series(Shapes(["8:05 Oldbridge", "8:35 Harrow Mill", "9:05 Long Marsh", "Home"])))
[0, 1, 2]
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cleankit.text.forms.shapes import Shapes
from cleankit.text.patterns import lazy
from cleankit.text.scripts import is_spaceless
from cleankit.text.sentences import has_end_mark

LEAST = 3  # lines of a series
NEAR = 3  # lines without a measure between two that have one
BEYOND = 2  # lines without a measure above the first, and below the last
MOST_WORDS, MOST_CHARS = 8, 60  # of an ingredient
TIME_RE = lazy(r"[\[(]?([01]?\d|2[0-4])[:.h]([0-5]\d)(?::[0-5]\d)?[\])]?[ \t–—-].*[^\W\d_]")
SCORE_RE = lazy(
    r"[^\W\d_].*?(?<![\d:.,/-])(?:\d{1,3} ?[-–] ?\d{1,3}|\d{1,3} ?: ?\d|\d{1,3} ?: ?[6-9]\d)(?![\d:.,/%-])"
    r"|[^\W\d_][^\d]{1,40} \d{1,3}(?: [^\W\d_][^\d]{1,40} \d{1,3}$|,[^\d]{2,40} \d{1,3}$)"
)
UNITS = (
    "k?g", "mg", "dag", "dkg", "[mcd]?l", "[cm]m", "oz", "lbs?", "pt", "fl", "cups?", "tbsps?", "tsps?",
    "tablespoons?", "teaspoons?", "pounds?", "ounces?", "pinch(?:es)?", "EL", "TL", "Prisen?", "Pck",
    "Bund", "Zehen?",
    "cuillères?", "c\\.", "pincées?", "gousses?", "cucharad(?:it)?as?", "tazas?", "pizcas?", "dientes?",
    "cucchiai(?:ni|o|no)?", "pizzic(?:o|hi)", "spicch(?:io|i)", "colher(?:es)?", "xícaras?", "pitadas?",
    "dentes?",
    "łyż\\w+", "szklan\\w+", "szczypt\\w+", "ząb\\w+", "к?г", "гр", "м?л", "ст\\.", "ч\\.", "щепот\\w+",
    "стакан\\w*",
    "gram", "tutam", "bardak", "kaşı\\w+", "克", "千克", "公斤", "毫升", "勺", "グラム", "cc", "個", "本",
    "枚", "カップ",
)  # fmt: skip
AMOUNT = r"(?:\d+(?:[.,/⁄–-]\d+)?|\d* ?[½¼¾⅓⅔⅛])"
MEASURE_RE = lazy(
    rf"{AMOUNT} ?(?:{'|'.join(UNITS)})(?:\b|(?<=\.))\.? ?\S"
    rf"|[^\W\d_]+ ?{AMOUNT}(?:千?克|公斤|毫升|勺|个|個|本|枚|グラム|k?g|m?l|cc)$|[大小]さじ\d"
)
COUNT_RE = lazy(rf"{AMOUNT} [^\W\d_]\S*(?: \S+){{0,3}}$|[^\W\d_]+\d{{1,2}}\w?$")
"""An amount without a unit: "3 eggs". It shows an ingredient beside a measure only."""


def series(shapes: Shapes) -> set[int]:
    """Return the lines of all series."""
    whole = shapes.whole
    found: set[int] = set(_sentences(shapes))
    if any(map(whole.__contains__, "0123456789½¼¾⅓⅔")):
        found.update(_counted_times(shapes), _scores(shapes), _measured(shapes))
    return found


def _scores(shapes: Shapes) -> Iterator[int]:
    """Yield the lines of runs that all are scores."""
    for is_score, run in groupby(shapes.solid, lambda line: _is_score(shapes.texts[line])):
        if is_score:
            yield from _long_enough([*run])


def _long_enough(run: Sequence[int]) -> Sequence[int]:
    return run if len(run) >= LEAST else ()


def _is_score(text: str) -> bool:
    """Say whether two sides and what they scored stand in a line: not a time, nor a year.

    >>> _is_score("Oldbridge - Harrow Mill 2:1"), _is_score("Watch the film 2:31")
    (True, False)
    """
    return len(text) <= MOST_CHARS and SCORE_RE.match(text) is not None


def _counted_times(shapes: Shapes) -> Iterator[int]:
    """Yield lines that begin with times, each later than the one above: the newest news come first."""
    run: list[int] = []
    last = -1
    for line in shapes.solid:
        match = TIME_RE.match(shapes.texts[line])
        time = int(match[1]) * 60 + int(match[2]) if match else -1
        if time <= last:
            yield from _long_enough(run)
            run = []
        last = time
        if match:
            run.append(line)
    yield from _long_enough(run)


def _measured(shapes: Shapes) -> Iterator[int]:
    """Yield lines with measures and amounts near each other, and the short lines among them."""
    near: list[int] = []  # places in solid
    for place, line in enumerate(shapes.solid):
        text = shapes.texts[line]
        if not text or not (text[0].isnumeric() or text[-1].isnumeric() or is_spaceless(text[:1])):
            continue
        if len(text) > MOST_CHARS or text.count(" ") >= MOST_WORDS:
            continue
        if MEASURE_RE.match(text) is None and COUNT_RE.match(text) is None:
            continue
        if near and place - near[-1] > NEAR + 1:
            yield from _with_edges(shapes, near)
            near = []
        near.append(place)
    yield from _with_edges(shapes, near)


def _with_edges(shapes: Shapes, near: Sequence[int]) -> Iterator[int]:
    texts, solid = shapes.texts, shapes.solid
    if len(near) < 2 or not any(MEASURE_RE.match(texts[solid[place]]) for place in near):
        return
    for place in range(max(0, near[0] - BEYOND), min(len(solid), near[-1] + BEYOND + 1)):
        yield solid[place]


def _sentences(shapes: Shapes) -> Iterator[int]:
    """Yield short lines that end as sentences between two others that do: question and answer."""
    texts, before, after = shapes.texts, shapes.before, shapes.after
    for line in shapes.solid:
        if len(texts[line]) <= MOST_CHARS and has_end_mark(texts[line]):
            beside = (before.get(line, -1), after.get(line, -1))
            if all(other >= 0 and has_end_mark(texts[other]) for other in beside):
                yield line
