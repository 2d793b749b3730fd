"""Count what each category of rules takes from real texts, and print the table of docs/categories.md.

python -m benchmarks.categories --data ../shared/eval [--every 5]
"""

import argparse
from collections import Counter

from benchmarks.texts import add_data_option, real_part, real_paths
from cleankit import Chain, filter
from cleankit.boilerplate.rules import load_rules
from cleankit.boilerplate.rules.categories import CATEGORIES
from cleankit.document import Lines


def main() -> None:
    """Print lines and documents per category."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_data_option(parser)
    parser.add_argument("--every", type=int, default=5, metavar="N", help="each N-th text only")
    given = parser.parse_args()
    judge, before = filter("boilerplate", categories="all"), Chain("minimal")
    of = load_rules("all").categories
    lines: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    total = 0
    for path in real_paths(given.data):
        for text in real_part(path).texts[:: given.every]:
            found = Counter(of.get(verdict.rule, "") for verdict in judge(Lines(before(text).split("\n"))))
            lines.update(found)
            documents.update(found.keys())
            total += 1
    print(f"{total} documents")
    for category in CATEGORIES:
        print(f"| `{category}` | {lines[category]:,} | {documents[category]:,} |")


if __name__ == "__main__":
    main()
