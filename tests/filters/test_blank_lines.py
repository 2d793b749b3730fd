import pytest

import cleankit
from cleankit import Chain, Document

squeeze = Chain("blank-lines")


@pytest.mark.parametrize("text", ["", "a", "a\nb", "a\n\nb\n\nc"])
def test_stays(text):
    assert squeeze(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n\na\n\n\n\nb\n\n", "a\n\nb"),
        ("\n", ""),
        (" \n\t\n", ""),
        ("a\n \n\nb\n ", "a\n \nb"),
    ],
)
def test_changes(text, expected):
    assert squeeze(text) == expected


@pytest.mark.parametrize(
    ("words", "reason"),
    [(3, "length: words 3 < 5"), (5, None), (9, None), (10, "length: words 10 > 9")],
)
def test_length(words, reason):
    gate = cleankit.filter("length", min_words=5, max_words=9)
    assert Chain(gate).run(Document(" ".join(["word"] * words))).dropped == reason
