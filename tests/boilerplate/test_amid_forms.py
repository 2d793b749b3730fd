"""Lines of code and of wrapped paragraphs that do not show it: the line model leaves them."""

import pytest

from cleankit.boilerplate.amid_forms import amid_forms
from cleankit.boilerplate.judge import judge
from cleankit.testing import check_linear_time, cpu_seconds
from cleankit.text.forms import Forms

FOOT = [
    "Sign up for our newsletter", "Share this article", "Related articles", "Most read", "About us",
    "Contact us", "Terms of use", "Privacy policy", "Follow us",
]  # fmt: skip
HEADER = [
    "#ifndef MILL_H", "#define MILL_H", '/* "mill.src":456', " * ", " *     turns(wheel)", " * ", " */",
    "extern int mill_turns(int wheel);",
    "/* The wheel stands still in winter, for the stream is frozen over then. */",
    "static int wheel = 3;", "static int stones = 2;", "#endif", "}", "});",
]  # fmt: skip
CONSTANTS = [
    "# Bits of the mill's state, as the wheel reports them when somebody asks for them.",
    *[f"MILL_{name} = {number}" for number, name in enumerate("ABCDEFGHIJKL")],
]
GERMAN = [
    "Die Mühle am Fluss wurde aus grauem Stein gebaut, in einem Jahr mit zwei",
    "Ernten, die beide verdarben. Das Haus kaufte später der Küfer aus Altbrück,",
    "Besitzer zweier Wiesen und Vater von fünf Kindern. Drei Winter lang stand",
    "das Rad still. Niemand im Dorf wusste, wem die Schulden gehörten, die auf",
    "Haus, Bach und Wiesen lagen. Der Küfer zahlte sie, und im Frühjahr lief das",
    "Rad.",
]


@pytest.mark.parametrize("lines", [HEADER, CONSTANTS])
@pytest.mark.parametrize("strength", ["safe", "balanced", "aggressive"])
@pytest.mark.parametrize("foot", [[], FOOT])
def test_the_model_takes_nothing_of_bare_code(lines, strength, foot):
    verdicts = judge([*lines, "", *foot], strength=strength)
    assert [lines[one.line] for one in verdicts if one.line < len(lines)] == []


def test_a_wrapped_paragraph_stays_to_its_last_word():
    lines = [*GERMAN, "", *GERMAN, "", *GERMAN, "", *FOOT]
    gone = {one.line for one in judge(lines, strength="balanced")}
    assert gone.isdisjoint(range(len(lines) - len(FOOT)))
    assert len(gone) >= len(FOOT) - 1


def test_a_menu_is_no_form():
    assert (
        amid_forms(Forms(["Home", "Sport", "Archives (12)", "March 2019 (4)", "", "Privacy policy"])) == set()
    )


@pytest.mark.parametrize(
    "line", ["int a;", "the wheel stood still under a crust of ice, and", "Home", "x = 1 ="]
)
@pytest.mark.clock
def test_linear(line):
    check_linear_time(lambda times: cpu_seconds(amid_forms, Forms([line] * times)), 500)
