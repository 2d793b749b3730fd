"""Measure the figures of floors.json anew and refuse to let one sink.

    python -m benchmarks.guard [--data FOLDER]
    python -m benchmarks.guard --update
    python -m benchmarks.guard --update --lower --reason "the chain now also repairs ..."

Figures of speed are ratios within this run, so they hold on any machine; all say how many times as fast,
so more is better. Figures of accuracy are compared where the labelled data is there, and the same that
they were measured on. Exits 1 if a figure is under its floor, has none, or is not measured any more.
--update adds floors and raises them (that is the normal way of things); lowering needs --lower and a reason.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.floors import ACCURACY, Book, FloorError, Row, compare, load, save, text_of, updated
from benchmarks.ratios import UNITS, made_ratios, ratio_kind, real_ratios
from benchmarks.texts import add_data_option, real_paths


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_data_option(parser)
    parser.add_argument(
        "--update", action="store_true", help="add floors, and raise those that this run permits"
    )
    parser.add_argument("--lower", action="store_true", help="with --update: lower the floors that have sunk")
    parser.add_argument("--reason", default="", help="with --lower: why; it is kept in floors.json")
    given = parser.parse_args(arguments)
    if given.lower and not (given.update and given.reason.strip()):
        parser.error("--lower needs --update and --reason")
    measured = made_ratios()
    if paths := real_paths(given.data):
        measured |= real_ratios(paths)
    else:
        print(f"not measured: real text; {given.data or 'no --data FOLDER'} has no text/*.jsonl.gz")
    book = load()
    digest, accuracy = _accuracy(given.data, "" if given.update else book.data)
    measured |= accuracy
    if given.update and digest:
        book = replace(book, data=digest)
    if given.update:
        described = {name: _described(name) for name in measured}
        try:
            book = updated(book, measured, described, lower=given.lower, reason=given.reason)
        except FloorError as error:
            print(table(compare(book, measured), book))
            print(f"guard: {error}", file=sys.stderr)
            return 1
        save(book)
    rows = compare(book, measured)
    print(table(rows, book))
    failed = [row for row in rows if row.state != "ok"]
    if failed:
        print(f"guard: {len(failed)} of {len(rows)} ratios are not in order", file=sys.stderr)
    return 1 if failed else 0


def _accuracy(data: Path | None, wanted: str) -> tuple[str, dict[str, float]]:
    """Return the digest and the figures of the labelled data, if it is there and is what is ``wanted``."""
    from benchmarks.accuracy import shipped  # with numpy

    if data is None or not shipped.labelled_data(data):
        print(f"not measured: accuracy; {data or 'no --data FOLDER'} has no labelled pages and lines")
        return "", {}
    digest = shipped.data_digest(data)
    if wanted and digest != wanted:
        print(f"not measured: accuracy; {data} is not the data of the floors ({digest}, not {wanted})")
        return digest, {}
    return digest, shipped.shipped_accuracy(data)


def _described(name: str) -> tuple[str, str]:
    if text_of(name) == ACCURACY:
        from benchmarks.accuracy.shipped import UNIT, WHY

        return UNIT, WHY
    return UNITS[ratio_kind(name)]


def table(rows: Sequence[Row], book: Book) -> str:
    """Return the rows for a person to read, those in order last."""
    lines = [f"{'ratio':40} {'now':>8} {'floor':>8}  state"]
    for row in sorted(rows, key=lambda row: (row.state == "ok", row.name)):
        numbers = ["-" if number is None else f"{number:.3g}" for number in (row.measured, row.floor)]
        unit = book.floors[row.name].unit if row.name in book.floors else "no floor yet: --update"
        lines.append(f"{row.name:40} {numbers[0]:>8} {numbers[1]:>8}  {row.state.upper():5} {unit}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
