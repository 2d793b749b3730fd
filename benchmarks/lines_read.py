"""How precise the line model is as a reader sees it: ``python -m benchmarks.lines_read``.

Some labels "drop" are wrong, and so are labels "keep" of lines that the model takes. ``lines_read.tsv`` holds
what a reader said of lines drawn by label, and of lines drawn from what the model takes on pages outside its
fold: junk, text or unsure. Prints the share of wrong labels and, for each strength, the precision on the
labels as they are and as read, without the unsure lines and with all of them as text.
"""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

PATH = Path(__file__).with_name("lines_read.tsv")
ROUTES = ("traf_recall", "newspaper4k", "resiliparse_main", "html_text")


class Read(NamedTuple):
    """Numbers of verdicts by route, sample and verdict, and how many lines each strength takes by route."""

    verdicts: Counter[tuple[str, str, str]]
    taken: dict[tuple[str, str], tuple[int, int]]

    def share(self, route: str, sample: str, *, unsure_is_text: bool) -> float:
        """Return the share of junk in a sample."""
        junk, text, unsure = (self.verdicts[route, sample, verdict] for verdict in ("junk", "text", "unsure"))
        return junk / max(1, junk + text + unsure * unsure_is_text)

    def precision(self, route: str, strength: str, *, unsure_is_text: bool = False) -> float:
        """Return the precision as read: each sample counts for the lines that it was drawn from."""
        counts = dict(zip(("safe-tp", "safe-fp"), self.taken[route, "safe"], strict=True))
        if strength == "balanced":
            more = zip(self.taken[route, "balanced"], self.taken[route, "safe"], strict=True)
            counts |= dict(
                zip(("bal-tp", "bal-fp"), (max(0, all_ - safe) for all_, safe in more), strict=True)
            )
        junk = sum(
            count * self.share(route, sample, unsure_is_text=unsure_is_text)
            for sample, count in counts.items()
        )
        return junk / sum(counts.values())


def load(path: Path = PATH) -> Read:
    """Read the table."""
    verdicts: Counter[tuple[str, str, str]] = Counter()
    taken: dict[tuple[str, str], tuple[int, int]] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        cells = row.removeprefix("# ").split("\t")
        if row.startswith("#") and len(cells) == 4:
            taken[cells[0], cells[1]] = int(cells[2]), int(cells[3])
        elif not row.startswith(("#", "route\t")):
            verdicts[cells[0], cells[3], cells[4]] += 1
    return Read(verdicts, taken)


def main() -> None:
    """Print the table."""
    read = load()
    for route in ROUTES:
        wrong = (
            1 - read.share(route, "drop", unsure_is_text=False),
            read.share(route, "keep", unsure_is_text=False),
        )
        print(f"{route}: of the labels drop {wrong[0]:.3f} are wrong, of the labels keep {wrong[1]:.3f}")
        for strength in ("safe", "balanced"):
            junk, text = read.taken[route, strength]
            sure = read.precision(route, strength)
            least = read.precision(route, strength, unsure_is_text=True)
            found = f"as labelled {junk / (junk + text):.3f}, as read {sure:.3f}, at least {least:.3f}"
            print(f"  {strength:9} {found}")


if __name__ == "__main__":
    main()
