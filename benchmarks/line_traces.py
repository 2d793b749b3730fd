"""What benchmarks of lines share: ways from a page to lines, and which lines a chain takes."""

from collections.abc import Callable, Sequence

from benchmarks.peers.works.pages import resiliparse, trafilatura
from cleankit import Lines, Verdict
from cleankit.registry import Filter

ROUTES: dict[str, Callable[[], Callable[[bytes], str]]] = {
    "trafilatura": lambda: trafilatura(favor_recall=True),
    "resiliparse": lambda: resiliparse(main_content=True),
    "whole page": lambda: resiliparse(main_content=False),
}


class Gone:
    """The chain's trace that keeps which lines went, by filter."""

    def __init__(self, count: int) -> None:
        self.by: dict[int, str] = {}
        self._origins = list(range(count))

    def text(self, by: Filter, before: str, after: str) -> None:
        """Text filters keep the number of lines here: the lines have no breaks of their own."""

    def lines(self, by: Filter, before: Lines, verdicts: Sequence[Verdict]) -> None:
        """Keep the origins of the lines that go."""
        gone = {verdict.line for verdict in verdicts if verdict.text is None}
        for line in gone:
            if before[line].strip():
                self.by[self._origins[line]] = by.name
        self._origins = [origin for line, origin in enumerate(self._origins) if line not in gone]
