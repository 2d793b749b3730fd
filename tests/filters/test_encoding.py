"""The filter encoding: byte for byte what ftfy gives, at any input, in linear time."""

# ruff: noqa: SIM905 - tables of odd characters are easier to read as words

import re
import subprocess
import sys
from pathlib import Path

import ftfy
import pytest
from ftfy import TextFixerConfig, chardata
from ftfy.badness import BADNESS_RE, MOJIBAKE_CATEGORIES, is_bad
from ftfy.fixes import unescape_html
from hypothesis import given, settings
from hypothesis import strategies as st

import cleankit
from cleankit.errors import ConfigError
from cleankit.filters.encoding import CONTROLS, _own_repair, fix_text, repair_encoding
from cleankit.mojibake.anchored import anchor_class, and_beyond, branches
from cleankit.mojibake.decoding import _altered_re, _decode_utf8, _lossy_re, badness_re, fix_encoding
from cleankit.mojibake.entities import resolve_nested
from cleankit.mojibake.marks import marks_of, normalize_marks
from cleankit.mojibake.segment import _steps
from cleankit.testing import check_linear_time, cpu_seconds
from cleankit.text.folding import Form

OWN = TextFixerConfig(
    explain=False,
    uncurl_quotes=False,
    fix_character_width=False,
    fix_latin_ligatures=False,
    fix_line_breaks=False,
)
CONFIGS = {
    "own": OWN,
    "ftfy": TextFixerConfig(),
    "unexplained": TextFixerConfig(explain=False, restore_byte_a0=False),
    "all-entities": TextFixerConfig(unescape_html=True, normalization="NFKC", explain=False),
    "no-guessing": TextFixerConfig(restore_byte_a0=False, replace_lossy_sequences=False, normalization="NFD"),
    "no-islands": TextFixerConfig(decode_inconsistent_utf8=False, fix_c1_controls=False, normalization=None),
    "short-cuts": TextFixerConfig(max_decode_length=7),
    "only-entities": TextFixerConfig(
        True, False, False, False, False, False, False, False, False, False, False, False, False, "NFKD"
    ),
}
BMP = "".join(map(chr, range(0x10000)))
CASES = sorted((Path(__file__).parents[1] / "cases/encoding").glob("*.txt"))

PIECES = [
    *"é à ñ ü ß Ä Å ő œ Œ Ж привет В λ Ω 日本 한국 ไทย مّ ا ﬁ Ｆ ｱ “ ” ’ ‘ „ … — « » € £".split(),
    *"° ² 😀 Ã Â â Ø Ù \u0301 \u0323 \u0344 \u0f73 \u1161 \xad \ufffd \ufeff \ufff9 \ud83d \udca9".split(" "),
    *"\x00 \x1a \x1b[31m \x1b \x0b \x7f \x80 \x85 \x92 \x9d \xa0 \r \r\n \n \t \u2028 < ? a e Z . 1".split(
        " "
    ),
    *"& &amp; amp; lt; &lt; &eacute; &EACUTE; &#233; &#x92; &nosuch; &semi; &#59; &# 53; 3; &#0;".split(),
    *"&#xD83D; &#13; &NewLine; &NotEqualTilde; &Atilde; &copy; ;".split(),
    " ",
]
ENCODINGS = [*chardata.CHARMAP_ENCODINGS, *["sloppy-windows-1252"] * 5]
HIGH_BYTES = b" ?\x1a\x80\x85\xa0\xbf\xc2\xc3\xd0\xe0\xe2\xed\xf0\xf4a"
SURROGATE_BYTES = b"\xed\xa0\xbd\xb2\xa9\xc0\x80\x95\x9ca\xe2\xf0"
IN_MOJIBAKE = re.sub(f"[^{''.join(MOJIBAKE_CATEGORIES.values())}]", "", BMP)


def misread(text: str, encodings: list[str]) -> str:
    for encoding in encodings:
        raw = text.encode("utf-8", "surrogatepass")
        text = raw.decode(encoding, "replace")
    return text


