"""Forms of lines: golden texts in many languages, and that no input makes it slow."""

from pathlib import Path

import pytest

from cleankit.document import Lines, Verdict
from cleankit.testing import check_linear
from cleankit.text.forms import KEPT, NAMES, Forms
from cleankit.text.forms.items import listed_lines
from cleankit.text.forms.shapes import Shapes

GOLDEN = sorted((Path(__file__).parent / "forms").glob("*.txt"))
BAR = 9  # columns before a line of a golden text


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden(path):
    why, *marked = path.read_text("utf-8").removesuffix("\n").split("\n")
    assert why.startswith("# ")
    forms = Forms([line[BAR + 2 :] for line in marked])
    expected = [line[:BAR].strip() for line in marked]
    found = [" ".join(forms.of(i)) for i in range(len(marked))]
    wrong = [
        (want, got, line[BAR + 2 :])
        for want, got, line in zip(expected, found, marked, strict=True)
        if want not in got.split() and (want or got)
    ]
    assert wrong == []


def test_golden_texts_show_every_form_in_many_languages():
    shown = {line[:BAR].strip() for path in GOLDEN for line in path.read_text("utf-8").split("\n")[1:]}
    assert shown - {""} == set(NAMES)
    assert len({path.stem.partition("-")[0] for path in GOLDEN}) >= 10


@pytest.mark.parametrize("lines", [[], [""], [" ", "\t"], ["\ud800", "\u200b"], [":", ":", "-", "|", "*"]])
def test_any_lines_have_forms(lines):
    forms = Forms(lines)
    assert [len(forms.of(i)) > 0 for i in range(len(lines))] == [bool(line.strip()) for line in lines]


def test_forms_belong_to_the_lines_as_they_are():
    lines = Lines(["Buttons of the remote control:", "Play", "Mute"])
    assert lines.forms.of(1) == ("announced",)
    assert lines.forms is lines.forms
    assert lines.apply([Verdict(0, "x")]).forms.of(0) == ("label",)


WORST = {
    "prose": "The bridge opens again on 3 May, the mayor said, and nobody will pay a toll.\n\n",
    "wrapped": "The wall was built in the year of the great flood by people who had\n",
    "verse": "and found the gate was gone,\n",
    "colons": "a:\n",
    "names": "Ann: yes.\nBen: no.\n",
    "pairs": "Goals: Dahl 12, Vik 44\n",
    "items": "- x\n",
    "tabs": "a\tb\n",
    "questions": "Why?\n",
    "keys": "image: a/b\n",
    "prompts": "$ ls\n",
    "blanks": " \n",
    "one line": "a: b, c; ",
    "brackets": "[(",
    "stars": "**a",
    "numbers": "1 2 3 4 5\n",
}


@pytest.mark.parametrize("unit", WORST.values(), ids=list(WORST))
@pytest.mark.clock
def test_linear(unit):
    def find(text):
        forms = Forms(text.split("\n"))
        return [getattr(forms, name) for name in KEPT], [*map(forms.is_prose, forms.shapes.solid)]

    check_linear(find, [unit])


@pytest.mark.parametrize(("between", "found"), [(0, 2), (2, 2), (3, 0)])
def test_two_lines_may_go_on_an_item(between, found):
    lines = ["Above.", "", "- Play the song", *["  and go on"] * between, "- Mute", "", "Below."]
    assert len(listed_lines(Shapes(lines))) == found


@pytest.mark.parametrize(("opener", "found"), [("Buttons:", {2: 0}), ("Buttons", {})])
def test_one_item_is_a_list_only_below_a_colon(opener, found):
    assert listed_lines(Shapes([opener, "", "- Play", "", "More text stands here."])) == found
