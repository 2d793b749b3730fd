"""Bytes to text: what decides, what is overridden, and that nothing raises."""

import codecs
import subprocess
import sys
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleankit.decoding.charsets import DETECTABLE, codec_of, detect, find_declaration, sample
from cleankit.decoding.evidence import decode
from cleankit.testing import check_linear_time, cpu_seconds

GERMAN = "„Überall Löcher“, hieß es – die Straße war für Fußgänger gesperrt."
POLISH = "Wczoraj wieczorem straż pożarna ugasiła pożar w fabryce mebli. „Śledztwo trwa”, mówi rzeczniczka."
RUSSIAN = "Вчера вечером пожарные потушили пожар на мебельной фабрике. Причина пока неизвестна."
CHINESE = "昨天晚上，消防员扑灭了家具厂的大火。起火原因目前还不清楚，警方正在调查。"
TAIWANESE = "昨天晚上，消防員撲滅了家具廠的大火。起火原因目前還不清楚，警方正在調查。"
JAPANESE = "昨夜、家具工場の火事は消防士によって消し止められました。原因はまだ分かっていません。"
KOREAN = "어젯밤 소방관들이 가구 공장의 불을 껐다. 원인은 아직 밝혀지지 않았다."
GREEK = "Χθες το βράδυ οι πυροσβέστες έσβησαν τη φωτιά στο εργοστάσιο επίπλων."
THAI = "เมื่อคืนนี้นักดับเพลิงดับไฟที่โรงงานเฟอร์นิเจอร์ได้แล้ว"
HEBREW = "אמש כיבו הכבאים את השריפה במפעל הרהיטים. הסיבה עדיין לא ידועה."
ARABIC = "أخمد رجال الإطفاء مساء أمس حريقا في مصنع الأثاث، ولا يزال السبب مجهولا."


def meta(charset: str) -> str:
    return f'<html><head><meta charset="{charset}"><title>x</title></head>\n<p>'


@pytest.mark.parametrize(
    "text", ["", "plain", "Café", CHINESE, "a\0b", "tab\tnew\nline\x1b[0m", "\U0001f600"]
)
def test_utf8_stays(text: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.encoding, decoded.undecodable) == (text, "utf-8", 0)


@pytest.mark.parametrize(
    "codec", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("text", ["Plain text, with a mark.", GERMAN, CHINESE + "\n", RUSSIAN, "a\0b cd"])
def test_marks(codec: str, text: str) -> None:
    mark = b"" if codec in {"utf-8-sig", "utf-16", "utf-32"} else "\ufeff".encode(codec)
    decoded = decode(mark + text.encode(codec), "iso-8859-1")
    assert (decoded.text, decoded.why, decoded.undecodable) == (
        text,
        MARK_WHY.get(codec, "byte order mark"),
        0,
    )


MARK_WHY = {"utf-8-sig": "byte order mark; valid UTF-8"}


def test_mark_is_not_enough_for_utf32() -> None:
    assert decode(b"\xff\xfe\0\0a\0").text == "\0a"


def test_two_marks() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"x").text == "x"
    assert decode(codecs.BOM_UTF8 + b"\x93x\x94 caf\xc3\xa9")[:2] == ("“x” café", "utf-8")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["Plain text.", GERMAN, RUSSIAN, THAI + " 1", CHINESE + "\n" + CHINESE + " 2011\n"]
)
def test_wide_without_mark(codec: str, text: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)
    assert "NUL" in decoded.why


