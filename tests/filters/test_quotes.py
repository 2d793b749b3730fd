"""Quotation marks: what each style leaves alone and what it changes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleankit.errors import ConfigError
from cleankit.filters.quotes import straighten_quotes
from cleankit.quotation.conventions import BY_LANGUAGE
from cleankit.quotation.sides import CLOSE, MEASURE, side
from cleankit.testing import check_linear_time, cpu_seconds

STYLES = ["straight", "curly", "repair", "keep"]

STRAIGHT_STAYS = [
    "",
    '"Yes," he said. "No."',
    "5′ 10″ and «so» and »so«",
    "他说“你好”。",
    "他说“OK”，好。",
    "“‘你好’”",
    "「海」と『山』",
    "彼は“ワン”と言う",
    "그는 “안녕”이라고 했다. ‘미래’는 밝다.",
    "O‘zbek tili, g‘arb va tog‘, bo‘s",
    "Use `print(“x”)` and `‘y’`.",
    "```\nprint(“x”)\n```",
]
STRAIGHT_CHANGES = [
    ("“It’s time,” he said.", '"It\'s time," he said.'),
    ("Fischer‘s", "Fischer's"),
    ("„so“ ‚so‘ ‟so” ‛so’", "\"so\" 'so' \"so\" 'so'"),
    ("It’s 中文", "It's 中文"),
    ("“a” 中", '"a" 中'),
    ("他说“好”。\n“Fine.”", '他说“好”。\n"Fine."'),
    ("그는 “안녕” 하고 “late”", '그는 “안녕” 하고 "late"'),
    ("u “O‘zbekiston” dedi, ma’no", 'u "O‘zbekiston" dedi, ma’no'),
    ("The dog‘s, O‘Brien", "The dog's, O'Brien"),
    ("the ‘old dog‘ and Fischer‘s", "the 'old dog' and Fischer's"),
    ("`“x”` is “so” `", '`“x”` is "so" `'),
]
REPAIR_STAYS = [
    "",
    'All "straight" here, 5\'10" and 6" nails.',
    "“Fine,” he said. “It’s the players’ union, ’tis so.”",
    "”Kyllä”, sanoi hän.",
    "”Ja”, sade hon på väg till ön. ”Nej.”",
    "„Ja“, sagte er, „‚so‘ geht es“.",
    "„Tak”, powiedział.",
    "»Ja«, sagte er. »Nein.«",
    "»Nej», sa hon. »Jo.»",
    "« Oui », dit-il, « l’été ».",
    "“One.\n\n“Two.\n\n“Three.”",
    "The ‘n’ key and ‘two’ others",
    "Rock ’n’ roll of the ’80s, ’til late",
    "5′ 10″ by “six” 3″",
    "他说“你好”",
    "o‘zbek va g‘arb, bo‘s",
    "“Hawai‘i’s”",
    'He wrote “a 6" nail” and “a 10" pan”.',
    "“He called it ”home and left.",
    "a ” b “ c",
    '`“x"` is code, “so” is `”x”`',
    "قال ”نعم“ وقال “لا” ثم “ربما”",
    "‘players' union’ and ‘rest’",
]
REPAIR_CHANGES = [
    ("“a b” and ”c d”", "“a b” and “c d”"),
    ("“a b“ and “c d”", "“a b” and “c d”"),
    ("”a b“ and “c d”", "“a b” and “c d”"),
    ('“a b" and “c d”', "“a b” and “c d”"),
    ('"a b” and “c d”', "“a b” and “c d”"),
    ('"a" "b" and “c"', '"a" "b" and "c"'),
    ("“a b”\n”The end.", "“a b”\n“The end."),
    ("“a b”\nThe end.“", "“a b”\nThe end.”"),
    ("the ”one” and the ”two”, and so on", "the “one” and the “two”, and so on"),
    ('”Kyllä", sanoi hän, ”en”.', "”Kyllä”, sanoi hän, ”en”."),
    ('„Ja", sagte er, „nein“.', "„Ja“, sagte er, „nein“."),
    ('„Źle", rzekł. „Tak”.', "„Źle”, rzekł. „Tak”."),
    ('»Ja", sagte er. »Nein.«', "»Ja«, sagte er. »Nein.«"),
    ("«no», «sí”, y", "«no», «sí», y"),
    ('« Non », dit-il, «oui".', "« Non », dit-il, « oui »."),
    ("“a” it‘s Burt‘s", "“a” it’s Burt’s"),
    ("“a” in the ‘90s", "“a” in the ’90s"),
    ("“a” and ’b c’ too", "“a” and ‘b c’ too"),
    ("“a” and ‘b c' too", "“a” and ‘b c’ too"),
    ("“a” rock ‘n’ roll", "“a” rock ’n’ roll"),
    ("“a” the hostages‘ ordeal", "“a” the hostages’ ordeal"),
]
CURLY_STAYS = [
    '5\'10" and 6" by 4"',
    "40°26'46\"N",
    'f("x") or x = "y"',
    '```\n"a"\n```',
    "o'zbek, g'arb",
    "他说“好”。",
    'a " b " c',
    "the '90s were the players' time",
    "'the players' union'",
]
CURLY_CHANGES = [
    ('"It\'s," he said.', "“It’s,” he said."),
    ("l'eau, don't, o'clock, 1990's", "l’eau, don’t, o’clock, 1990’s"),
    ("in the '90s, 'tis the bus", "in the ’90s, ’tis the bus"),
    ("the players' bus", "the players’ bus"),
    ("Marx' beard", "Marx’ beard"),
    ("Cruz' boat", "Cruz’ boat"),
    ("THE SMITHS' BUS", "THE SMITHS’ BUS"),
    ("'No' and 'no way'", "‘No’ and ‘no way’"),
    ('„Ja“ und "nein"', "„Ja“ und „nein“"),
    ('« Oui » et "non"', "« Oui » et « non »"),
    ('«да» и "нет"', "«да» и «нет»"),
    ('Она сказала "мы здесь".', "Она сказала «мы здесь»."),
    ('Каза "добре" и влезе.', "Каза „добре“ и влезе."),
    ('"One.\n"Two."', "“One.\n“Two.”"),
    ('"a" and “b"', "“a” and “b”"),
    ('"[the] $5 price"', "“[the] $5 price”"),
]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", STRAIGHT_STAYS + REPAIR_STAYS + CURLY_STAYS)
def test_stays(text, style):
    stays = {"straight": STRAIGHT_STAYS, "repair": REPAIR_STAYS, "curly": CURLY_STAYS}
    if text in stays.get(style, [text]):
        assert straighten_quotes(text, style=style) == text


@pytest.mark.parametrize(("text", "expected"), STRAIGHT_CHANGES)
def test_straight_changes(text, expected):
    assert straighten_quotes(text) == expected


@pytest.mark.parametrize(("text", "expected"), REPAIR_CHANGES)
def test_repair_changes(text, expected):
    assert straighten_quotes(text, style="repair") == expected


@pytest.mark.parametrize(("text", "expected"), CURLY_CHANGES)
def test_curly_changes(text, expected):
    assert straighten_quotes(text, style="curly") == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fi", "”a b”"),
        ("de", "„a b“"),
        ("pl", "„a b”"),
        ("fr", "«\u00a0a b\u00a0»"),
        ("es", "“a b”"),
        ("ru", "«a b»"),
    ],
)
def test_lang_names_the_marks_of_a_text_that_shows_none(lang, expected):
    assert straighten_quotes('"a b"', style="curly", lang=lang) == expected
    assert straighten_quotes('“x” and "a b"', style="curly", lang=lang) == "“x” and “a b”"


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ('„Tak", rzekł pan Nowak po tym, jak go o to zapytano przed domem na ulicy Nowej. „Nie".', "”"),
        (
            '„Ja", sagte Herr Michał Wagner, der seit vielen Jahren in dem kleinen Haus am Ende der langen '
            "Straße bei der alten Kirche wohnt und dort jeden Tag die Zeitung liest, bevor er an den Fluss "
            'geht und den Kindern zusieht. „Nein".',
            "“",
        ),
    ],
)
def test_a_name_in_a_german_text_does_not_make_it_polish(text, close):
    """One letter in 200 does: Polish has 1 to 5 % of them."""
    assert straighten_quotes(text, style="repair") == text.replace('"', close)


@pytest.mark.parametrize(
    ("line", "expected"), [('a 6" nail', MEASURE), ('a 120" wall', MEASURE), ('built in 1984" he', CLOSE)]
)
def test_a_number_of_four_digits_is_no_measure(line, expected):
    assert side(line, line.index('"')) == expected


def test_unknown_lang_is_an_error():
    with pytest.raises(ConfigError, match="lang: no quotation marks known for 'xx'"):
        straighten_quotes('"a"', style="curly", lang="xx")


PIECES = [
    *"“”‘’\"'„‚‟‛«»ab5sS中,.—(-`* \n\u00a0ыł\ud800",
    *[" “a” ", " ”b”", ' "c" ', " „d“ ", " «e» ", ' “g" ', ' "h” ', "'k' ", " « i » "],
]
PIECES += ["n't", " ‘90s", "'tis ", "    x = ", "```", "the and que ", "rock 'n' roll", "ä", "‘s ", "Ann‘s"]
MARKED = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@settings(max_examples=2000, deadline=None)
@given(MARKED, st.sampled_from(STYLES), st.sampled_from([None, *sorted(BY_LANGUAGE)]))
def test_a_second_pass_changes_nothing_and_lines_and_letters_stay(text, style, lang):
    once = straighten_quotes(text, style=style, lang=lang)
    assert straighten_quotes(once, style=style, lang=lang) == once
    assert once.count("\n") == text.count("\n")
    unmarked = re.compile("[“”‘’\"'„‚‟‛«» \u00a0\u202f]")
    assert unmarked.sub("", once) == unmarked.sub("", text)


WORST = [
    '"',
    "“",
    "’a",
    "“中‘",
    '5"',
    "« ",
    "«",
    '**"',
    "rock 'n",
    '" ',
    "‘90s ",
    '":  ',
    "\t(",
    "„a ",
    '\n"',
]


@pytest.mark.clock
@pytest.mark.parametrize("style", ["straight", "curly", "repair"])
@pytest.mark.parametrize("piece", WORST)
def test_linear(piece, style):
    def seconds(times):
        text = piece * times
        return cpu_seconds(lambda: straighten_quotes(text, style=style))

    check_linear_time(seconds, 5_000, most=40_000)
