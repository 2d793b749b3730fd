"""Labels that are words of the interface: those that head text stay, buttons go."""

import pytest

from cleankit import Chain

CHAIN = Chain("boilerplate")
SAID = "The ferry was late again on Monday because of the fog, and the harbour office asked for patience."
MORE = (
    "Nobody was hurt on board, the office said in the evening, and the next ferry left on time from the quay."
)


@pytest.mark.parametrize(
    "lines",
    [
        # a heading beside it is one that no rule knows
        [
            "So teilt man den Gewinn.",
            "",
            "Teilen",
            "",
            "Jeder bekommt ein Drittel.",
            "",
            "Verlust",
            "",
            "Jeder trägt ihn.",
        ],
        [
            "Как устроен журнал.",
            "",
            "Реклама",
            "",
            "Ей отдана треть страниц.",
            "",
            "Письма",
            "",
            "Им отдана одна.",
        ],
        ["El archivo.", "", "Vídeos", "", "Son doce, todos de los sesenta.", "", "Cartas", "", "Son muchas."],
        # three of a run, all of them words of the interface
        ["Login", "The name of a user.", "", "Share", "A part of a firm.", "", "Comment", "A remark."],
        [
            "Connexion",
            "Le nom de qui entre.",
            "",
            "Partager",
            "Une part du tout.",
            "",
            "Commentaire",
            "Une note.",
        ],
        # two that are the whole text
        [
            "Comment la maison fut construite.",
            "",
            "Partager",
            "",
            "En deux.",
            "",
            "Commentaires",
            "",
            "Il y en eut.",
        ],
        ["كيف بني البيت.", "", "مشاركة", "", "قسم الأخوان البيت.", "", "تعليقات", "", "كتب الجيران رسائل."],
        ["家はどう建てられたか。", "", "シェア", "", "二つに分けた。", "", "コメント", "", "手紙が届いた。"],
        # one takes its word up
        [
            SAID,
            SAID[4:],
            MORE,
            "",
            "Compartir",
            "",
            "Hay que compartir.",
            "",
            "Comentarios",
            "",
            "Fueron pocos.",
        ],
        # numbers, years, brackets, questions
        ["1. Partager", "", "Chacun a un tiers.", "", "2. Imprimer", "", "Le tirage fut court."],
        ["Home (1990)", "More (1992)", "Comments (1998)", "Kommentare (2001)"],
        ["(Pause)", "He looks at the door.", "(Pause)", "Она смотрит в окно."],
        ["Bist du fertig, fragte er.", "", "Teilen?", "", "Sie nickte."],
        # what stands below a numbered heading
        [
            "Item 1. Minutes",
            "They were read.",
            "Item 2. Comments",
            "No comments.",
            "Item 3. Accounts",
            "They were read.",
        ],
        # books below their heading
        [SAID, "", "Further reading", "", "Berg, A. (1990). The Town. Harbour: Quay Press."],
        [SAID, "", "Lire aussi", "", "Berg, A. (1990). La ville. Le Port : Quai."],
        # entries of a programme
        [
            "Monday",
            "08:00 Registration",
            "09:00 Opening",
            "Contact",
            "08:00 Registration desk",
            "09:30 Lost property",
        ],
    ],
)
def test_stays(lines):
    assert CHAIN("\n".join(lines)) == "\n".join(lines)


@pytest.mark.parametrize(
    ("label", "above", "below"),
    [
        ("Share", [SAID], [MORE, SAID]),
        ("Teilen", ["Fähre wieder zu spät", SAID], [MORE]),
        ("Advertisement", [SAID], [MORE, SAID]),
        ("Реклама", [SAID], [MORE, "Письма", SAID, MORE]),
        ("シェア", [SAID], [MORE]),
        ("Copied!", [SAID, "Share this post"], [MORE]),
        ("Comments (14)", [SAID], []),
        ("12 Kommentare", [SAID], []),
        ("Related articles", [SAID], ["Ring road closed", "More rain"]),
    ],
)
def test_goes(label, above, below):
    text = "\n\n".join([*above, label, *below])
    assert label not in CHAIN(text).split("\n")


def test_a_label_said_twice_is_a_button():
    lines = ["Harbour", SAID, "Share", MORE, "Lakeside", SAID[:-1] + " too.", "Share", MORE[:-1] + " again."]
    assert "Share" not in CHAIN("\n\n".join(lines)).split("\n")
