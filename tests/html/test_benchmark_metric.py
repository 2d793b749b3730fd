import pytest

from benchmarks.accuracy.html_metric import bootstrap, counts, f1, pooled_f1, snippets
from benchmarks.training.html_labels import covered, label_blocks

TRUTH = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("found", "truth", "expected"),
    [
        (TRUTH, TRUTH, 1.0),
        ("", TRUTH, 0.0),
        ("", "", 1.0),
        (TRUTH, "", 0.0),
        ("one two three four five", TRUTH, 4 / 9),
        ("港口星期五关闭", "港口星期五关闭了", 8 / 9),
        ("short", "short", 1.0),
    ],
)
def test_f1(found, truth, expected):
    assert f1([counts(found, truth)]) == pytest.approx(expected)


def test_repeats_count_once():
    assert counts(f"{TRUTH} {TRUTH}", TRUTH).tp < 0.5


def test_snippets_are_pooled_and_blanks_folded():
    pages = [snippets("a  b\nc", ["a b", "x"], ["c"]), snippets("", ["y"], [])]
    assert pages[0] == (1, 1, 1)
    assert pooled_f1(pages) == pytest.approx(2 * 0.5 * (1 / 3) / (0.5 + 1 / 3))


def test_bootstrap_error_of_a_constant_is_nothing():
    assert bootstrap([1.0] * 9, lambda values: sum(values) / len(values)) == 0


def test_labels_use_the_order_of_the_page():
    texts = ["Menu", "ten", TRUTH, "ten", "by someone", TRUTH.replace("one", "eleven"), "Menu"]
    truth = f"{TRUTH} by someone {TRUTH.replace('one', 'eleven')}"
    labels = label_blocks(texts, truth)
    assert [i for i, label in enumerate(labels) if label >= 0.5] == [2, 4, 5]


def test_coverage():
    assert covered("a b c d", ["a b"]) == 0.5
