"""What a page hides is left out, what a script or a click shows stays; sentences stay whole."""

import pytest

from cleankit.html import extract, judge_page
from cleankit.testing import check_linear_time, cpu_seconds

FIRST = (
    "The harbour was closed on Friday after the storm, and the ferries stayed in port until noon, it said."
)
LAST = "The council will meet on Monday to decide who pays for the sea wall, which broke in two places."
INSIDE = "Zebra: this paragraph is long enough to count as prose, and nobody who reads it ever sees this."


def page(body: str, style: str = "", attributes: str = "") -> str:
    head = f"<title>Storm closes harbour</title>{style}"
    main = f"<main><p>{FIRST}</p>{body}<p>{LAST}</p></main>"
    return f"<html {attributes}><head>{head}</head><body>{main}</body></html>"


def styled(sheet: str, body: str = f'<div class="xx"><p>{INSIDE}</p></div>', media: str = "") -> str:
    return page(body, f"<style {media}>{sheet}</style>")


HIDDEN = {
    "attribute": page(f"<p hidden>{INSIDE}</p>"),
    "attribute in capitals": page(f'<div HIDDEN="hidden"><p>{INSIDE}</p></div>'),
    "style": page(f'<p style="display:none">{INSIDE}</p>'),
    "style, important": page(f'<p style="color: red; display: none !important;">{INSIDE}</p>'),
    "style in capitals": page(f'<p STYLE="DISPLAY:NONE">{INSIDE}</p>'),
    "style over lines": page(f'<p style="display  :\n none">{INSIDE}</p>'),
    "style with a comment": page(f'<p style="display:/* for now */none">{INSIDE}</p>'),
    "visibility": page(f'<div style="Visibility: Hidden"><p>{INSIDE}</p></div>'),
    "content-visibility": page(f'<div style="content-visibility:hidden"><p>{INSIDE}</p></div>'),
    "closed dialog": page(f"<dialog><p>{INSIDE}</p></dialog>"),
    "class": styled(".xx { display: none; }"),
    "class in capitals": styled(".xx { DISPLAY: NONE !important }"),
    "class of several": styled(".a .b, .yy, .xx , #q { color: red; display: none }"),
    "two classes": styled(".aa.xx{display:none}", f'<div class="aa xx"><p>{INSIDE}</p></div>'),
    "class in another": styled(".aa .xx{display:none}", f'<div class="aa"><p class="xx">{INSIDE}</p></div>'),
    "class right in another": styled(
        ".aa > .xx{display:none}", f'<div class="aa"><p class="xx">{INSIDE}</p></div>'
    ),
    "class of a tag": styled("div.xx{display:none}"),
    "class with a sign": styled(r".a\:xx{display:none}", f'<div class="a:xx"><p>{INSIDE}</p></div>'),
    "id": styled("#xx{display:none}", f'<div id="xx"><p>{INSIDE}</p></div>'),
    "behind a comment": styled("/* hides {x} */ .xx{display:none}"),
    "on screens": styled("@media screen {.xx{display:none}}"),
    "sheet for screens": styled(".xx{display:none}", media='media="screen"'),
    "in a layer": styled("@layer base { .yy{color:red} .xx{display:none} }"),
    "nested rules": styled(
        ".aa{color:red; .xx{display:none}}", f'<div class="aa"><p class="xx">{INSIDE}</p></div>'
    ),
    "shown in print": styled(".xx{display:none} @media print{.xx{display:block}}"),
    "another begins alike": styled(".xx{display:none} .xx-small{display:block}"),
    "sheet in the body": page(f'<style>.xx{{display:none}}</style><div class="xx"><p>{INSIDE}</p></div>'),
}
SHOWN = {
    "hidden in print": styled("@media print{.xx{display:none}}"),
    "sheet for print": styled(".xx{display:none}", media='media="print"'),
    "hidden on small screens": styled("@media (max-width: 600px){.xx{display:none}}"),
    "all but the class": styled("div:not(.xx){display:none}"),
    "unless open": styled(".xx:not(.open){display:none}"),
    "opened by a class": styled(".xx{display:none} .open .xx{display:block}"),
    "only when hovered": styled(".xx:hover{display:none}"),
    "in a comment": styled("/* .xx{display:none} */ .yy{display:none}"),
    "where scripts do not run": page(
        f'<div class="xx"><p>{INSIDE}</p></div>', "<style>.no-js .xx{display:none}</style>", 'class="no-js"'
    ),
    "a variable of that name": page(f'<p style="--display: none; color: red">{INSIDE}</p>'),
    "found by search": page(f'<div hidden="until-found"><p>{INSIDE}</p></div>'),
    "details": page(f"<details><summary>More about it</summary><p>{INSIDE}</p></details>"),
    "open dialog": page(f"<dialog open><p>{INSIDE}</p></dialog>"),
    "for the eye alone": page(f'<div aria-hidden="true"><p>{INSIDE}</p></div>'),
    "tab": page(
        '<div role="tablist"><button role="tab" aria-controls="p2">Two</button></div>'
        f'<div role="tabpanel" id="p2" hidden><p>{INSIDE}</p></div>'
    ),
    "accordion": page(
        '<h3><button aria-expanded="false" aria-controls="a1">How long was the harbour closed?</button></h3>'
        f'<div id="a1" style="display:none"><p>{INSIDE}</p></div>'
    ),
}
IN_SENTENCE = {
    "style": ('<span style="display:none">zebra </span>', ""),
    "class": ('<span class="xx">zebra </span>', "<style>.xx{display:none}</style>"),
    "class of another": ('<i class="xx">zebra </i>', "<style>p .xx{display:none}</style>"),
    "first in its block": ('so.</p><p><b style="display:none">zebra </b>It was ', ""),
    "attribute": ("<span hidden>zebra </span>", ""),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_what_a_page_hides_is_left_out(case):
    text = extract(HIDDEN[case]).text
    assert text.split("\n") == [FIRST, LAST]


@pytest.mark.parametrize("case", HIDDEN)
def test_what_is_left_out_is_accounted_for(case):
    rules = [block.rule for block in judge_page(HIDDEN[case]).blocks if "Zebra" in block.text]
    assert rules == ["html:hidden"]


@pytest.mark.parametrize("case", SHOWN)
def test_what_a_script_or_a_click_shows_stays(case):
    assert INSIDE in extract(SHOWN[case]).text


@pytest.mark.parametrize("case", IN_SENTENCE)
def test_a_hidden_piece_leaves_its_sentence_whole(case):
    piece, style = IN_SENTENCE[case]
    text = extract(
        page(f"<p>It was {piece}late on that day, and everybody in the town was asleep.</p>", style)
    ).text
    assert "It was late on that day, and everybody in the town was asleep." in text.split("\n")


@pytest.mark.parametrize("name", ["visually-hidden", "sr-only", "screen-reader-text"])
def test_a_word_for_screen_readers_stays_in_its_sentence(name):
    text = extract(
        page(f'<p>It rose by <span class="{name}">about</span> nine metres on that day, they said.</p>')
    ).text
    assert "It rose by about nine metres on that day, they said." in text.split("\n")


def test_a_control_in_a_panel_that_is_shown_stays_a_control():
    body = f'<div class="accordion-panel" style="display:none"><p>{INSIDE}</p><button>Close</button></div>'
    assert [b.rule for b in judge_page(page(body)).blocks if b.text == "Close"] == ["html:form-control"]


@pytest.mark.parametrize(
    "part",
    [
        ".xx{display:none}",
        ".xx,",
        "@media print{",
        "@media screen{.a{display:none}",
        ".xx-{display:none}.xx",
        "/*",
        ".a .b>.c.d{display:none}",
        "display:none{}",
        "\\",
    ],
)
def test_sheets_take_linear_time(part):
    def of(size: int) -> str:
        return page(
            f'<p class="xx">{INSIDE}</p>', f"<style>.xx{{display:none}}{part * (size // len(part))}</style>"
        )

    check_linear_time(lambda size: cpu_seconds(extract, of(size)), 25_000)
