"""Lines that the model leaves: series, and what stands between two parts of an article."""

import pytest

from cleankit.boilerplate.judge import judge
from cleankit.boilerplate.model.deciding import amid_article
from cleankit.boilerplate.model.judging import shipped_model
from cleankit.boilerplate.series import series
from cleankit.document import Document, Lines
from cleankit.testing import check_linear_time, cpu_seconds
from cleankit.text.forms.shapes import Shapes

PROSE = [
    "The mill by the river was built of grey stone in a year when the harvest had failed twice.",
    "For three winters nobody worked in it, and the wheel stood still under a crust of ice.",
    "Then a cooper from the next valley bought the house, the stream and the debts for one price.",
    "He kept a book in which he wrote the weather, the visitors and what the bread had cost.",
]
MENU = ["Anna Berg", "John Dorn", "Mary Klee", "Peter Ohm", "Ruth Lind", "Max Born"]


@pytest.mark.parametrize(
    "lines",
    [
        ["8:05 Oldbridge", "8:35 Harrow Mill", "9.05 Long Marsh"],
        ["[10:00] Opening", "[10:30] Talk", "[12:00] Lunch"],
        ["Oldbridge - Harrow Mill 2:1", "Long Marsh - Saint Elm 0-0", "Oldbridge 98:87 Long Marsh"],
        ["Oldbridge 2 Harrow Mill 1", "Long Marsh 0 Saint Elm 0", "Saint Elm 3 Oldbridge 2"],
        ["200 g rye flour", "A pinch of salt", "3 eggs", "Butter"],
        ["Szczypta soli", "200 g mąki", "3 jajka", "Masło"],
        ["面粉200克", "盐少许", "鸡蛋3个"],
        ["½ cup milk", "1 tsp salt", "Thyme"],
    ],
)
def test_series(lines):
    assert series(Shapes(lines)) == set(range(len(lines)))


@pytest.mark.parametrize(
    "lines",
    [
        ["12:30 Storm hits the coast", "11:05 Bridge closed", "10:40 Mayor resigns"],  # the newest first
        ["Watch the film 2:31", "Watch the talk 1:05", "Watch the match 0:59"],
        ["12 Comments", "3 Shares", "7 tips for the garden"],
        ["Home", "Sport", "Weather"],
        ["2023-24 Archive", "2022-23 Archive", "2021-22 Archive"],
        ["Read more.", "Home", "Sport."],
    ],
)
def test_no_series(lines):
    assert series(Shapes(lines)) == set()


def test_short_answers_between_sentences():
    lines = [PROSE[0], "Who paid for it?", "My aunt did.", "Share", PROSE[1]]
    assert series(Shapes(lines)) == {1}


@pytest.mark.parametrize("line", ["200 g flour", "8:05 Oldbridge", "Really?", "A 2:1", "a 1 " * 20])
@pytest.mark.clock
def test_linear(line):
    check_linear_time(lambda times: cpu_seconds(series, Shapes([line] * times)), 1000)


def amid(lines, named=()):
    marks = [i in named for i in range(len(lines))]
    return amid_article(shipped_model().page(lines, Lines(lines).keys, marks, Document("")))


def test_a_stretch_amid_an_article_is_of_the_article():
    assert amid([*PROSE, *MENU, *PROSE]) == set(range(4, 10))


def test_a_rule_that_names_a_line_opens_its_stretch():
    lines = [*PROSE, *MENU, *PROSE, *MENU, *PROSE]
    assert amid(lines, {5}) == set(range(14, 20))


def test_below_the_article_and_above_a_notice_of_the_foot_nothing_is_of_it():
    assert (
        amid(
            [*PROSE, *PROSE, *PROSE, *MENU, "We use cookies, as every site does, and say so here at length."]
        )
        == set()
    )


@pytest.mark.parametrize("strength", ["safe", "balanced", "aggressive"])
def test_the_model_leaves_a_stretch_amid_an_article(strength):
    foot = ["Share this article", "Most read", "About us", "Contact us", "Terms of use", "Privacy policy"]
    gone = {one.line for one in judge([*PROSE, *MENU, *PROSE, *foot], strength=strength)}
    assert gone == set(range(14, 20))
