"""Look at one document: which of its lines its site's documents had before, and where they stand here."""

from itertools import accumulate

from cleankit.boilerplate.rules.edges import core
from cleankit.document import Document
from cleankit.learn.groups import Group
from cleankit.learn.lines import (
    LONGEST,
    Line,
    first_sentence,
    is_row,
    last_sentence,
    mark_of,
    marked_lines,
    prose_of,
)
from cleankit.learn.recurring import Context, Recurring, Sight, shortened
from cleankit.text.folding import fold

NEAR = 4  # new lines between a line and the end of the document on its side
REPEATED = 2  # a document that says twice as much again as it says anew is a copy, and tells nothing
GAP, TEASERS = 3, 0.2  # lines that recur between the article and teasers; characters that teasers have of all
SENTENCE = 2
EXAMPLES = 2
TABLE = 3  # lines between a column's head, on a line of its own, and a number
LEAST_REST = 40  # characters of a line beside a sentence apart
LETTERS = 2


def observe(group: Group, document: Document, text: str, least: int) -> int:
    """Count the lines of a document; return how many lines are held more than before.

    Only what the document says anew tells the article from what surrounds it. A document that has no new
    sentence, or that mostly repeats sentences, is a copy: it is counted in ``group.repeats`` alone.
    """
    lines = marked_lines(text)
    known = [line.mark in group.counters for line in lines]
    new = [i for i, line in enumerate(lines) if line.prose and not known[i]]
    told_again = sum(len(line.key) for line, old in zip(lines, known, strict=True) if line.prose and old)
    if not new or told_again > REPEATED * sum(len(lines[i].key) for i in new):
        group.repeats += 1
        return 0
    group.documents += 1
    before = len(group.counters)
    new = _article(lines, known, new)
    _count_lines(group, document, lines, known, (new[0], new[-1]), least)
    _count_edges(group, document, lines, new, least)
    return len(group.counters) - before


def _article(lines: list[Line], known: list[bool], new: list[int]) -> list[int]:
    """Return the new lines of prose that are the article's: sentences, where there are any.

    Teasers at the end are left out: a few sentences beyond lines that other documents have too.
    """
    sentences = [i for i in new if lines[i].prose == SENTENCE] or new
    passed = list(accumulate(known, initial=0))
    sizes = list(accumulate((len(lines[i].key) for i in sentences), initial=0))
    for k in range(1, len(sentences)):
        recurring = passed[sentences[k]] - passed[sentences[k - 1]]
        if recurring >= GAP and sizes[-1] - sizes[k] <= TEASERS * sizes[-1]:
            return sentences[:k]
    return sentences


def _count_lines(
    group: Group,
    document: Document,
    lines: list[Line],
    known: list[bool],
    article: tuple[int, int],
    least: int,
) -> None:
    places: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        places.setdefault(line.mark, []).append(i)
    unknown = list(accumulate((not old for old in known), initial=0))
    rows = list(accumulate((is_row(line.key) for line in lines), initial=0))
    title = core(fold(document.title)) if document.title else None

    new = [not old and line.prose == SENTENCE for line, old in zip(lines, known, strict=True)]
    leads = [*new[1:], False]
    for mark, at in places.items():
        i = at[0]
        line = lines[i]
        counter = _counted(group, mark, line, "line")
        if counter is None:
            continue
        place = _place(at, article, leads)
        between = unknown[i] if place == "head" else unknown[-1] - unknown[i + 1]
        counter.see(
            Sight(
                line,
                place,
                place != "inside" and between <= NEAR,
                i == 0,
                leads[i],
                rows[min(i + TABLE + 1, len(lines))] > rows[max(0, i - TABLE)],
                len(at),
                title is not None and title == core(line.key),
                lines[i - 1].mark if i else 0,
                lines[i + 1].mark if i + 1 < len(lines) else 0,
            )
        )
        _exemplify(counter, document, lines[i - 1] if i else None, lines[i + 1 : i + 2], least)


def _place(at: list[int], article: tuple[int, int], leads: list[bool]) -> str:
    """Return where a line stands whose copies are at some places; the first of them counts for the head."""
    if any(article[0] <= j <= article[1] for j in at):
        return "inside"
    if at[0] < article[0]:
        return "head"
    # At the tail it may be a heading over what was taken for a teaser.
    return "inside" if any(leads[j] for j in at) else "tail"


def _count_edges(group: Group, document: Document, lines: list[Line], new: list[int], least: int) -> None:
    """Count the sentence that ends the article's last line, and the one that begins its first."""
    for kind, at, take in (("suffix", new[-1], last_sentence), ("prefix", new[0], first_sentence)):
        text = lines[at].text
        part = take(text)
        if not 0 < len(part) <= len(text) - LEAST_REST:
            continue
        key = fold(part)
        line = Line(part, key, mark_of(key, kind), prose_of(key))
        counter = _counted(group, line.mark, line, kind)
        if counter is None:
            continue
        rest = text.removesuffix(part) if kind == "suffix" else text.removeprefix(part)
        other = hash(rest[-LEAST_REST:] if kind == "suffix" else rest[:LEAST_REST])
        sides = (other, 0) if kind == "suffix" else (0, other)
        counter.see(
            Sight(line, "tail" if kind == "suffix" else "head", True, False, False, False, 1, False, *sides)
        )
        beside = Line(rest, fold(rest), 0, 2)
        _exemplify(
            counter, document, beside if kind == "suffix" else None, [beside][: kind == "prefix"], least
        )
    if group.edges:
        for kind, inner, take in (("suffix", new[:-1], last_sentence), ("prefix", new[1:], first_sentence)):
            for at in inner:
                part = take(lines[at].text)
                found = group.counters.get(mark_of(fold(part), kind)) if part else None
                if isinstance(found, Recurring):
                    found.inside += 1


def _counted(group: Group, mark: int, line: Line, kind: str) -> Recurring | None:
    """Count a line once more; return what is known of it if it recurs and can be a rule."""
    counter = group.counters.get(mark, 0)
    if isinstance(counter, Recurring):
        counter.count += 1
        return counter
    if counter == 0 or len(line.key) > LONGEST or not _is_wordy(line.key):
        group.counters[mark] = counter + 1
        return None
    recurring = group.counters[mark] = Recurring(line, kind, counter + 1)
    group.edges += kind != "line"
    return recurring


def _is_wordy(key: str) -> bool:
    """Say whether a line has letters enough to be told from others, and can be written to a file."""
    return sum(map(str.isalpha, key)) >= LETTERS and not any("\ud800" <= char <= "\udfff" for char in key)


def _exemplify(
    counter: Recurring, document: Document, before: Line | None, after: list[Line], least: int
) -> None:
    """Keep where the line stands as an example, from the document before the one that makes it a rule."""
    if counter.count < least - 1 or len(counter.contexts) >= EXAMPLES:
        return
    context = Context(
        document.id or "",
        shortened(before.text) if before else "",
        shortened(after[0].text) if after else "",
    )
    counter.contexts = (*counter.contexts, context)
