"""What stays of one document while filters change it: protected spans, and lines that are kept."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from cleankit.audit.report import line_edits
from cleankit.document import Lines, Verdict
from cleankit.own_say import OwnSay
from cleankit.registry import Filter
from cleankit.text.changes import Change, text_edits, trimmed
from cleankit.text.edits import Span, replaced

Rewrite = Callable[[str], str]


class Guard:
    """What stays of one document, while filters change it: ``spans`` move along with its text."""

    def __init__(self, say: OwnSay, text: str) -> None:
        self._kept = say.kept if say.keep_lines else None
        found = sorted(match.span() for pattern in say.spans for match in pattern.finditer(text))
        self.spans = _merged(found)

    def rewritten(self, one: Filter, call: Rewrite, before: str, after: str) -> tuple[str, Filter]:
        """Return a text filter's result without what it changed in protected spans, and who made it so.

        The edits beside the spans are made. Where an edit goes beyond a span, as where lines come or go,
        the filter (``call``) sees the text again with a word in each span's place; if it keeps those words,
        what it does around them is done.
        """
        tell = getattr(one.call, "edits", None)
        changes = list(tell(before, **one.options) if tell else text_edits(before, after))
        apart, within = _apart(changes, self.spans)
        if len(apart) == len(changes):
            self.spans = _moved(self.spans, changes)
            return after, one
        if not within and (around := self._around(call, before)) is not None:
            apart = around
        after = replaced(before, apart)
        self.spans = _moved(self.spans, apart)
        return after, _telling(one, apart)

    def allowed(self, one: Filter, lines: Lines, verdicts: list[Verdict]) -> list[Verdict]:
        """Return the verdicts that touch no kept line and no protected span, and move the spans by them."""
        kept, here = self._kept, range(len(lines))  # a verdict on no line is refused where it is applied
        if kept is not None:
            verdicts = [v for v in verdicts if v.line not in here or kept.fits(lines, v.line) is None]
        if self.spans and verdicts:
            verdicts = self._sparing(lines.texts, verdicts)
            edits = line_edits(one.name, lines.texts, verdicts)
            self.spans = _moved(self.spans, [(edit.start, edit.end, edit.after) for edit in edits])
        return verdicts

    def _sparing(self, texts: Sequence[str], verdicts: list[Verdict]) -> list[Verdict]:
        """A span that ends with a line break touches the line after it too: without that, it would go."""
        touching = _spans_by_line(texts, self.spans)
        left = []
        for verdict in verdicts:
            start, spans = touching.get(verdict.line, (0, []))
            if not spans:
                left.append(verdict)
            elif verdict.text is not None:
                change = trimmed(start, texts[verdict.line], verdict.text)
                if not any(change[0] < end and change[1] > begin for begin, end in spans):
                    left.append(verdict)
        return left

    def _around(self, call: Rewrite, before: str) -> list[Change] | None:
        """Return what a filter changes around the spans; None if it does not leave words in their places."""
        word = (
            "w" + sha256(before.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        )  # in no text but by intent
        pieces = call(replaced(before, [(start, end, word) for start, end in self.spans])).split(word)
        if len(pieces) != len(self.spans) + 1:
            return None
        changes, start = list[Change](), 0
        for piece, (end, begin) in zip(pieces, [*self.spans, (len(before), 0)], strict=True):
            edits = text_edits(before[start:end], piece)
            changes += [(start + first, start + last, new) for first, last, new in edits]
            start = begin
        return changes


def _merged(found: Iterable[Span]) -> list[Span]:
    """Return spans as one where they touch; empty ones are left out."""
    spans: list[Span] = []
    for start, end in found:
        if start == end:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], end)
        else:
            spans.append((start, end))
    return spans


def _apart(changes: Sequence[Change], spans: Sequence[Span]) -> tuple[list[Change], bool]:
    """Return the changes that touch no span, and whether each of the others lies within one."""
    apart, within, at = list[Change](), True, 0
    for change in changes:
        start, end, _ = change
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at == len(spans) or end <= spans[at][0]:
            apart.append(change)
        else:
            within = within and spans[at][0] <= start and end <= spans[at][1]
    return apart, within


def _moved(spans: Sequence[Span], changes: Sequence[Change]) -> list[Span]:
    """Return where spans are after changes beside them."""
    moved, shift, at = [], 0, 0
    for begin, stop in spans:
        while at < len(changes) and changes[at][1] <= begin:
            start, end, new = changes[at]
            shift += len(new) - (end - start)
            at += 1
        moved.append((begin + shift, stop + shift))
    return moved


def _spans_by_line(texts: Sequence[str], spans: Sequence[Span]) -> dict[int, tuple[int, list[Span]]]:
    """Return where each line that spans touch begins, and those spans."""
    found: dict[int, tuple[int, list[Span]]] = {}
    at = start = 0
    for index, text in enumerate(texts):
        while at < len(spans) and spans[at][1] < start:
            at += 1
        touching, k = list[Span](), at
        while k < len(spans) and spans[k][0] <= start + len(text):
            touching.append(spans[k])
            k += 1
        if touching:
            found[index] = start, touching
        start += len(text) + 1
    return found


def _telling(one: Filter, changes: Sequence[Change]) -> Filter:
    """Return a filter of that name that tells these changes, for the audit."""

    def call(text: str) -> str:
        return replaced(text, changes)

    setattr(call, "edits", lambda _: changes)  # noqa: B010 - a function has no such attribute for mypy
    return Filter(call, one.name)
