"""When documents count as the same, apart from any engine."""

import subprocess
import sys

import pytest

pytest.importorskip("rensa")

from cleankit.corpus.clusters import clusters
from cleankit.corpus.signatures import (
    BANDS,
    band_hashes,
    jaccard,
    line_hashes,
    shingle_hashes,
    shingles,
    text_hash,
)

WORDS = [f"word{i}" for i in range(200)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The end.", "the  END.\n", True),
        ("“Yes.”", '"yes."', True),
        ("page 1", "page 2", False),
        ("кот", "код", False),
        ("a\nb", "a b", True),
        ("\ud800", "\ud801", False),
    ],
)
def test_text_hash(one, other, same):
    assert (text_hash(one) == text_hash(other)) is same


def test_line_hashes_skip_short_lines():
    assert [line for line, _ in line_hashes("short\n" + "x" * 40 + "\n" + "y" * 39, 40)] == [1]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("—…!", 0),
        ("one two", 1),
        ("one two three four five six", 2),
        ("灯塔管理员昨天说", 4),
        ("\ud800 a", 1),
    ],
)
def test_shingles(text, count):
    assert len(shingles(text)) == count


def test_jaccard():
    assert jaccard([], []) == 1.0
    assert jaccard([1], []) == 0.0
    assert jaccard([1, 2, 3, 3], [2, 3, 4]) == 0.5


def test_equal_sets_share_every_band_and_strangers_none():
    texts = [" ".join(WORDS), " ".join(WORDS).upper(), " ".join(reversed(WORDS))]
    one, same, other = band_hashes(shingle_hashes(texts))
    assert len(one) == BANDS
    assert list(one) == list(same)
    assert not set(one) & set(other)


def test_the_numbers_are_the_same_for_every_hash_seed():
    code = (
        "from cleankit.corpus.signatures import *;"
        "print(text_hash('a b'), band_hashes(shingle_hashes(['a b c d e f g'])).tolist())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != ""


def test_clusters_join_chains():
    assert clusters([(5, 6), (1, 2), (2, 5), (8, 9)]) == [[1, 2, 5, 6], [8, 9]]
    assert clusters((i, i + 1) for i in range(100_000)) == [list(range(100_001))]
