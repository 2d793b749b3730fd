import pytest

from benchmarks.accuracy.html_metric import (
    bootstrap,
    by_site,
    counts,
    elements_found,
    f1,
    low,
    pooled_f1,
    snippets,
)
from benchmarks.accuracy.html_pages import Page
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


def test_pages_that_lost_a_fifth_are_counted():
    good, poor, bad = counts(TRUTH, TRUTH), counts(TRUTH[:35], TRUTH), counts("one two three four", TRUTH)
    assert low([good, poor, bad]) == (2, 1)


def test_error_over_sites_is_larger_where_a_site_has_many_pages():
    right, wrong = counts(TRUTH, TRUTH), counts("", TRUTH)
    pages = [("a.example", right)] * 9 + [("b.example", wrong)] * 3
    assert by_site(pages, f1) > bootstrap([counts_ for _, counts_ in pages], f1)


def test_elements_are_found_by_their_start():
    elements = [("li", "Oil, for the lamp"), ("li", "Salt"), ("h2", "No"), ("pre", "a = b")]
    assert elements_found("oil for the LAMP\nA=B", elements) == {"li": 0.5}


def test_site_of_a_test_page_is_the_page():
    page = Page("mozilla/0001", "mozilla", "http://host.example/page.html", b"", None, None, [], [])
    assert page.site == "mozilla/0001"
    assert page._replace(set="wcxb").site == "host.example"
    assert page._replace(named_site="port.example").site == "port.example"
