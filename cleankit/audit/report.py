r"""What a chain did to a text: every edit with its filter and rule, mapped and undone.

>>> import cleankit
>>> report = cleankit.Chain("article").audit("Advertisement\n\nIt opens on “Monday”.")
>>> report.text, [(edit.rule, edit.before) for edit in report.edits][-2:]
('It opens on "Monday".', [('en:ad-label', 'Advertisement\n'), ('blank-lines:surplus', '\n')])
>>> report.source[slice(*report.source_span(12, 20))]
'“Monday”'
>>> report.undo(rule="en:ad-label")
'Advertisement\nIt opens on "Monday".'
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import islice
from typing import Any

from cleankit.audit.schema import READABLE, SCHEMA, checked_source, digest, read_layers, stored_layers
from cleankit.audit.segments import Segments, segments_of
from cleankit.document import Document, Lines, Verdict
from cleankit.errors import InputError, wrong_type
from cleankit.registry import Filter
from cleankit.text.changes import Change, text_edits, trimmed
from cleankit.text.edits import Edit, Layer, Patch, Span, replaced

SHOWN = 100  # edits in a notebook's table


class Report:
    """The layers of edits that made ``text`` of ``source``, and what can be asked of them.

    ``dropped`` is a gate's reason, or None; ``id`` is the document's.
    """

    def __init__(
        self,
        text: str,
        layers: Sequence[Layer],
        *,
        id: str | None = None,
        fingerprint: str = "",
        dropped: str | None = None,
    ) -> None:
        self.text = text
        self.layers = tuple(layers)
        self.id = id
        self.fingerprint = fingerprint
        self.dropped = dropped

    def __repr__(self) -> str:
        edits = sum(len(layer.edits) for layer in self.layers)
        filters = ", ".join(dict.fromkeys(edit.filter for layer in self.layers for edit in layer.edits))
        named = f"{self.id!r}: " if self.id is not None else ""
        made = f"{edits} edits by {filters}" if edits else "no edits"
        dropped = f"; dropped: {self.dropped}" if self.dropped is not None else ""
        return f"<Report {named}{len(self.source)} -> {len(self.text)} characters, {made}{dropped}>"

    def _repr_html_(self) -> str:
        """Return a table of the edits, for a notebook."""
        from html import escape  # with the table of entities: 1 ms that a text without audit does not need

        shown = list(islice(self.edits, SHOWN))
        rows = "".join(
            f"<tr><td>{escape(edit.rule)}</td><td><del>{escape(edit.before)}</del></td>"
            f"<td><ins>{escape(edit.after)}</ins></td><td>{escape(edit.note)}</td></tr>"
            for edit in shown
        )
        head = "<tr><th>rule</th><th>before</th><th>after</th><th>note</th></tr>"
        more = sum(len(layer.edits) for layer in self.layers) - len(shown)
        rest = f"<p>and {more} more</p>" if more else ""
        return f"<p>{escape(repr(self))}</p><table>{head}{rows}</table>{rest}"

    @property
    def source(self) -> str:
        """The text given to the chain; of a page, the text of all its blocks."""
        return self.undo()

    @property
    def edits(self) -> Iterator[Edit]:
        """All edits, layer by layer, with their spans in the source."""
        for depth, layer in enumerate(self.layers):
            for edit in layer.edits:
                start, end = self._to_source(edit.start, edit.end, depth)
                yield edit._replace(start=start, end=end)

    def source_span(self, start: int, end: int) -> Span:
        """Return the span of the source that ``text[start:end]`` came from.

        Ends in untouched text are exact; an end inside a replacement widens to the whole of it. Raises
        ValueError for a span that the text does not have.
        """
        _check_span("source_span", start, end, len(self.text))
        return self._to_source(start, end, len(self.layers))

    def clean_span(self, start: int, end: int) -> Span | None:
        """Return the span of ``text`` that ``source[start:end]`` became; None if all of it was removed.

        Raises ValueError for a span that the source does not have.
        """
        _check_span("clean_span", start, end, self._source_length)
        span: Span | None = (start, end)
        for layer in self.layers:
            if span is None:
                return None
            span = layer.to_output(*span)
        return span

    def segments(self) -> Segments:
        """Return what is left of the source, as ``[clean start, source start, length]``.

        A source map that fits into metadata: `cleankit.audit.segments.source_span` maps spans through it.
        """
        return segments_of(self.layers, len(self.text))

    def undo(self, *, rule: str | None = None, filter: str | None = None) -> str:
        """Return the text without some edits: those of a rule, of a filter, or all.

        Both may be patterns ("en:*"). Later edits that touch an undone edit's output are undone too.
        Without an argument, return the source exactly.
        """
        if rule is None and filter is None:
            text = self.text
            for layer in reversed(self.layers):
                text = layer.revert(text)
            return text

        def undone(edit: Edit) -> bool:
            return fnmatchcase(edit.rule, rule or "*") and fnmatchcase(edit.filter, filter or "*")

        text, patches = self.source, list[Patch]()
        for layer in self.layers:
            patches = layer.reverted_patches(text, patches, undone)
            text = layer.apply(text)
        return replaced(text, patches)

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON values (docs/audit.md has the schema)."""
        about = {"id": self.id, "fingerprint": self.fingerprint, "dropped": self.dropped}
        stored = stored_layers(self.layers)
        return {"schema": SCHEMA, **about, "source": digest(self.source), "text": self.text, **stored}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Report":
        """Return the report that `to_json` gave, of this schema or an earlier one.

        Raises InputError if it is not one, or if its edits do not lead from its text to its source.
        """
        if not isinstance(data, Mapping):
            raise wrong_type("audit", data, "a dict, as to_json gives; of a file, json.loads(line)")
        if data.get("schema") not in READABLE:
            raise InputError(
                f"audit: found schema {data.get('schema')!r}; accepted: {', '.join(map(str, READABLE))}; "
                "made by another version?"
            )
        try:
            text, about = data["text"], {name: data[name] for name in ("id", "fingerprint", "dropped")}
            layers = read_layers(data)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise InputError(f"audit: not a report: {type(error).__name__}: {error}") from error
        source = checked_source(text, layers)
        if data["schema"] > 1 and data.get("source") != digest(source):
            raise InputError(
                "audit: the edits do not give the source that was cleaned; was the audit edited?"
            )
        return cls(text, layers, **about)

    @cached_property
    def _source_length(self) -> int:
        edits = (edit for layer in self.layers for edit in layer.edits)
        return len(self.text) - sum(len(edit.after) - len(edit.before) for edit in edits)

    def _to_source(self, start: int, end: int, depth: int) -> Span:
        for layer in reversed(self.layers[:depth]):
            start, end = layer.to_input(start, end)
        return start, end


