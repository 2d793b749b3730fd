"""The foot of a page goes from the first named line on; what may be of the article stays."""

import pytest

from cleankit.document import Lines
from cleankit.filters.boilerplate import boilerplate_lines

SAID = [
    "The mayor said on Monday that the bridge will open again in spring, after two years.",
    "The port wants a second pier by then, and the council is to vote on it in October.",
    "Fishermen doubt it: the last pier took nine years and was never quite finished.",
]


def kept(below: list[str], above: list[str] = SAID) -> list[str]:
    texts = [*above, *below]
    gone = {verdict.line for verdict in boilerplate_lines(Lines(texts)) if verdict.text is None}
    assert not gone & set(range(len(above)))
    return [text for line, text in enumerate(texts) if line not in gone and line >= len(above)]


@pytest.mark.parametrize(
    "foot",
    [
        [
            "Share on Facebook",
            "Ring road closed again",
            "Post a comment",
            "Fog on the lake",
            "Privacy policy",
        ],
        ["Auf Facebook teilen", "Nebel am See", "Kommentar schreiben", "Häfen", "Datenschutzerklärung"],
        ["Udostępnij na Facebooku", "Mgła nad jeziorem", "Dodaj komentarz"],
    ],
)
def test_foot_goes(foot: list[str]) -> None:
    assert kept(foot) == []


@pytest.mark.parametrize(
    "below",
    [
        ["Share on Facebook", "Ring road closed again"],  # one name says nothing
        ["Share on Facebook", "Share on X", "Ring road closed again"],  # nor do two of a kind
        ["Ferry late", "Fog on the lake"],
    ],
)
def test_what_is_no_foot_stays(below: list[str]) -> None:
    assert kept(below) == [text for text in below if not text.startswith("Share")]


def test_sentences_and_provenance_stay() -> None:
    stays = ["The port has been asked.", "Photo: Anna Example", "Source: Harbour Board"]
    foot = ["Share on Facebook", "Fog on the lake", *stays, "Ring road closed again", "Post a comment"]
    assert kept(foot) == stays


def test_amounts_below_buttons_stay() -> None:
    recipe = ["Ingredients", "2 cups flour", "1 egg", "½ tsp salt"]
    foot = ["Share on Facebook", "Log in", *recipe, "Follow us on Facebook", "Lakes"]
    assert kept(foot) == recipe


def test_results_below_buttons_stay() -> None:
    results = ["Harbour 2-1 Lakes", "Nets 0-0 Boats"]
    assert kept(["Share on Facebook", "Log in", *results]) == results


def test_little_running_text_has_no_foot() -> None:
    texts = ["Ferry late", "Fog on the lake"]
    assert kept(["Share on Facebook", "Log in", *texts], SAID[:1]) == texts


def test_heading_above_further_text_stays() -> None:
    texts = [
        *SAID * 4,
        "Share on Facebook",
        "Post a comment",
        "Nets",
        "What comes next",
        SAID[1] + " So it is.",
    ]
    gone = {texts[one.line] for one in boilerplate_lines(Lines(texts)) if one.text is None}
    assert "What comes next" not in gone