@pytest.mark.parametrize(
    "data", [b"\0", b"\0\0\0\0\0\0\0\0", b"a\0b", b"name\0value\0", b"abc\0\0\0\0\0", b"\0abc" * 9]
)
def test_nul_is_data(data: bytes) -> None:
    assert decode(data)[:2] == (data.decode(), "utf-8")


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("latin-1", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        (" us-ascii\n", "cp1252"),
        ('"windows-1252"', "cp1252"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("cp936", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("euc-kr", "cp949"),
        ("ks_c_5601-1987", "cp949"),
        ("big5", "big5hkscs"),
        ("cp950", "big5hkscs"),
        ("iso-8859-9", "cp1254"),
        ("iso-8859-11", "cp874"),
        ("tis-620", "cp874"),
        ("x-user-defined", "cp1252"),
        ("macintosh", "mac-roman"),
        ("utf8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("unicode", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("cp437", "cp437"),
        ("utf-7", ""),
        ("hz-gb-2312", ""),
        ("base64", ""),
        ("unicode_escape", ""),
        ("undefined", ""),
        ("idna", ""),
        ("bogus", ""),
        ("cp99999", ""),
        ("sloppy-windows-1252", ""),
        ("", ""),
        ("a\0b", ""),
        ("\ud800", ""),
        ("\u212aoi8-r", ""),
        ("utf-8" * 1000, ""),
    ],
)
def test_labels(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("<meta charset=iso8859-2>", "iso8859-2"),
        ("<META\nCharset = 'koi8-r'>", "koi8-r"),
        ("<meta charset='\n gbk '/>", "gbk"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5"),
        ('<meta content="text/html;charset=big5" http-equiv=content-type>', "big5"),
        ('<?xml version="1.0"\n encoding="windows-1251"?><rss>', "windows-1251"),
        ('<meta charset="bogus"><meta charset="euc-kr">', "euc-kr"),
        ('<p title="a > b"><meta charset="euc-jp">', "euc-jp"),
        ("<meta charset=utf-16le>", "utf-16le"),
        ("<!-- <meta charset=koi8-r> --><meta charset=gbk>", "gbk"),
        ("<!-- <meta charset=koi8-r>", ""),
        ("<!--><meta charset=koi8-r>", "koi8-r"),
        ('<meta name="description" content="what charset=koi8-r means">', ""),
        ("<metacharset=koi8-r>", ""),
        ('<p title="<meta charset=koi8-r>">', ""),
        ("<meta charset=koi8-r", ""),
        ("charset=koi8-r", ""),
        ("The <?xml encoding='koi8-r'?> line", ""),
        (" " * 20_000 + "<meta charset=koi8-r>", ""),
        ("", ""),
    ],
)
def test_declarations(page: str, label: str) -> None:
    assert find_declaration(page.encode())[0] == label


def test_declared_wide_in_ascii_is_utf8() -> None:
    assert find_declaration(b"<meta charset=utf-16>") == ("utf-16", "utf-8")
    assert decode((meta("utf-16") + "é").encode()).text.endswith("é")


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (GERMAN, "cp1252", "iso-8859-1"),
        (POLISH, "cp1250", "windows-1250"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE + "喆", "gb18030", "gb2312"),
        (TAIWANESE, "big5hkscs", "big5"),
        (JAPANESE + "①", "cp932", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (KOREAN + "똠", "cp949", "euc-kr"),
        (THAI, "cp874", "tis-620"),
        (GREEK, "iso8859-7", "iso-8859-7"),
    ],
)
def test_declared(text: str, codec: str, label: str) -> None:
    by_caller = decode(text.encode(codec), label)
    assert by_caller == (text, codec, f"declared by the caller: {label}", 0)
    page = meta(label) + text
    assert decode(page.encode(codec)) == (page, codec, f"declared in the document: {label}", 0)
    page = meta("utf-8") + text
    assert decode(page.encode(codec), label)[:2] == (page, codec)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_declared_wide(codec: str) -> None:
    assert decode(CHINESE.encode(codec), codec)[:2] == (CHINESE, codec)
    cut = decode(CHINESE.encode(codec)[:-1], codec)
    assert (cut.text[:-1], cut.undecodable) == (CHINESE[:-1], {"utf-32-le": 3}.get(codec, 1))


def test_declared_iso_2022_jp() -> None:
    page = meta("iso-2022-jp") + JAPANESE
    data = page.encode("iso2022_jp")
    assert decode(data)[:2] == (page, "iso2022_jp_ext")
    assert decode(JAPANESE.encode("iso2022_jp"), "ISO-2022-JP").text == JAPANESE
    undeclared = JAPANESE.encode("iso2022_jp")
    assert decode(undeclared).text == undeclared.decode("ascii")
    assert decode("中文".encode("hz"), "hz-gb-2312").text == "中文".encode("hz").decode()


def test_euc_jp_of_windows() -> None:
    data = JAPANESE.encode("euc_jp") + b"\xad\xa1"
    assert decode(data, "euc-jp")[:2] == (JAPANESE + "①", "euc_jp")


@pytest.mark.parametrize(
    ("data", "declared", "text", "encoding", "why"),
    [
        (GERMAN.encode(), "latin-1", GERMAN, "utf-8", "but the bytes are valid UTF-8"),
        (CHINESE.encode(), "gb2312", CHINESE, "utf-8", "but the bytes are valid UTF-8"),
        ("é".encode(), "iso-8859-1", "é", "utf-8", "but the bytes are valid UTF-8"),
        ("中".encode(), "gbk", "中", "utf-8", "but the bytes are valid UTF-8"),
        ("色".encode("gbk"), "gbk", "色", "gb18030", "declared by the caller: gbk"),
        (b"plain", "gbk", "plain", "utf-8", "declared by the caller: gbk; ASCII"),
        (b"plain text", "utf-16", "plain text", "utf-8", "which the bytes are not; ASCII"),
        (GERMAN.encode(), "utf-16le", GERMAN, "utf-8", "which the bytes are not; valid UTF-8"),
        (GERMAN.encode("cp1252"), "utf-8", GERMAN, "cp1252", "bytes are not UTF-8; detected"),
        (KOREAN.encode("cp949"), "shift_jis", KOREAN, "cp949", "which does not fit the bytes; detected"),
        (CHINESE.encode("gbk"), "utf-8", CHINESE, "gb18030", "bytes are not UTF-8; detected"),
        (RUSSIAN.encode("cp1251"), "iso-8859-1", RUSSIAN, "cp1251", "which does not fit the bytes; detected"),
        (CHINESE.encode("gbk"), "iso-8859-1", CHINESE, "gb18030", "which does not fit the bytes; detected"),
        (
            GERMAN.encode("cp1252"),
            "bogus",
            GERMAN,
            "cp1252",
            "declared by the caller: bogus, which is unknown; detected",
        ),
        (b"plain", "bogus\n\x1b[31m", "plain", "utf-8", "bogus\\n\\x1b[31m, which is unknown; ASCII"),
    ],
)
def test_lies(data: bytes, declared: str, text: str, encoding: str, why: str) -> None:
    decoded = decode(data, declared)
    assert (decoded.text, decoded.encoding, decoded.undecodable) == (text, encoding, 0)
    assert decoded.why.endswith(why)


def test_lies_in_the_document() -> None:
    page = meta("gb2312") + CHINESE
    assert decode(page.encode())[:3] == (page, "utf-8", "valid UTF-8")
    page = meta("utf-8") + GERMAN
    decoded = decode(page.encode("cp1252"))
    assert decoded[:2] == (page, "cp1252")
    assert decoded.why == "declared in the document: utf-8, but 10 bytes are not UTF-8; detected"


def test_caller_says_utf8_document_knows_better() -> None:
    page = meta("gb2312") + CHINESE
    decoded = decode(page.encode("gbk"), "utf-8")
    assert decoded[:2] == (page, "gb18030")
    assert decoded.why == "declared by the caller: utf-8; declared in the document: gb2312"


@pytest.mark.parametrize(
    ("data", "text", "why", "undecodable"),
    [
        (b"Caf\xc3\xa9 \x93Mozart\x94", "Café “Mozart”", "2 bytes of windows-1252", 0),
        (b"\xe2\x80\x9cYes\xe2\x80\x9d, it\x92s caf\xe9", "“Yes”, it’s café", "2 bytes of windows-1252", 0),
        (
            "é ".encode() * 9 + b"\x81\x8d\x8f\x90\x9d",
            "é " * 9 + "\x81\x8d\x8f\x90\x9d",
            "5 bytes of windows-1252",
            0,
        ),
        (CHINESE.encode()[:-1], CHINESE[:-1] + "\ufffd", "2 that cannot be decoded", 2),
        (CHINESE.encode()[:-2] + b" more", CHINESE[:-1] + "\ufffd more", "1 that cannot be decoded", 1),
        (GERMAN.encode() + b"\xf0\x9f\x98 x", GERMAN + "\ufffd x", "3 that cannot be decoded", 3),
        (GERMAN.encode() + b"\xed\xa0\x80 x", GERMAN + "\ufffd x", "3 that cannot be decoded", 3),
        (
            GERMAN.encode() + b" \x93x\x94 \xe2\x80 x",
            GERMAN + " “x” \ufffd x",
            "2 bytes of windows-1252 and 2 that cannot be decoded",
            2,
        ),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8"])
def test_mixed(data: bytes, text: str, why: str, undecodable: int, declared: str | None) -> None:
    decoded = decode(data, declared)
    assert (decoded.text, decoded.encoding, decoded.undecodable) == (text, "utf-8", undecodable)
    assert decoded.why.endswith(f"UTF-8, but for {why}")


def test_mostly_utf8_beats_a_legacy_declaration() -> None:
    data = (GERMAN * 3).encode() + b" \x93x\x94"
    assert decode(data, "iso-8859-1").text == GERMAN * 3 + " “x”"
    assert decode("né né né".encode() + b" \x93x\x94", "iso-8859-1").text == "né né né “x”"
    assert decode(CHINESE.encode()[:-1], "gb2312").text == CHINESE[:-1] + "\ufffd"


def test_undefined_bytes_are_controls() -> None:
    assert decode(b"\x81\x8d\x8f\x90\x9d\xe9", "cp1252").text == "\x81\x8d\x8f\x90\x9dé"
    data = (GREEK * 5).encode("cp1253") + b"\xd2\xff\xaa\x81"
    assert decode(data, "windows-1253")[::3] == (GREEK * 5 + "\ufffd\ufffd\ufffd\x81", 3)


def test_iso_with_windows_quotes() -> None:
    data = "„Łódź”".encode("cp1250").replace(b"\x9f", b"z")
    assert decode(data, "iso-8859-2")[:2] == ("„Łódz”", "cp1250")
    controls = "ąść".encode("iso8859-2")
    assert decode(controls, "iso-8859-2")[:2] == ("ąść", "iso8859-2")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (GERMAN, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH.replace("„", '"').replace("”", '"'), "iso8859-2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5hkscs"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "cp949"),
        (GREEK, "cp1253"),
        (THAI, "cp874"),
        (HEBREW, "cp1255"),
        (ARABIC, "cp1256"),
    ],
)
@pytest.mark.parametrize(
    "page", ["{}", "<html><body><p>{}</p>\n<script>var a = 1 < 2;</script></body></html>"]
)
def test_detected(text: str, codec: str, page: str) -> None:
    decoded = decode(page.format(text).encode(codec))
    assert (decoded.text, decoded.why, decoded.undecodable) == (page.format(text), "detected", 0)


@pytest.mark.parametrize(
    "text", ["Beyoncé", "naïve", "François said", "à la carte", "½ cup of milk", "© 2011"]
)
def test_short_is_western(text: str) -> None:
    assert decode(text.encode("cp1252"))[:3] == (text, "cp1252", "detected")


def test_sample_is_bounded_and_skips_ascii() -> None:
    page = b"<p>nothing here</p>\n" * 10_000 + b"<p>Stra\xdfe</p>\n" * 10_000
    assert sample(page).startswith(b"Stra\xdfe\nStra\xdfe\n")
    assert len(sample(page)) < 9_000
    assert len(sample(b"\xdf" * 1_000_000)) < 9_000
    assert sample(b"ascii") == b""


def test_detector_answers_are_codecs() -> None:
    assert {codec_of(codec) for codec in DETECTABLE} == {*DETECTABLE, "euc_jp"} - {"euc_jis_2004"}
    assert detect(b"") == "cp1252"


LABELS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.sampled_from(
        ["utf-8", "utf-16", "utf-32", "gbk", "big5", "euc-jp", "iso-2022-jp", "latin1", "koi8-r", "cp037"]
    ),
)
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"\x84\x31\x95\x33")
PARTS = (
    b"\0",
    b"a\0",
    b"\0a",
    b"\xd8\0",
    b"\0\xd8",
    b"\x1b$B",
    b"\x1b(B",
    b"caf\xc3\xa9",
    b"caf\xe9",
    b"\x93x\x94",
)
MARKUP = (b"<meta charset=", b"gbk>", b"utf-8>", b"iso-2022-jp>", b"<?xml encoding='", b"'?>", b"<!--", b'"')
PIECES = st.binary(max_size=40) | st.sampled_from(MARKS + PARTS + MARKUP)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12).map(b"".join), LABELS)
def test_never_raises(data: bytes, declared: str | None) -> None:
    decoded = decode(data, declared)
    decoded.text.encode()
    decoded.why.encode()
    assert not decoded.text.startswith("\ufeff")
    assert codec_of(decoded.encoding) == decoded.encoding
    assert 0 <= decoded.undecodable <= len(data)
    assert bool(decoded.undecodable) <= ("\ufffd" in decoded.text)
    assert decode(data, declared) == decoded


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1b\ufeff")))
def test_utf8_is_read_as_utf8(text: str) -> None:
    for declared in (None, "utf-8", "iso-8859-1"):
        assert decode(text.encode(), declared)[::3] == (text, 0)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.characters(codec="gb18030", exclude_categories=["Cs"], exclude_characters="\x1b\ufeff"), min_size=3
    )
)
def test_marked_utf16_is_read(text: str) -> None:
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")).text == text


