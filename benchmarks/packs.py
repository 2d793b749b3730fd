"""Measure what the number of packs costs: the default chain with few and with all, taking turns.

python -m benchmarks.packs --data ../shared/eval [--counts 5,15,30] [--texts 700]

Per set, one half of the texts is cleaned so that patterns are compiled, and the other half is timed; reported
is the least of five CPU times over that with the first count.
"""

import argparse
import time
from collections.abc import Sequence

from benchmarks.texts import add_data_option, real_part, real_paths
from cleankit import Chain
from cleankit.boilerplate.rules.packs import pack_names

SETS = ("bbc_en", "extractor_outputs")
ROUNDS = 5


def main() -> None:
    """Print the ratios per set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_data_option(parser)
    parser.add_argument("--counts", default="5,15,30", help="numbers of packs")
    parser.add_argument("--texts", type=int, default=700, metavar="N", help="texts of a set")
    given = parser.parse_args()
    paths = [path for path in real_paths(given.data) if path.name.partition(".")[0] in SETS]
    if not paths:
        parser.exit(message="not measured: no --data FOLDER\n")
    counts = [int(count) for count in given.counts.split(",")]
    chains = [Chain("article").replace("boilerplate", packs=pack_names()[:count]) for count in counts]
    for path in paths:
        part = real_part(path)
        texts = part.texts[: given.texts]
        half = len(texts) // 2
        for chain in chains:
            seconds(chain, texts[:half])
        least = [1e9] * len(chains)
        for _ in range(ROUNDS):
            least = [min(old, seconds(one, texts[half:])) for old, one in zip(least, chains, strict=True)]
        ratios = ", ".join(
            f"{count} packs {time_ / least[0]:.2f}" for count, time_ in zip(counts, least, strict=True)
        )
        print(f"{part.name}: {ratios}")


def seconds(chain: Chain, texts: Sequence[str]) -> float:
    """Return the CPU time that a chain takes for some texts."""
    start = time.process_time()
    for text in texts:
        chain(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
