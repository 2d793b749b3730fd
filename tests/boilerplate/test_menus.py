"""Menus go whole between named labels; headlines, lists and announced labels stay."""

import pytest

from cleankit.document import Lines
from cleankit.filters.boilerplate import boilerplate_lines

SAID = "The mayor said on Monday that the bridge will open again in spring, after two years."
MENU = ["Contact us", "Lakes", "Harbour", "Privacy policy", "Fishing", "About us"]


def gone(texts: list[str]) -> list[str]:
    return [texts[verdict.line] for verdict in boilerplate_lines(Lines(texts)) if verdict.text is None]


def test_labels_between_named_ones_go() -> None:
    assert gone([*MENU, "", SAID, SAID]) == MENU


def test_labels_between_german_ones_go() -> None:
    menu = ["Impressum", "Häfen", "Datenschutzerklärung", "Fischerei", "Netze", "Zum Inhalt springen"]
    assert gone([SAID, *menu]) == menu


def test_headline_and_name_below_a_menu_stay() -> None:
    texts = [*MENU, "Ferry late again", "Anna Example", SAID, SAID]
    assert gone(texts) == MENU


@pytest.mark.parametrize(
    "menu",
    [
        ["Home", "Football", "Cricket", "Rugby", "Tennis", "Free newsletter"],
        ["Zum Inhalt springen", "Häfen", "Fischerei", "Netze", "Boote", "Newsletter abonnieren"],
        ["Accueil", "Ports", "Pêche", "Filets", "Bateaux", "Mentions légales"],
    ],
)
def test_two_named_labels_are_enough_above_the_article(menu: list[str]) -> None:
    assert gone([*menu, "Ferry late again", SAID, SAID]) == menu
    assert set(gone([SAID, *menu, "Ferry late again", SAID])).isdisjoint(menu[1:5])


@pytest.mark.parametrize(
    "menu",
    [
        ["Lakes", "Harbour", "Fishing", "Boats", "Nets", "Contact us"],  # one name says nothing
        ["Contact us", "Lakes in 1990", "Privacy policy", "A harbour.", "About us"],  # figures and sentences
    ],
)
def test_what_is_no_menu_stays(menu: list[str]) -> None:
    left = set(menu) - set(gone([SAID, SAID, *menu, SAID]))
    assert {line for line in menu if line not in MENU or line in ("Lakes", "Harbour", "Fishing")} <= left


def test_announced_labels_stay() -> None:
    texts = [SAID, "The page of the harbour has six links:", *MENU, SAID]
    assert not {"Lakes", "Harbour", "Fishing"} & set(gone(texts))


def test_items_that_a_sentence_announces_stay() -> None:
    assert gone(["The remote has two buttons:", "- Play", "- Menu"]) == []


def test_bulleted_label_at_the_head_goes() -> None:
    assert gone(["• Contact us", "", SAID, SAID, SAID]) == ["• Contact us"]


def test_bulleted_label_among_items_of_a_list_stays() -> None:
    texts = [SAID, "- Contact us", "- Bread and salt", "- Tea with milk"]
    assert gone(texts) == []


@pytest.mark.parametrize("heading", ["## **Learn more**", "### Read more"])
def test_markdown_heading_over_text_stays(heading: str) -> None:
    assert (
        gone([SAID, "", heading, "", "The guide explains how the ferry works in the long winter months."])
        == []
    )
    assert gone([SAID, "", heading, "", "[Ferry late](https://example.org/ferry)"]) == [heading]
