r"""Tag what a chain deletes as spans of dolma's attributes, for its mixer to cut out. Extra: ``dolma``.

dolma tag --documents 'documents/*.gz' --experiment clean --taggers cleankit \
    --tagger_modules cleankit.integrations.dolma
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import ClassVar

from dolma.core.data_types import DocResult, Document, Span
from dolma.core.registry import TaggerRegistry
from dolma.core.taggers import BaseTagger

from cleankit import Chain, CleankitError, Report
from cleankit import Document as Article

DELETION, PARTIAL, DROPPED, ERROR = "deletion", "partial", "dropped", "error"


@TaggerRegistry.add("cleankit")
class CleanTagger(BaseTagger):
    """A tagger whose spans ``deletion`` are what the chain ``article`` deletes; texts stay as they are.

    A span of the whole document is ``partial`` where the chain also rewrites something (quotes, mojibake),
    which deletions cannot carry; ``dropped`` where a gate refuses the document; ``error`` where it cannot be
    cleaned: then it has no deletions. For another chain, register a subclass with a ``chain`` of its own.
    """

    chain: ClassVar[Chain] = Chain("article")

    @property
    def defaults(self) -> list[str]:
        """The attributes that every document has, though empty."""
        return [DELETION, PARTIAL, DROPPED, ERROR]

    def predict(self, doc: Document) -> DocResult:
        """Return a document's spans."""
        known = {"id": doc.id, "source": doc.source, "text": doc.text}
        try:
            report = self.chain.audit(Article.from_record(known))
        except CleankitError:
            return DocResult(doc, [Span(0, len(doc.text), ERROR)])
        cut = deletions(report)
        spans = [Span(start, end, DELETION) for start, end in cut]
        if without(doc.text, cut) != report.text:
            spans.append(Span(0, len(doc.text), PARTIAL))
        if report.dropped is not None:
            spans.append(Span(0, len(doc.text), DROPPED))
        return DocResult(doc, spans)


def deletions(report: Report) -> list[tuple[int, int]]:
    r"""Return the spans of the source that are gone from the clean text, in order and apart.

    >>> deletions(Chain("article").audit("Advertisement\nIt’s  late…"))
    [(0, 14), (19, 20)]
    """
    found: list[list[int]] = []
    for start, end in _gone(report):
        if start == end:
            continue
        if found and start <= found[-1][1]:
            found[-1][1] = max(end, found[-1][1])
        else:
            found.append([start, end])
    return [(start, end) for start, end in found]


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text without some spans of it, in order and apart, as dolma's mixer makes it."""
    left, place = [], 0
    for start, end in spans:
        left.append(text[place:start])
        place = end
    return "".join([*left, text[place:]])


def _gone(report: Report) -> Iterator[tuple[int, int]]:
    """Yield what the gaps of the source map have lost, in order.

    A gap of which an end is left has lost the rest. In one where something was rewritten, spans of edits say
    what is gone beside that.
    """
    source, text = report.source, report.text
    edits = sorted((edit.start, edit.end) for edit in report.edits if not edit.after)
    clean = origin = 0
    for at, start, length in [*report.segments(), [len(text), len(source), 0]]:
        before, after = source[origin:start], text[clean:at]
        if before.endswith(after):
            yield origin, start - len(after)
        elif before.startswith(after):
            yield origin + len(after), start
        else:
            inside = edits[bisect_left(edits, (origin, 0)) : bisect_right(edits, (start, start))]
            yield from (one for one in inside if one[1] <= start and report.clean_span(*one) is None)
        clean, origin = at + length, start + length