def _check_span(where: str, start: int, end: int, length: int) -> None:
    if not (isinstance(start, int) and isinstance(end, int)):
        raise wrong_type(where, end if isinstance(start, int) else start, "start and end, each an int")
    if not 0 <= start <= end <= length:
        raise ValueError(f"{where}: found {start} to {end}; accepted: 0 to {length}, start first")


class Recorder:
    """The chain's trace that keeps every edit."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []

    def text(self, by: Filter, before: str, after: str) -> None:
        """Keep a text filter's edits: its own if it tells them, else those found by comparing."""
        changes = _changes(by, before, after)
        self._keep(Edit(by.name, by.name, start, end, before[start:end], new) for start, end, new in changes)

    def lines(self, by: Filter, before: Lines, verdicts: Sequence[Verdict]) -> None:
        """Keep a line filter's verdicts as edits."""
        self._keep(line_edits(by.name, before.texts, verdicts))

    def _keep(self, edits: Iterable[Edit]) -> None:
        made = [edit for edit in edits if edit.before != edit.after]
        if made:
            self.layers.append(Layer(made))

    def report(self, text: str, document: Document, fingerprint: str, dropped: str | None) -> Report:
        """Return the report of what was kept, after what was done to the document before the chain."""
        layers = [*(layer for layer in document.layers if layer.edits), *self.layers]
        return Report(text, layers, id=document.id, fingerprint=fingerprint, dropped=dropped)


def count_edits(by: Filter, before: str | Lines, after: Any) -> int:
    """Return how many edits a `Recorder` would keep of a filter's change, or verdicts."""
    if isinstance(before, str):
        return sum(before[start:end] != new for start, end, new in _changes(by, before, after))
    if len(after) == len(before):  # where nothing is left, the last may be an empty line without a break
        return sum(edit.before != edit.after for edit in line_edits(by.name, before.texts, after))
    return sum(text != before[line] for line, _, text, _ in after)


def _changes(by: Filter, before: str, after: str) -> Iterable[Change]:
    tell = getattr(by.call, "edits", None)
    return tell(before, **by.options) if tell else text_edits(before, after)


def line_edits(name: str, texts: Sequence[str], verdicts: Sequence[Verdict]) -> Iterator[Edit]:
    """Yield the edits that verdicts are. A dropped line goes with the line break after it.

    At the end of the text, where no kept line follows, it goes with the one before it.
    """
    judged = {verdict.line: verdict for verdict in verdicts}
    dropped = {line for line, verdict in judged.items() if verdict.text is None}
    last_kept = next((line for line in reversed(range(len(texts))) if line not in dropped), -1)
    place = 0
    for line, text in enumerate(texts):
        verdict = judged.get(line)
        start, end = place, place + len(text)
        place = end + 1
        if verdict is None:
            continue
        if verdict.text is not None:
            start, end, new = trimmed(start, text, verdict.text)
            before = text[start - (place - 1 - len(text)) : end - (place - 1 - len(text))]
            yield Edit(name, verdict.rule, start, end, before, new, verdict.note)
        elif line < last_kept:
            yield Edit(name, verdict.rule, start, end + 1, text + "\n", "", verdict.note)
        elif last_kept >= 0:
            yield Edit(name, verdict.rule, start - 1, end, "\n" + text, "", verdict.note)
        else:  # nothing is kept: the line breaks between go with the lines before them
            broken = "\n" if line < len(texts) - 1 else ""
            yield Edit(name, verdict.rule, start, end + len(broken), text + broken, "", verdict.note)
