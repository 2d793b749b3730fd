"""Print the tables of docs/performance.md: what filters and chains cost on every file of real text.

    python -m benchmarks.tables [--data FOLDER] [--chars 1000000] [--rounds 3]

Of a file larger than --chars, every n-th record is measured; --chars 0 measures all of it. A filter gets
what the filters before it in the default chain have left, as it does there. Line filters are measured alone:
each splits and folds the text for itself, which the chain does once for all, so their costs do not add up.
"Text part" is the text filters as a chain; "same steps" is the default chain without the line model, which
is what benchmarks.plain does too; "chain" is the default chain.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.contenders import (
    SAME_STEPS,
    TEXT_PART,
    article_filters,
    ftfy_alone,
    of_chain,
    of_filter,
    of_preset,
    orjson_floor,
    plain_text_part,
    plain_whole,
)
from benchmarks.texts import Part, add_data_option, made_parts, real_part, real_paths
from benchmarks.timing import least_seconds
from cleankit import Chain

Spent = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_data_option(parser)
    parser.add_argument(
        "--chars", type=int, default=1_000_000, help="measure about so many of a file; 0: all"
    )
    parser.add_argument("--rounds", type=int, default=3, help="rounds a chunk")
    given = parser.parse_args()
    spent: dict[str, Spent] = {}
    chars: dict[str, int] = {}
    for part in _parts(given.data, given.chars):
        spent[part.name] = measured(part, given.rounds)
        chars[part.name] = part.chars
        print(f"{part.name}: {part.chars:,} characters measured", flush=True)
    spent["all"] = {name: sum(one[name] for one in spent.values()) for name in next(iter(spent.values()))}
    chars["all"] = sum(chars.values())
    filters = [one.name for one in article_filters()]
    print("\nCost in floors\n")
    print(costs(spent, [*filters, "text part", "same steps", "chain"]))
    print("\nMillion characters a second\n")
    print(speeds(spent, chars, ["floor", *filters, "text part", "same steps", "chain"]))
    print("\nTimes as fast\n")
    print(ratios(spent))


def measured(part: Part, rounds: int) -> Spent:
    """Return the CPU seconds of filters, chains and what they are compared with."""
    spent = least_seconds(
        part,
        {
            "floor": orjson_floor,
            "text part": of_chain(TEXT_PART),
            "same steps": of_chain(SAME_STEPS),
            "chain": of_preset("article"),
            "ftfy": ftfy_alone,
            "plain text part": plain_text_part,
            "plain whole": plain_whole(),
        },
        rounds,
    )
    for one in article_filters():
        spent |= least_seconds(part, {one.name: of_filter(one.name)}, rounds)
        part = part._replace(texts=list(map(Chain(one), part.texts)))
    return spent


def costs(spent: Mapping[str, Spent], names: list[str]) -> str:
    """Return a table of costs: 1 is what orjson takes to read and write the records."""
    return _table(
        "text",
        names,
        {part: [f"{one[name] / one['floor']:.1f}" for name in names] for part, one in spent.items()},
    )


def speeds(spent: Mapping[str, Spent], chars: Mapping[str, int], names: list[str]) -> str:
    """Return a table of million characters a second."""
    rows = {part: [f"{chars[part] / 1e6 / one[name]:.0f}" for name in names] for part, one in spent.items()}
    return _table("text", names, rows)


def ratios(spent: Mapping[str, Spent]) -> str:
    """Return a table of how many times as fast cleankit is."""
    pairs = [
        ("text part", "plain text part"),
        ("same steps", "plain whole"),
        ("chain", "plain whole"),
        ("chain", "ftfy"),
        ("encoding", "ftfy"),
    ]
    names = [f"{ours} : {theirs}" for ours, theirs in pairs]
    rows = {part: [f"{one[theirs] / one[ours]:.1f}" for ours, theirs in pairs] for part, one in spent.items()}
    return _table("text", names, rows)


def _parts(data: Path | None, chars: int) -> Iterator[Part]:
    paths = real_paths(data)
    if not paths:
        print("no data folder: text made from the fixtures")
        yield from made_parts()
    for path in paths:
        part = real_part(path)
        yield part.sampled(chars) if chars else part


def _table(corner: str, names: list[str], rows: Mapping[str, list[str]]) -> str:
    lines = [f"| {corner} | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    return "\n".join([*lines, *(f"| {row} | {' | '.join(cells)} |" for row, cells in rows.items())])


if __name__ == "__main__":
    main()
