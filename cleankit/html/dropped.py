"""The first layer of a page's audit: every block that was dropped, as an edit of the text of all blocks.

The edits are made when they are first read, since to name the place of each costs a quarter of the time
that it takes to judge the page; to count them (`totals`) costs a fiftieth.
"""

from collections.abc import Iterable, Sequence

from cleankit.audit.report import line_edits
from cleankit.document import Verdict
from cleankit.html.content import JudgedBlock
from cleankit.text.edits import Edit, Layer, Total

NAME = "html"


class DroppedBlocks(Layer):
    """An edit per line of each dropped block; its note has the judge's note and the block's xpath."""

    def __init__(self, blocks: Sequence[JudgedBlock]) -> None:
        super().__init__(())
        self._edits = None
        self._blocks = blocks

    def totals(self) -> dict[tuple[str, str], Total]:
        """Return per rule how many blocks were dropped, and what was removed with them."""
        totals: dict[str, Total] = {}
        any_kept = False
        for block in self._blocks:
            if block.kept:
                any_kept = True
                continue
            rule, text = block.rule, block.text
            total = totals.get(rule)
            if total is None:
                total = totals[rule] = Total(text, "")
            total.edits += 1
            total.removed += len(text) + 1
        if totals and not any_kept:  # the last block has no line break after it
            totals[self._blocks[-1].rule].removed -= 1
        return {(NAME, rule): total for rule, total in totals.items()}

    def _made(self) -> Iterable[Edit]:
        texts: list[str] = []
        verdicts: list[Verdict] = []
        for block in self._blocks:
            lines = block.text.split("\n")
            if not block.kept:
                note = f"{block.note} at {block.xpath}" if block.note else f"at {block.xpath}"
                verdicts += [Verdict(len(texts) + k, block.rule, None, note) for k in range(len(lines))]
            texts += lines
        return [edit for edit in line_edits(NAME, texts, verdicts) if edit.before]