piece = st.sampled_from(PIECES) | st.sampled_from(IN_MOJIBAKE) | st.characters()
broken = st.builds(
    misread,
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join),
    st.lists(st.sampled_from(ENCODINGS), min_size=1, max_size=2),
)
spaced = broken.map(lambda text: text.replace("\xa0", " "))
texts = st.lists(piece | broken | spaced, max_size=12).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain words; a\ttab, a form feed\f and a line.\n",
        "AT&T & co; R&D;",
        "<p>Salt &amp; pepper</p>",
        "“Ｔｏｋｙｏ” ﬁnally won…",
        "windows\r\nmac\runicode\u2028lines",
        "Er las „Ökonomie“ für 5 €.",
        "l'√©t√© √ Paris",  # in Mac Roman a no-break space was never lost: that √ is a root
        "می‌خواهم",
        "नमस्ते ภาษาไทย tiếng Việt",
    ],
)
def test_stays(text):
    assert fix_text(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("cafÃ©", "café"),
        ("Itâ€™s\nfine", "It’s\nfine"),
        ("Salt &amp;amp; pepper", "Salt & pepper"),
        ("Salt &amp; <b>\n&amp;", "Salt &amp; <b>\n&amp;"),
        ("\x1b[31mred\x1b[0m\x00\ufeff", "red"),
        ("\ud83d\udca9 \ud83d", "💩 \ufffd"),
        ("e\u0301\x92", "é’"),
    ],
)
def test_changes(text, cleaned):
    assert fix_text(text) == repair_encoding(text) == cleaned


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden(path):
    why, text = path.read_bytes().decode().removesuffix("\n").split("\n", 1)
    assert why.startswith("# why: ")
    own = text.startswith("# beyond ftfy\n")
    before, after = text.removeprefix("# known\n").removeprefix("# beyond ftfy\n").split("\n# cleaned\n")
    assert repair_encoding(before) == after
    if own:
        return
    assert fix_text(before) == after == ftfy.fix_text(before, OWN)


@pytest.mark.parametrize("name", CONFIGS)
def test_equals_ftfy(name):
    @settings(max_examples=250, deadline=None)
    @given(texts)
    def check(text):
        assert fix_text(text, CONFIGS[name]) == ftfy.fix_text(text, CONFIGS[name])

    check()


def test_own_configuration_is_the_default():
    text = "“cafÃ©” ﬁ Ｆ\r\n&amp;"
    assert fix_text(text) == fix_text(text, OWN) == ftfy.fix_text(text, OWN)


def test_plain_ascii_needs_no_ftfy():
    code = (
        "import sys, cleankit.filters.encoding as e; e.fix_text('Plain & simple.\\n' * 9);"
        "assert 'ftfy' not in sys.modules; e.fix_text('cafÃ©'); assert 'ftfy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@settings(max_examples=500, deadline=None)
@given(texts)
def test_badness_is_that_of_ftfy(text):
    assert bool(badness_re().search(text)) == is_bad(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("ÃÂØÙœŒ вЂГўВЂВ βΓ√≈‚Äâ×²à¹a€™“\n"), max_size=6).map("".join))
def test_badness_of_short_texts(text):
    assert bool(badness_re().search(text)) == is_bad(text)


def test_no_ascii_text_is_bad():
    assert not re.search(anchor_class(branches(BADNESS_RE)), BMP[:128])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(HIGH_BYTES), max_size=8).map(bytes))
def test_byte_guards_are_exact(raw):
    text = raw.decode("latin-1")
    assert bool(_altered_re().search(text)) == bool(chardata.ALTERED_UTF8_RE.search(raw))
    assert bool(_lossy_re().search(text)) == bool(chardata.LOSSY_UTF8_RE.search(raw))


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(SURROGATE_BYTES), max_size=14).map(bytes))
def test_utf8_variants_decode_as_in_ftfy(raw):
    def attempt(decode):
        try:
            return decode(raw)
        except UnicodeDecodeError:
            return None

    assert attempt(_decode_utf8) == attempt(lambda raw: raw.decode("utf-8-variants"))


