"""What each part of taking an article out of a page costs, as a share of the page's time.

    python -m benchmarks.page_parts --data ../shared/eval [--every 23] [--rounds 3]

Every part is measured around its call, in the same run, without links and images; of the rounds the one
that took least counts, per page. `metadata` reads the markup, the byline and the dates, `marks` looks for
footnotes and code, `markdown` writes.
"""

import argparse
import gzip
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cleankit import html

PARTS = {
    "decode": "decode",
    "parse": "parse",
    "read_hints": "metadata",
    "walk": "walk",
    "complete": "metadata",
    "judge": "judge",
    "marks_of": "marks",
    "stated_blocks": "bodies in scripts",
}
EXTRAS = ("metadata", "marks", "markdown")


class Watch:
    """Sums up the seconds of the calls that it times, by part."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def timed(self, part: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return the call, timed."""

        def timed(*args: Any, **options: Any) -> Any:
            started = time.process_time()
            try:
                return call(*args, **options)
            finally:
                self.spent[part] += time.process_time() - started

        return timed


def measure(page: bytes) -> dict[str, float]:
    """Return the seconds of each part of one page, and of all."""
    watch = Watch()
    with ExitStack() as patched:
        for name, part in PARTS.items():
            patched.enter_context(patch.object(html, name, watch.timed(part, getattr(html, name))))
        started = time.process_time()
        document = html.extract(page)
    watch.timed("markdown", document.to_markdown)()
    watch.spent["all"] = time.process_time() - started
    return watch.spent


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--every", type=int, default=23)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    pages = [
        gzip.decompress(path.read_bytes())
        for path in sorted((options.data / "html").glob("*/pages/*.gz"))[:: options.every]
    ]
    if not pages:
        parser.error(f"{options.data}: found no html/*/pages/*.gz; give the folder of the labelled pages")
    measure(pages[0])
    spent: defaultdict[str, float] = defaultdict(float)
    for page in pages:
        least = min((measure(page) for _ in range(options.rounds)), key=lambda seconds: seconds["all"])
        for part, seconds in least.items():
            spent[part] += seconds
    total = spent.pop("all")
    spent["rest"] = total - sum(spent.values())
    for part, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{part:18} {seconds / len(pages) * 1000:6.2f} ms  {seconds / total:6.1%}")
    share = sum(spent[part] for part in EXTRAS) / total
    print(f"{len(pages)} pages, {total / len(pages) * 1000:.2f} ms each; {' + '.join(EXTRAS)}: {share:.1%}")


if __name__ == "__main__":
    main()