WORST: dict[str, Callable[[int], bytes]] = {
    "stray bytes": lambda n: b"\xe9 \x93" * n,
    "mixed": lambda n: b"\xc3\xa9 \xe9 " * n,
    "cut characters": lambda n: b"\xe4\xb8\xad\xe4\xb8 " * n,
    "all bytes": lambda n: bytes(range(256)) * (n // 64),
    "high": lambda n: b"\xff" * 4 * n,
    "tags": lambda n: b"\xe9<meta charset=" * (n // 4),
    "comments": lambda n: b"\xe9<!--" * n,
    "quotes": lambda n: b'\xe9<a b="' * n,
    "declarations": lambda n: b"<?xml encoding='" * (n // 4) + b"\xe9?>",
    "ascii then one": lambda n: b"a" * 4 * n + b"\xe9",
    "nul": lambda n: b"\0\xe9" * 2 * n,
    "wide": lambda n: b"a\0\xd8\xd8" * n,
    "gbk": lambda n: b"\xd6\xd0\xff<" * n,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("shape", WORST)
@pytest.mark.parametrize("declared", [None, "gbk"])
@pytest.mark.clock
def test_linear(shape: str, declared: str | None) -> None:
    check_linear_time(
        lambda size: cpu_seconds(partial(decode, declared=declared), WORST[shape](size)), 50_000
    )


@pytest.mark.parametrize(
    "tag", [b"charset=", b"<meta ", b'<a b="', b"<", b"= ", b"<!--", b"encoding='", b"<meta charset=x>"]
)
@pytest.mark.parametrize("start", [b"<meta ", b"<?xml "])
@pytest.mark.clock
def test_declaration_search_is_bounded(tag: bytes, start: bytes) -> None:
    find_declaration(b"<meta charset=x>")  # imports
    datas = [start + tag * times + b"charset?>" for times in (1_000, 100_000)]
    small, large = (min(cpu_seconds(find_declaration, data) for _ in range(3)) for data in datas)
    assert large < 8 * max(small, 0.005)


@pytest.mark.parametrize("text", ["The council met and agreed to nothing.\n", GERMAN, CHINESE])
@pytest.mark.clock
def test_utf8_costs_what_bytes_decode_costs(text: str) -> None:
    data = (text * 50_000).encode()
    decode(data)
    ours, theirs = (min(cpu_seconds(call, data) for _ in range(5)) for call in (decode, bytes.decode))
    assert ours < 5 * theirs + 0.002


def test_import_is_cheap() -> None:
    heavy = "{'bs4', 'chardet', 'webencodings'}"
    code = f"import sys, cleankit.decoding.evidence as d; d.decode(b'a'); print({heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("data", "declared", "plain"),
    [
        (b"harbour", None, True),
        ("Grüße".encode(), "utf-8", True),
        ("nul\0 ü".encode(), None, True),
        ("\ufeffGrüße".encode(), None, False),
        ("Grüße".encode("cp1252"), None, False),
        (b"Caf\xc3\xa9 \x93Mozart\x94", None, False),
        ("Grüße".encode("utf-16"), None, False),
        (b"\x1b$B4A;z\x1b(B", "iso-2022-jp", False),
    ],
)
def test_plain_bytes_are_those_of_the_text(data, declared, plain):
    decoded = decode(data, declared)
    assert decoded.is_plain == plain == (decoded.text.encode() == data)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "市长说,大桥将于星期一重新开放,门票价格也会降低。\n",
        "市長は月曜日に橋が再び開通すると述べた。入場料は五百円になる。\n",
        "시장은 다리가 월요일에 다시 열릴 것이라고 말했다. 입장료는 오백 원이다.\n",
    ],
)
def test_han_in_utf_16_without_a_mark(text: str, codec: str) -> None:
    assert decode((text * 3).encode(codec))[:2] == (text * 3, codec)


@pytest.mark.parametrize(
    "text",
    ["Le café de la gare\0a rouvert \x13lundi\x14, dit la mairie.", "It\x19s \x1cfine\x1d, à peu près.\0"],
)
def test_letters_in_pairs_are_no_han(text: str) -> None:
    assert decode((text * 5).encode("latin-1")).text == text * 5