@pytest.mark.parametrize("encoding", chardata.CHARMAP_ENCODINGS)
def test_encodable_is_possible(encoding):
    for char in BMP[:0x3000] + BMP[0xD7F0:]:
        try:
            char.encode(encoding)
            encodable = True
        except UnicodeEncodeError:
            encodable = False
        assert encodable == chardata.possible_encoding(char, encoding), ascii(char)


def test_fixers_change_only_what_is_said():
    for touched, fix in _steps(TextFixerConfig()):
        others = re.sub(touched, "", BMP)
        assert fix(others) == others
    assert _own_repair().controls == CONTROLS


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_only_marks_are_normalized(form: Form):
    from unicodedata import normalize

    others = re.sub(and_beyond(marks_of(form)), "", BMP)
    assert len(others) > 25_000
    assert normalize(form, others) == others
    if form in ("NFC", "NFKC"):
        pairs = "".join(f"{first}{other}" for first in "aAeи<=;ᄀ가ಕಕ" for other in others)
        assert normalize(form, pairs) == pairs


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), texts)
def test_marks_are_normalized_as_by_unicode(form, text):
    from unicodedata import normalize

    assert normalize_marks(form, text) == normalize(form, text)


def test_length_must_be_positive():
    with pytest.raises(ConfigError, match="max_decode_length: found 0; accepted: 1 or more"):
        fix_text("é", TextFixerConfig(max_decode_length=0))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from("& amp; lt ; # &# 53; 3; 38; semi;".split()), max_size=14))
def test_nested_entities_resolve_as_in_passes(pieces):
    text = once = "".join(pieces)
    while (after := unescape_html(once)) != once:
        once = after
    assert resolve_nested(text, unescape_html) == once


@pytest.mark.parametrize("text", ["cafÃ© â€” “x”", "Ã¢â‚¬â„¢", "é", "”Äl"])
def test_fix_encoding(text):
    assert fix_encoding(text) == ftfy.fix_encoding(text)


WORST = {
    "nested entities beside a curly quote": lambda n: "“&" + "amp;" * n + "eacute;",
    "marks out of order": lambda n: "a" + "\u0301\u0323" * n,
    "marks after mojibake": lambda n: "Ã©" + "\u0301\u0323" * n,
    "line feeds": lambda n: "é" + "\n" * n,
    "carriage returns": lambda n: "\r\r\n" * n,
    "entities": lambda n: "&eacute;&amp;" * n,
    "entity in entity": lambda n: "&" + "amp;" * n,
    "digit in entity": lambda n: "&#" * n + "53;" + "3;" * (n - 1),
    "unknown entities": lambda n: "&nosuch;" * n,
    "ampersands": lambda n: "é" + "&" * n,
    "mojibake": lambda n: "Ã© " * n,
    "islands": lambda n: "Ã©ж " * n,
    "unfixable": lambda n: "”Äl " * n,
    "quotes": lambda n: "“”" * n,
    "first bytes": lambda n: "Ã" * n,
    "surrogates": lambda n: "\ud83d\udca9" * n,
    "surrogates as bytes": lambda n: "\xed\xa0\xbd\xed\xb2\xa9" * n,
    "escapes": lambda n: "\x1b[1;" * n,
    "one long line": lambda n: "wörter und wörter " * n,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WORST)
@pytest.mark.clock
@pytest.mark.parametrize("config", [None, TextFixerConfig(explain=False)], ids=["own", "ftfy"])
def test_time_is_linear(name, config):
    most = 100_000_000 // len(WORST[name](1_000))  # texts of 100,000 characters
    check_linear_time(lambda times: cpu_seconds(fix_text, WORST[name](times), config), 500, most=most)


@pytest.mark.parametrize(
    "text", ["الأمير من المدرسة", "diễn ra ở chủ tịch", "“ไทย…” ๅ", "𐅀 ok 😅", "ą Å is…"]
)
@pytest.mark.parametrize("preset", ["minimal", "article"])
def test_latin_1_that_holds_a_nel_byte_is_repaired(text, preset):
    """0x85 of UTF-8 is U+0085 in Latin-1, a line break elsewhere."""
    broken = text.encode().decode("latin-1")
    assert "\x85" in broken
    assert cleankit.Chain(preset)(broken) == cleankit.Chain(preset)(text)
