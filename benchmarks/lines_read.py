"""How precise the line model is as readers see it.

    python -m benchmarks.lines_read
    python -m benchmarks.lines_read draw --data ../shared/eval --models FOLDER --out FOLDER [--seed 18]

Some labels "drop" are wrong, and so are labels "keep" of lines that the model takes. ``lines_read.tsv`` holds
what two readers reported of lines drawn by label, and of lines drawn from what the model takes on pages
outside its fold: junk, text or unsure. Prints how often the readers agree, the share of wrong labels and, for
each strength, the precision on the labels as they are and as read by each, without the unsure lines and with
all of them as text.

`draw` writes sheets of what the models of the folds take (`python -m benchmarks.accuracy lines --models
FOLDER` makes them), in which a reader sees a line and its neighbours alone, and keys.tsv, whose lines have no
verdict yet.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.texts import add_data_option

PATH = Path(__file__).with_name("lines_read.tsv")
ROUTES = ("traf_recall", "newspaper4k", "resiliparse_main", "html_text")
READERS = ("first", "second")
DRAWN = 40  # lines of a sample
AROUND = 3  # lines shown above and below
LONGEST = 300  # characters of a line that is shown
Line = tuple[str, int]
"""A page and the number of a line."""


class Read(NamedTuple):
    """Pairs of verdicts by route and sample, and how many lines each strength takes by route."""

    verdicts: dict[tuple[str, str], list[tuple[str, str]]]
    taken: dict[tuple[str, str], tuple[int, int]]

    def share(self, route: str, sample: str, reader: int, *, unsure_is_text: bool) -> float:
        """Return the share of junk in a sample, as one of the readers sees it."""
        counts = Counter(pair[reader] for pair in self.verdicts[route, sample])
        return counts["junk"] / max(1, counts["junk"] + counts["text"] + counts["unsure"] * unsure_is_text)

    def precision(self, route: str, strength: str, reader: int, *, unsure_is_text: bool = False) -> float:
        """Return the precision as read: each sample counts for the lines that it was drawn from."""
        counts = dict(zip(("safe-tp", "safe-fp"), self.taken[route, "safe"], strict=True))
        if strength == "balanced":
            more = zip(self.taken[route, "balanced"], self.taken[route, "safe"], strict=True)
            counts |= dict(
                zip(("bal-tp", "bal-fp"), (max(0, all_ - safe) for all_, safe in more), strict=True)
            )
        junk = sum(
            count * self.share(route, sample, reader, unsure_is_text=unsure_is_text)
            for sample, count in counts.items()
        )
        return junk / sum(counts.values())

    def agreement(self, route: str) -> tuple[int, int, int, int]:
        """Return how many lines were read, with one verdict of both; and of those both are sure of."""
        pairs = [pair for (where, _), found in self.verdicts.items() if where == route for pair in found]
        sure = [pair for pair in pairs if "unsure" not in pair]
        return len(pairs), sum(a == b for a, b in pairs), len(sure), sum(a == b for a, b in sure)


def load(path: Path = PATH) -> Read:
    """Read the verdicts."""
    verdicts: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    taken: dict[tuple[str, str], tuple[int, int]] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        cells = row.removeprefix("# ").split("\t")
        if row.startswith("#") and len(cells) == 4:
            taken[cells[0], cells[1]] = int(cells[2]), int(cells[3])
        elif not row.startswith(("#", "route\t")):
            route, _, _, sample, first, second = cells
            verdicts[route, sample].append((first, second))
    return Read(dict(verdicts), taken)


def show(read: Read) -> None:
    """Print the tables."""
    for route in ROUTES:
        lines, same, sure, same_sure = read.agreement(route)
        print(f"{route}: {lines} lines, equal verdicts {same}; both sure of {sure}, equal {same_sure}")
        for reader, name in enumerate(READERS):
            drop = 1 - read.share(route, "drop", reader, unsure_is_text=False)
            keep = read.share(route, "keep", reader, unsure_is_text=False)
            print(f"  {name}: of the labels drop {drop:.3f} are wrong, of the labels keep {keep:.3f}")
            for strength in ("safe", "balanced"):
                junk, text = read.taken[route, strength]
                sure_of = read.precision(route, strength, reader)
                least = read.precision(route, strength, reader, unsure_is_text=True)
                found = f"as labelled {junk / (junk + text):.3f}, as read {sure_of:.3f}, at least {least:.3f}"
                print(f"    {strength:9} {found}")


def draw(data: Path, models: Path, out: Path, seed: int) -> None:
    """Write sheets of what the models of the folds take, and their keys."""
    from benchmarks.accuracy.lines import fold_models, ways  # with numpy
    from benchmarks.training.line_pages import LabelledPage, load_pages

    of_fold = fold_models(data, models)
    pages: dict[tuple[str, str], LabelledPage] = {}
    found: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for page in load_pages(data):
        if page.route not in ROUTES:
            continue
        pages[page.route, page.id] = page
        went = dict(ways(page, of_fold[page.fold]))
        safe, more = set(went["both safe"]), set(went["both balanced"])
        for strength, lines in (("safe", safe), ("bal", more - safe)):
            for line in sorted(lines):
                if page.labels[line] >= 0:
                    kind = "tp" if page.labels[line] else "fp"
                    found[page.route, strength, kind].append((page.id, line))
    out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    with (out / "keys.tsv").open("w", encoding="utf-8") as keys:
        for route in ROUTES:
            by_safe, by_more = (
                [len(found[route, name, kind]) for kind in ("tp", "fp")] for name in ("safe", "bal")
            )
            print("#", route, "safe", *by_safe, sep="\t", file=keys)
            print(
                "#", route, "balanced", by_safe[0] + by_more[0], by_safe[1] + by_more[1], sep="\t", file=keys
            )
            drawn = list(_drawn(found, route, chance))
            chance.shuffle(drawn)
            with (out / f"{route}.jsonl").open("w", encoding="utf-8") as sheet:
                for place, ((name, line), sample) in enumerate(drawn):
                    print(json.dumps(_entry(place, pages[route, name].texts, line)), file=sheet)
                    print(route, name, line, sample, sep="\t", file=keys)


def _drawn(
    found: dict[tuple[str, str, str], list[Line]], route: str, chance: random.Random
) -> Iterator[tuple[Line, str]]:
    for strength in ("safe", "bal"):
        for kind in ("tp", "fp"):
            lines = found[route, strength, kind]
            for line in chance.sample(lines, min(DRAWN, len(lines))):
                yield line, f"{strength}-{kind}"


def _entry(place: int, texts: list[str], line: int) -> dict[str, object]:
    def cut(text: str) -> str:
        return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"

    above, below = texts[max(0, line - AROUND) : line], texts[line + 1 : line + 1 + AROUND]
    return {
        "id": place,
        "line_number": f"{line + 1} of {len(texts)}",
        "above": [cut(text) for text in above],
        "line": cut(texts[line]),
        "below": [cut(text) for text in below],
    }


def main() -> None:
    """Print the tables, or draw lines to read."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command")
    drawing = commands.add_parser("draw", help="write sheets of what the models of the folds take")
    add_data_option(drawing)
    drawing.add_argument("--models", type=Path, required=True)
    drawing.add_argument("--out", type=Path, required=True)
    drawing.add_argument("--seed", type=int, default=18)
    given = parser.parse_args()
    if given.command:
        draw(given.data, given.models, given.out, given.seed)
    else:
        show(load())


if __name__ == "__main__":
    main()
