"""Say what the default chain takes from texts that are clean: how much, by which rule, and which lines.

    python -m benchmarks.losses [--data FOLDER] [--show] [NAME ...]

Names are of files in FOLDER/text; bbc_en and gnad_de, which are clean, by default. Counted are characters
that are not white space: fewer than 5 in 10,000 may go. Exits 1 if more do.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from benchmarks.texts import Part, add_data_option, real_part, real_paths
from cleankit import Chain, Document, Lines, Verdict
from cleankit.registry import Filter

CLEAN = ["bbc_en", "gnad_de"]
LIMIT = 0.0005
SHOWN = 60  # characters of a line


class Lost:
    """The chain's trace that adds up what goes."""

    def __init__(self) -> None:
        self.chars: Counter[str] = Counter()
        self.times: Counter[str] = Counter()
        self.examples: Counter[tuple[str, str]] = Counter()

    def text(self, by: Filter, before: str, after: str) -> None:
        """Count by how many characters a text filter shortened a text."""
        self._count(by.name, solid(before) - solid(after))

    def lines(self, by: Filter, before: Lines, verdicts: Sequence[Verdict]) -> None:  # noqa: ARG002 - the trace's form
        """Count what line filters drop, by rule; blank lines have nothing to lose."""
        for line, rule, text, _ in verdicts:
            if self._count(rule, solid(before[line]) - solid(text or "")):
                self.examples[rule, before[line][:SHOWN]] += 1

    def _count(self, rule: str, lost: int) -> bool:
        self.chars[rule] += lost
        self.times[rule] += lost > 0
        return lost > 0


def losses(part: Part) -> Lost:
    """Return what the default chain takes from a part."""
    lost, chain = Lost(), Chain("article")
    for text in part.texts:
        chain.run(Document(text), trace=lost)
    return lost


def solid(text: str) -> int:
    """Return how many characters are not white space.

    >>> solid("a b\\n")
    2
    """
    return sum(map(len, text.split()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_data_option(parser)
    parser.add_argument("--show", action="store_true", help="show the lines that went, cut short")
    parser.add_argument("names", nargs="*", default=CLEAN, metavar="NAME")
    given = parser.parse_args()
    paths = [path for path in real_paths(given.data) if path.name.partition(".")[0] in given.names]
    if not paths:
        print(f"not measured: {given.data or 'no --data FOLDER'} has none of {', '.join(given.names)}")
        return 0
    too_much = False
    for path in paths:
        part = real_part(path)
        lost, whole = losses(part), sum(map(solid, part.texts))
        share = lost.chars.total() / whole
        too_much |= share >= LIMIT
        print(f"{part.name}: {lost.chars.total():,} of {whole:,} characters went, {share:.4%}")
        for rule, chars in (+lost.chars).most_common():
            print(f"  {rule:32} {lost.times[rule]:6,} times {chars:8,} characters")
            for (by, line), times in lost.examples.most_common() if given.show else ():
                if by == rule:
                    print(f"      {times:4} {line!a}")
    return int(too_much)


if __name__ == "__main__":
    sys.exit(main())
