"""What a page has twice: pulled quotes and copies of a body go; short sentences, single paragraphs stay."""

import pytest

from cleankit.html.copies import REPEAT_CHARS, repeats
from cleankit.html.parse import parse
from cleankit.html.walk import walk

LONG = (
    "The keeper of the lighthouse counts the boats each morning, and writes them down in a book of his own."
)
OTHER = "Nobody has ever read that book, he says, and he would be glad if somebody did before he leaves."
SHORT = "Nobody has ever read it."


@pytest.mark.parametrize(
    ("markup", "gone"),
    [
        (f"<p>{LONG}</p><p>{OTHER}</p><blockquote>{LONG}</blockquote>", [2]),
        (f"<p>{LONG}</p><p>{SHORT}</p><blockquote>{SHORT}</blockquote>", []),
        (f"<p>{LONG}</p><p>{OTHER}</p><p>{LONG}</p><p>{OTHER}</p>", [2, 3]),
        (f"<p>{LONG}</p><p>{LONG}</p>", []),
        (f"<p>{LONG}</p><p>{OTHER}</p><p>{SHORT}</p><p>{LONG}</p>", []),
    ],
)
def test_repeats(markup, gone):
    assert len(SHORT) < REPEAT_CHARS <= min(len(LONG), len(OTHER))
    blocks = walk(parse(f"<body>{markup}</body>").root)
    assert repeats(blocks, [True] * len(blocks)) == gone
