"""Words of the interface that are headings, steps, cells or parts of the text, with junk around them or without."""

# ruff: noqa: E501 - texts of one line are easier to read

import pytest

from cleankit import Chain

article = Chain("article")
EN = "The harbour trust met on Monday evening and talked for three hours about the plan for the coming year."
DE = "Das Hafenamt tagte am Montagabend und sprach drei Stunden lang über den Plan für das nächste Jahr."
FR = "Le port a tenu conseil lundi soir et a parlé trois heures durant du plan de l'année prochaine."
FAQ = {
    "en": (("Login", "You need a card."), ("Share", "The card is yours."), ("Print", "The desk does it.")),
    "fr": (("Connexion", "Il faut la carte."), ("Partager", "Elle est à vous."), ("Imprimer", "Au guichet.")),
    "ru": (("Вход", "Нужна карта."), ("Поиск", "Спросите дежурного."), ("Печать", "Это можно в кассе.")),
    "ko": (("로그인", "카드가 필요합니다."), ("공유", "본인만 씁니다."), ("인쇄", "창구에서 합니다.")),
}
AD = {"en": "Advertisement", "fr": "Publicité", "ru": "Реклама", "ko": "광고"}


@pytest.mark.parametrize("language", FAQ)
def test_headings_stay_though_ads_stand_between_their_sections(language):
    sections = ["\n".join(section) for section in FAQ[language]]
    ad = AD[language]
    assert article(f"\n\n{ad}\n\n".join([EN, *sections])) == "\n\n".join([EN, *sections])


@pytest.mark.parametrize("language", FAQ)
def test_the_last_heading_stays_above_a_paragraph_that_more_text_follows(language):
    text = "\n\n".join([EN, *("\n".join(section) for section in FAQ[language]), EN[:-1], DE])
    assert article(text) == text


def test_a_heading_stays_though_a_button_has_its_word():
    sections = ["\n".join(section) for section in FAQ["en"]]
    text = "\n\n".join(["Share\nTweet", EN, *sections])
    assert article(text) == "\n\n".join([EN, *sections])


@pytest.mark.parametrize(
    "text",
    [
        "Alles verrühren.\nTeilen.\nDen Teig in die Form drücken.",
        "Mélanger le tout.\nPartager.\nPresser la pâte dans la forme.",
        "Mix it all.\nShare.\nPress the dough into the form.",
        "1\n00:01:00,000 --> 00:03:00,000\nHome\n\n2\n00:04:00,000 --> 00:06:00,000\nAdvertisement",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nシェア\n\n00:03.000 --> 00:04.000\nホーム",
        f"{EN}\n\n--- a/menu.txt\n+++ b/menu.txt\n@@ -1,3 +1,3 @@\n Home\n-Share\n+Print\n Contact\n\n{DE}",
        f"{EN}\n\n10.00 Opening\n10.15 Reacties\n11.00 Pauze\n\n{DE}",
        f"{EN}\n\nFOG AGAIN, AND FERRIES CUT BY 2%\n\n— Ada Berg (@adaberg) May 5, 2017\n\nShe lives on the quay.",
        f"{EN}\n\nIn HTML it looks so:\n\n<section>\n<article>\n<h2>Fog</h2>\n<p>It was late.</p>\n</article>\n</section>",
        f"{DE}\n\nDas Element table von HTML ordnet Zeilen an.\n<table>\n<tr>\n<td>Kiel</td>\n</tr>\n</table>",
        f"{EN}\n\n2001 Home\n2002 Share\n2003 Login",
        f"{EN}\n\nMore\nthan a hundred boats were counted, of which thirty were new and\nthe rest had come in May.",
        f"{EN}\n\nHome\nthe ferry leaves without me\nmore rain\n\nShare\nthe bread on the quay\nno comments",
        "> Share\n> is the word of the day.\n>\n> More\n> on page 4.",
        f"# Robots\n\n{EN}\n\n## See also\n\nMany people have built such places. We name two here.\n\n- Gazebo\n- Drake",
        f"# Roboter\n\n{DE}\n\n## Siehe auch\n\nViele haben solche Orte gebaut. Zwei nennen wir.\n\n- Gazebo\n- Drake",
        f"# Robots\n\n{FR}\n\n## Voir aussi\n\nBeaucoup en ont construit. En voici deux.\n\n- Gazebo\n- Drake",
        f"{EN}\n\nDay       Wind      Rain\nMonday    4 Bft     2 mm\nTuesday   5 Bft     0 mm\nWednesday 3 Bft     1 mm",
        f"{DE}\n\nOrt     Zeit   Preis\nKiel    7:10   3,50\nLübeck  8:25   6,00\nHusum   9:40   9,00",
        'It says:\n\nTraceback (most recent call last):\n  File "a.py", line 3, in f\n    run()\n  File "a.py", line 1',
    ],
)
def test_stays(text):
    assert article(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{EN}\nShare\n{DE}\nShare\n{FR}\nShare", f"{EN}\n{DE}\n{FR}"),
        (f"{EN}\n\nAdvertisement\n\n1 Home\n2 Share\n3 Log In", f"{EN}\n\n1 Home\n2 Share\n3 Log In"),
        (f"{EN}\n\nAdvertisement\n\n12 Shares", EN),
        (f"<p><strong></strong></p>\n<p>{EN}</p>", f"<p>{EN}</p>"),
        (f"{EN}\n\n— Ada Berg (@adaberg) May 5, 2017\n\n{DE}", f"{EN}\n\n{DE}"),
        (
            f"Four buttons are on it, and here they are\n\nAdvertisement\n\n- Play\n- Home\n- Stop\n\n{EN}",
            f"Four buttons are on it, and here they are\n\n- Play\n- Home\n- Stop\n\n{EN}",
        ),
        (f"{EN}\n\n## Related articles\n\n[View all company articles](https://example.org/news)", EN),
        (
            f"{EN}  It went on.  Nobody left.\n{DE}  Es ging weiter.",
            f"{EN} It went on. Nobody left.\n{DE} Es ging weiter.",
        ),
    ],
)
def test_changes(text, left):
    assert article(text) == left
    assert article(left) == left
