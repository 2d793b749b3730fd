import pytest

from cleankit.text.c4 import count_sentences
from cleankit.text.measures import measures_of
from cleankit.text.repeated import RepeatedWords
from cleankit.text.words import MOST, _known, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("don't", ["don", "'t"]),
        ("l'homme", ["l'homme"]),
        ("COVID-19, well-known", ["COVID-19", ",", "well", "-", "known"]),
        ("at 10:30 on 1,000.50", ["at", "10:30", "on", "1,000.50"]),
        ("(see https://example.org/a?b=c.)", ["(", "see", "https://example.org/a?b=c", ".", ")"]),
        ("a@example.org", ["a@example.org"]),
        ("के साथ", ["के", "साथ"]),  # marks belong to their letters
        ("الجسر القديم.", ["الجسر", "القديم", "."]),
        ("ภาษาไทย", ["ภาษา", "ไทย"]),
        ("iPhone発売", ["iPhone", "発売"]),
        ("Copenhagen.Texas 2.0", ["Copenhagen", ".", "Texas", "2.0"]),
    ],
)
def test_words(text, words):
    assert words_of(text) == words


def test_what_is_remembered_is_bounded():
    words_of(" ".join(f"w{n}" for n in range(MOST + 10)))
    assert len(_known) <= MOST
    words_of("x" * 1000)
    assert "x" * 1000 not in _known


@pytest.mark.parametrize(
    "words", ["", "a", "a b c d e f g", "a b c d e f a b c d e x a b c d e", "a a a a a a a a a"]
)
def test_bounds_hold(words):
    grams = RepeatedWords(words.split())
    for n in (2, 3, 4):
        assert grams.most_frequent(n) <= grams.most_frequent_at_most(n)
    for n in range(5, 11):
        found = grams.repeated_chars(n)
        assert not (found and grams.repeated_at_most(found - 1))


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("One.", 1),
        ("It rained in Paris. Ships were late! Why? Nobody knew.", 4),
        ("Dr. No came on Feb. 3 at last.", 1),
        ('He said "no." She left.', 2),
        ("It ended.The port opened.", 2),
        ("It opened in 2025. Ships came.", 2),
        ("It took 2.5 hours on Route 7.", 1),
    ],
)
def test_sentences(line, sentences):
    assert count_sentences(line) == sentences


def test_shares_of_nothing_are_zero():
    measures = measures_of("")
    shares = [name for name in dir(measures) if name.endswith("share")]
    assert len(shares) > 6
    assert {getattr(measures, name) for name in shares} == {0.0}
