"""The small filters for characters: what each changes, and what it must leave."""

import pytest

import cleankit
from cleankit.filters.spaces import collapse_spaces

CHANGES = [
    ("newlines", {}, "a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"),
    ("newlines", {}, "a&#13;\nb&#x0A;c&amp;#10;d&NewLine;e", "a \nb c d e"),
    ("newlines", {}, "CAFÉ\u0085Paris «entré»\u0085\u00d8\u0085", "CAFÉ\nParis «entré»\n\u00d8\n"),
    (
        "newlines",
        {},
        "one\u0085" + "ال\u2028م".encode().decode("latin-1"),
        "one\n" + "ال\u2028م".encode().decode("latin-1"),
    ),
    ("invisibles", {}, "co\u00adoperate\u200b \ufeffnow\u2060 \u202eabc\u202c", "cooperate now abc"),
    ("invisibles", {}, "a\u200cb\u200dc\ufe0f \u200ed", "abc d"),
    ("invisibles", {}, "5\u00a0pm\u2009on\u3000Monday\u202f!", "5 pm on Monday !"),
    ("invisibles", {}, "hidden\U000e0041\U000e0042 tags", "hidden tags"),
    (
        "invisibles",
        {"style": "keep"},
        "«\u00a0Oui\u00a0»\u202f! 10\u202f000 a\u00a0b",
        "«\u00a0Oui\u00a0»\u202f! 10\u202f000 a b",
    ),
    ("spaces", {}, "  a \t b \n\tc \n", "a b\nc\n"),
    (
        "spaces",
        {},
        "    An indented paragraph of prose, as old sites have it.",
        "An indented paragraph of prose, as old sites have it.",
    ),
    ("unicode", {}, "cafe\u0301", "café"),
    ("unicode", {"form": "NFKC"}, "ﬁ ① ｱ", "fi 1 ア"),
    ("unicode", {"width": True}, "ＡＢＣ１２３，「」！", "ABC123，「」！"),
    ("ligatures", {}, "eﬀect ﬂow ﬆ", "effect flow st"),
    ("ellipses", {}, "So… no. . .", "So... no..."),
    ("ellipses", {"style": "typographic"}, "So... no. . . Yes...", "So… no… Yes…"),
    ("bullets", {}, "• one\n ● two\n■three\n· four", "- one\n - two\n- three\n- four"),
    ("dashes", {}, "one — two—three co‑op", "one - two - three co-op"),
    ("dashes", {"style": "typographic"}, "one -- two--three ― four", "one — two—three — four"),
]
STAYS = [
    ("newlines", {}, "a&#100;\n&#1010;\n&#x26;"),
    ("invisibles", {}, "می\u200cروم क्\u200dष 👩\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3"),
    ("invisibles", {}, "אבג\u200f (abc)\u200e שלום"),
    ("invisibles", {}, "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"),
    ("invisibles", {}, "ᠮᠣᠩᠭᠣᠯ\u180e\u202fᠤᠨ"),
    (
        "spaces",
        {},
        "Like this:\n\n```\nif x:\n    y  =  1\n```\n\nand this:\n\n    def f(x):\n        return  x_1",
    ),
    ("unicode", {}, "ﬁ １２３，ＡＢ ½ ² ①"),
    ("ligatures", {}, "Ægir œuvre ĳs straße"),
    ("ellipses", {}, "1...10 and .... and `a…b` and https://example.org/…"),
    ("ellipses", {"style": "typographic"}, "1...10 and .... and `a...b` and https://example.org/a...b"),
    ("bullets", {}, "col·legi • middle\n- plain\n— Speech that a dash opens.\n1 ○ 2\n```\n• code\n```"),
    ("dashes", {}, "1990–2000, −5, e-mail, pages 3 – 7\n— Speech.\n-----\nhttps://example.org/a—b `a—b`"),
    (
        "dashes",
        {"style": "typographic"},
        "git --help -- a.txt".replace("-- a", "--a") + "\n---\n|---|---|\nx = 1 -- 2",
    ),
]


@pytest.mark.parametrize(("name", "options", "text", "expected"), CHANGES)
def test_changes(name, options, text, expected):
    chain = cleankit.Chain(cleankit.filter(name, **options))
    assert chain(text) == expected
    assert chain(expected) == expected


@pytest.mark.parametrize(("name", "options", "text"), STAYS)
def test_stays(name, options, text):
    assert cleankit.Chain(cleankit.filter(name, **options))(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Dinge:\n- Kleider\n  - Warme\n    - Wolle\n- Essen",
        "Вещи:\n1. Одежда\n   a) тёплая\n   b) сухая\n2. Еда",
        "番組\t時刻\t局\n天気\t八時\t一\n音楽\t九時\t二",
        "a\t\tb\n1\t\t2",
        "El mar es ancho y hondo,\n    el mar es hondo y frío,\ny nadie sabe el fondo,\n    de este amor mío",
        "Tag        Wind   Regen\nMontag     4 Bft  2 mm\nDienstag   5 Bft  0 mm\nDonnerstag 3 Bft  1 mm",
        "Ville   Heure\nBrest   7:10\nNantes  8:25",
        "It is small:\n\n@@ -1,2 +1,2 @@\n Home\n-Share\n Print",
        'def share(text):\n    """Share."""\n    print("Read more")\n    return text',
    ],
)
def test_blanks_with_a_meaning_stay(text: str) -> None:
    assert collapse_spaces(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - Brot\n  - Käse", "- Brot\n- Käse"),
        ("Name \t\t Ort\nAda\tUlm", "Name\tOrt\nAda\tUlm"),
        ("Er kam\tam Montag.", "Er kam am Montag."),
        ("\tEr kam am Montag.\n\tSie blieb zu Hause.", "Er kam am Montag.\nSie blieb zu Hause."),
        ("1.\tEins\n2.\tZwei", "1. Eins\n2. Zwei"),
        ("1.  Eins\n2.  Zwei\n3.  Drei", "1. Eins\n2. Zwei\n3. Drei"),
        ("- Eins\n - Zwei\n    - Drei", "- Eins\n- Zwei\n    - Drei"),
        (
            "Er kam  am Montag.\nSie kam  am Abend.\nWir kamen  spät.",
            "Er kam am Montag.\nSie kam am Abend.\nWir kamen spät.",
        ),
        ("Kiel   7:10\nUlm    8:25", "Kiel 7:10\nUlm 8:25"),
    ],
)
def test_blanks_without_a_meaning_go(text: str, expected: str) -> None:
    assert collapse_spaces(text) == expected
