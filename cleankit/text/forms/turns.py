"""Turns of speakers: "ANNA: Yes.", "– Yes.", a question and its answer, subtitles, brackets between turns.

>>> from cleankit.text.forms.shapes import Shapes
>>> sorted(turns(Shapes(["ANNA: Where?", "BEN: Here.", "[PAUSE]", "ANNA: I see."])))
[0, 1, 2, 3]
"""

from collections import Counter

from cleankit.text.forms.shapes import QUOTES, Shapes, ends_sentence, size_of
from cleankit.text.patterns import lazy

VOWEL_SIGNS = "\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Marks that are part of words and no letters: those of Indic and south-east Asian scripts among them."""
PART = rf"[^\W\d_][\w.'’{VOWEL_SIGNS}-]*"
NAME_RE = lazy(rf"\**({PART}(?:[ ,]+{PART}){{0,3}})[ ,]*\**\s?[:：]\**\s*\S")
LONGEST_NAME = 60  # characters
LEAST_SPEAKERS, LEAST_TURNS = 2, 3
LONGEST_SPEAKER = 3  # words of a name on a line of its own
DIRECTION_RE = lazy(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
SPAN_RE = lazy(r"\d?\d:\d\d[\d:.,]*\s+-->\s+\d?\d:\d\d")
DASHES = frozenset("-–—―")
QUESTION_MARKS = frozenset("?？؟")
LONGEST_ANSWER = 80  # size of an answer to short questions
LEAST_QUESTIONS = 3
LONGEST_CRY = 60  # characters of a line of speech
OPENING, CLOSING = frozenset("[(（【*_"), frozenset("])）】*_")


def turns(shapes: Shapes) -> set[int]:
    """Return the lines that are turns of a talk."""
    found = _named(shapes) | _headed(shapes) | _dashed(shapes) | _questions(shapes) | _quoted(shapes)
    found |= _timed(shapes)
    return found | _between(shapes, found) if found else found


def speaker_of(text: str) -> str:
    """Return the name before a line's colon: one to four words, not written small; "" if there is none.

    >>> speaker_of("Ann Lee, mayor: No."), speaker_of("the mayor: no"), speaker_of("记者：为什么？")
    ('Ann Lee, mayor', '', '记者')
    """
    start = text[: LONGEST_NAME + 4]
    if ":" not in start and "：" not in start:
        return ""
    found = NAME_RE.match(start)
    return found[1] if found and not found[1][0].islower() else ""


def _named(shapes: Shapes) -> set[int]:
    """Return the turns with names: at least two speakers, of whom one speaks again after another."""
    texts = shapes.texts
    said = [(i, name) for i in shapes.coloned if (name := speaker_of(texts[i]))]
    if len(said) < LEAST_SPEAKERS:
        return set()
    capitals = {name for i, name in said if name.isupper() and len(name) > 1 and ends_sentence(texts[i])}
    if len(capitals) >= LEAST_SPEAKERS:
        return {i for i, name in said if name in capitals}
    return _in_turn(texts, said) if len(said) >= LEAST_TURNS else set()


def _in_turn(texts: list[str], said: list[tuple[int, str]]) -> set[int]:
    """Return the turns of speakers whose turns mostly end as sentences, if one speaks after another."""
    ended = Counter(name for i, name in said if ends_sentence(texts[i]))
    times = Counter(name for _, name in said)
    speakers = {name for name in times if 2 * ended[name] > times[name]}
    order = [(i, name) for i, name in said if name in speakers]
    again = {
        name
        for (_, name), (_, other), (_, third) in zip(order, order[1:], order[2:], strict=False)
        if name == third != other
    }
    if len(speakers) < LEAST_SPEAKERS or not again:
        return set()
    return {i for i, _ in order}


def _headed(shapes: Shapes) -> set[int]:
    """Return the passages below names in capitals, if one speaks again after another, in sentences mostly."""
    texts = shapes.texts
    named = [
        (passage, DIRECTION_RE.sub("", texts[passage[0]]))
        for passage in shapes.passages
        if passage[1] - passage[0] > 1
        and not texts[passage[0]][1:3].islower()
        and DIRECTION_RE.sub("", texts[passage[0]]).isupper()
        and _is_name(texts[passage[0]])
    ]
    if len(named) < LEAST_TURNS:
        return set()
    ended = sum([ends_sentence(texts[passage[1] - 1]) for passage, _ in named])
    names = [name for _, name in named]
    again = any(one == third != other for one, other, third in zip(names, names[1:], names[2:], strict=False))
    if not again or 2 * ended <= len(named):
        return set()
    return {i for passage, _ in named for i in range(*passage)}


def _is_name(text: str) -> bool:
    """Say whether a line may be a speaker's name, with a direction in brackets: "ANNA (aside)"."""
    name = DIRECTION_RE.sub("", text)
    if not name or name.count(" ") >= LONGEST_SPEAKER:
        return False
    return name[0].isalpha() and not ends_sentence(name) and not any(map(str.isdigit, name))


def _dashed(shapes: Shapes) -> set[int]:
    """Return the lines of speech with a dash before them, at least two of them."""
    texts = shapes.texts
    found = {
        i
        for i in shapes.begun(DASHES)
        if len(texts[i]) > 3 and ends_sentence(texts[i]) and texts[i][-1] not in DASHES
    }
    return found if len(found) >= LEAST_SPEAKERS else set()


def _questions(shapes: Shapes) -> set[int]:
    """Return runs of questions with one short line after each."""
    texts, lasts = shapes.texts, shapes.lasts
    if QUESTION_MARKS.isdisjoint(lasts):
        return set()
    asked = [
        place
        for place, i in enumerate(shapes.solid)
        if lasts[i] in QUESTION_MARKS and not speaker_of(texts[i])
    ]
    found: set[int] = set()
    run: list[int] = []
    for place in (*asked, len(shapes.solid) + 2):
        if run and place != run[-1] + 2:
            if len(run) >= LEAST_QUESTIONS:
                both = [shapes.solid[at] for at in range(run[0], min(run[-1] + 2, len(shapes.solid)))]
                if all(size_of(texts[i]) <= LONGEST_ANSWER for i in both):
                    found.update(both)
            run = []
        run.append(place)
    return found


def _quoted(shapes: Shapes) -> set[int]:
    """Return short lines that are speech and nothing else: in quotation marks, with an end mark inside."""
    texts = shapes.texts
    return {
        i
        for i in shapes.begun(QUOTES)
        if texts[i][-1] in QUOTES
        and 3 < len(texts[i]) <= LONGEST_CRY
        and ends_sentence(texts[i])
        and QUOTES.isdisjoint(texts[i][1:-1].replace("'", "").replace("’", ""))
    }


def _timed(shapes: Shapes) -> set[int]:
    """Return the passages with a time span as subtitles have it: "00:01.000 --> 00:02.000"."""
    spans = {i for i in shapes.having("-->") if SPAN_RE.match(shapes.texts[i]) is not None}
    if not spans:
        return spans
    passages = [range(*passage) for passage in shapes.passages]
    return {i for passage in passages if not spans.isdisjoint(passage) for i in passage}


def _between(shapes: Shapes, found: set[int]) -> set[int]:
    """Return the lines in brackets between two turns: "[PAUSE]"."""
    texts, before, after = shapes.texts, shapes.before, shapes.after
    return {
        i
        for i in shapes.begun(OPENING)
        if texts[i][-1] in CLOSING and before.get(i, -1) in found and after.get(i, -1) in found
    }
