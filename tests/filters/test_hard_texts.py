"""Texts in forty languages that use words of the interface as words: talks, recipes, verse, code, tables.

Each stays as it is. With a page's labels above and below, no line of them goes.
"""

from collections import Counter
from pathlib import Path

import pytest

from cleankit import Chain

article = Chain("article")
MARK = "=== "
LEAD = (
    "The harbour trust met on Monday evening and talked for three hours about the plan for the coming year."
)
ABOVE = f"Skip to content\nHome\nNews\nContact us\n\n{LEAD}\n\n"
BELOW = "\n\nAdvertisement\n\nShow comments"


def texts():
    for path in sorted((Path(__file__).parent / "hard").glob("*.txt")):
        for part in f"\n{path.read_text('utf-8')}".split(f"\n{MARK}")[1:]:
            name, _, text = part.partition("\n")
            yield pytest.param(text.removesuffix("\n"), id=f"{path.stem}-{name}")


@pytest.mark.parametrize("text", [*texts()])
def test_stays(text):
    assert article(text) == text


@pytest.mark.parametrize("text", [*texts()])
def test_no_line_goes_where_junk_stands_around(text):
    left = Counter(line.strip() for line in article(f"{ABOVE}{text}{BELOW}").split("\n"))
    assert Counter(line.strip() for line in text.split("\n") if line.strip()) - left == Counter()
