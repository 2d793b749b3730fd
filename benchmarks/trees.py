"""Compare the speed of this tree with another one of cleankit, such as an older version's.

    git worktree add ../before COMMIT
    python -m benchmarks.trees ../before [--presets article,html] [--chars 100000] [--pairs 5]

Per preset, fresh processes of both trees take turns: each cleans one half of the texts, or pages, of every
file, so that patterns are compiled, and is timed on the other half. Reported is the ratio of CPU times, this
tree's over the other's: of the least that each took for a file (benchmarks/timing.py says why), and the
median of the pairs. Text is that of the data folder, or made; pages need the folder. A preset that one of the
trees does not have is left out, and named.
"""

import argparse
import gzip
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.texts import add_data_option, made_parts, real_part, real_paths
from cleankit.registry import preset_names

Spent = dict[str, float]
HERE = Path(__file__).parents[1]
PAGES = 60
CHILD = """
import pickle, sys, time
sys.path.insert(0, sys.argv[1])
import cleankit
from cleankit import Chain, ConfigError
assert cleankit.__file__.startswith(sys.argv[1]), cleankit.__file__
try:
    chain = Chain(sys.argv[2])
except ConfigError:
    sys.exit("no such preset")
clean = (lambda page: cleankit.clean_html(page, chain=chain)) if sys.argv[2] == "html" else chain
parts = pickle.load(open(sys.argv[3], "rb"))
for _, items in parts:
    for item in items[::2]:
        clean(item)
for name, items in parts:
    start = time.process_time()
    for item in items[1::2]:
        clean(item)
    print(name, time.process_time() - start)
"""


def seconds(tree: Path, preset: str, items: str) -> Spent:
    """Return the CPU seconds that a fresh process of a tree takes per part; none if it lacks the preset."""
    command = [sys.executable, "-c", CHILD, str(tree), preset, items]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tempfile.gettempdir())
    if done.returncode and "no such preset" not in done.stderr:
        raise SystemExit(f"{tree}: {done.stderr[-2000:]}")
    rows = (line.split() for line in done.stdout.splitlines())
    return {name: float(taken) for name, taken in rows}


def parts_of(data: Path | None, preset: str, chars: int) -> list[tuple[str, list[str] | list[bytes]]]:
    """Return what is cleaned, by name: texts, or pages for the preset that takes pages."""
    if preset != "html":
        parts = [real_part(path) for path in real_paths(data)] or made_parts()
        return [(part.name, list(part.sampled(chars).texts)) for part in parts]
    paths = sorted((data / "html").glob("*/pages/*.html.gz")) if data else []
    paths = paths[:: max(1, len(paths) // PAGES)]
    return [("pages", [gzip.decompress(path.read_bytes()) for path in paths])] if paths else []


def row(name: str, parts: Iterable[str], pairs: Sequence[tuple[Spent, Spent]]) -> str:
    """Return a line of the table for some parts: the ratio of the least times, the median of the pairs."""
    parts = list(parts)
    least = [sum(min(pair[tree][part] for pair in pairs) for part in parts) for tree in (0, 1)]
    whole = [[sum(spent[part] for part in parts) for spent in pair] for pair in pairs]
    return f"| {name} | {least[0] / least[1]:.2f} | {median(ours / theirs for ours, theirs in whole):.2f} |"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("other", type=Path, help="the folder of the other tree")
    add_data_option(parser)
    parser.add_argument("--presets", default=",".join(preset_names()))
    parser.add_argument("--chars", type=int, default=100_000, help="about so many of each file")
    parser.add_argument("--pairs", type=int, default=5)
    given = parser.parse_args()
    print("| preset, text | ratio of least times | median of pairs |\n|---|---:|---:|")
    for preset in given.presets.split(","):
        with tempfile.NamedTemporaryFile(suffix=".pickle") as items:
            Path(items.name).write_bytes(pickle.dumps(parts_of(given.data, preset, given.chars)))
            pairs = [
                (seconds(HERE, preset, items.name), seconds(given.other.resolve(), preset, items.name))
                for _ in range(given.pairs)
            ]
        if not all(ours and theirs for ours, theirs in pairs):
            print(f"| {preset} | not measured: no such preset in one tree, or no pages | |", flush=True)
            continue
        print(row(f"{preset}, all", pairs[0][0], pairs), flush=True)
        for name in pairs[0][0]:
            print(row(f"{preset}, {name}", [name], pairs), flush=True)


if __name__ == "__main__":
    main()
