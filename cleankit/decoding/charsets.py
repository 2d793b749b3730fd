r"""Charset labels, declarations, guesses, and reading bytes in one given encoding.

Labels mean what they mean to browsers (WHATWG Encoding): latin-1 is windows-1252, gb2312 is GB18030.
Encodings go by their Python names.

>>> codec_of("ISO-8859-1"), codec_of("gb2312"), codec_of("utf-7")
('cp1252', 'gb18030', '')
"""

import codecs
import re
from functools import cache, lru_cache

PREFIX = 16_384  # bytes searched for a declaration; browsers search 1,024, but some pages declare later
SAMPLE = 8_192  # bytes of non-ASCII context shown to the detector; twice that finds no more
TOO_SHORT = 24  # bytes; a name with one accent is Western until there is a sentence around it

WIDE = frozenset({"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
CJK = frozenset({"big5hkscs", "cp932", "cp949", "euc_jis_2004", "euc_jp", "gb18030", "iso2022_jp_ext"})
BLANKS_AND_QUOTES = " \t\n\f\r\"'"
CHARMAP_RE = re.compile(r"cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+|kz1048|ptcp154|hp-roman8|tis-620")

# A codec that reads everything the named one reads, and more; or the one that browsers use for it.
WIDER = {
    "cp950": "big5hkscs",
    "euc_jis_2004": "euc_jp",
    "euc_kr": "cp949",
    "gbk": "gb18030",
    "iso2022_jp": "iso2022_jp_ext",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "utf-8-sig": "utf-8",
    "x-user-defined": "cp1252",
}

# What the detector may answer: encodings that real pages are in. ISO-8859-15 and the rarer parts are left
# out: they differ from a Windows code page in a few characters, and are wrong more often than right.
DETECTABLE = (
    *("gb18030", "big5hkscs", "cp932", "euc_jis_2004", "cp949", "cp874"),
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "koi8-r", "koi8-u", "cp866"),
)

# Comments and tags as browsers see them before they parse: quotes count only after "=", and reach over ">".
TAG_RE = re.compile(
    rb"""<!(?=--).*?(?:-->|\Z) | <[a-z/](?:[^>=] | =(?:\s*(?:"[^"]*(?:"|\Z) | '[^']*(?:'|\Z)))?)*+(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
CHARSET_META_RE = re.compile(
    rb"""<meta (?=[\s/][^>]{0,300}>\Z)  # short, and closed by its first ">"
    (?: [\s/]+charset\s*= | (?=.*\bhttp-equiv\s*=\s*(["']?)content-type\1[\s/>]) | (?!.*\bcontent\s*=) )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
HIGH_PAIR_RE = re.compile(rb"[\x80-\xff]{2}")
HIGH_RE = re.compile(rb"[\x80-\xff]")
SEGMENT_END_RE = re.compile(rb"[<>\n]")


def codec_of(label: str) -> str:
    """Return the codec that a label or a Python name means; "" if it is unknown or unsafe (UTF-7, HZ)."""
    label = label.strip(BLANKS_AND_QUOTES)
    if not label.isascii() or len(label) > 40:
        return ""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return web_codec_of(label)
    return web_codec_of(label) or web_codec_of(name) or _safe(name)


@lru_cache(maxsize=256)
def web_codec_of(label: str) -> str:
    """Return the codec that browsers use for a label, "" if they know none: the only labels trusted in data.

    >>> web_codec_of("x-sjis"), web_codec_of("cp949")
    ('cp932', '')
    """
    import webencodings

    found = webencodings.lookup(label.strip(BLANKS_AND_QUOTES)) if label.isascii() else None
    return _safe(found.codec_info.name) if found else ""


def find_declaration(data: bytes) -> tuple[str, str]:
    """Return the label that an XML declaration or a meta element gives, and its codec; ("", "") for none.

    What can be read as ASCII is not UTF-16, so that a label of UTF-16 means UTF-8 here.

    >>> find_declaration(b'<meta http-equiv="Content-Type" content="text/html; charset=GB2312">')
    ('gb2312', 'gb18030')
    """
    prefix = data[:PREFIX]
    lower = prefix.lower()
    if b"charset" not in lower and b"encoding" not in lower:
        return "", ""
    from bs4.dammit import EncodingDetector

    # bs4 gets one short tag at a time: on long ones its pattern is cubic, and it sees into comments.
    head, close, _ = prefix.partition(b"?>")
    tags = [head.lstrip().replace(b"\n", b" ") + close] if close and head.lstrip()[:5] == b"<?xml" else []
    tags += filter(CHARSET_META_RE.match, (b"\n".join(tag.split()) for tag in TAG_RE.findall(prefix)))
    for tag in tags:
        label = " ".join((EncodingDetector.find_declared_encoding(tag, is_html=True) or "").split()[:1])
        codec = web_codec_of(label)
        if codec:
            return label, "utf-8" if codec in WIDE else codec
    return "", ""


def detect(data: bytes) -> str:
    """Return the codec that the non-ASCII parts of ``data`` are most likely in (chardet, on a sample).

    >>> detect("Съешь же ещё этих мягких булок".encode("koi8-r"))
    'koi8-r'
    """
    part = sample(data)
    if len(part) < TOO_SHORT and not HIGH_PAIR_RE.search(part):
        return "cp1252"
    import chardet

    found = chardet.detect(
        part,
        include_encodings=DETECTABLE,
        prefer_superset=False,
        compat_names=False,
        empty_input_encoding="cp1252",
    )["encoding"]
    return codec_of(found or "") or "cp1252"


def sample(data: bytes) -> bytes:
    """Return about SAMPLE bytes: the runs between tags and line ends that hold bytes over 7F."""
    runs: list[bytes] = []
    room, end = SAMPLE, 0
    while room > 0 and (high := HIGH_RE.search(data, end)):
        start = max(high.start() - 80, end)
        context = data[start : high.start()]
        start += max(context.rfind(b">"), context.rfind(b"\n")) + 1
        stop = SEGMENT_END_RE.search(data, high.start(), start + room)
        end = stop.start() if stop else min(max(start + room, high.end()), len(data))
        runs.append(data[start:end])
        room -= end - start + 1
    return b"\n".join(runs)


def read(data: bytes, codec: str) -> tuple[str, int]:
    """Decode in one codec; return the text without marks, and how many bytes became U+FFFD."""
    if codec != "utf-8" and codec not in WIDE | CJK:
        text = codecs.charmap_decode(data, "replace", charmap(codec))[0]
        return text, text.count("\ufffd")
    try:
        return data.decode(codec).lstrip("\ufeff"), 0
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    undecodable = text.count("\ufffd")  # in CJK codecs one for each byte
    if codec not in CJK:
        undecodable = len(data) - len(data.decode(codec, "ignore").encode(codec))
    if codec == "euc_jp":  # lacks row 13, the circled digits that Windows has
        wider = read(data, "euc_jis_2004")
        return wider if wider[1] < undecodable else (text, undecodable)
    return text.lstrip("\ufeff"), undecodable


@cache
def charmap(codec: str) -> str:
    """Return the 256 characters of a single-byte codec; 80-9F without one are C1 controls (WHATWG)."""
    characters = (bytes([byte]).decode(codec, "replace") for byte in range(256))
    return "".join(
        char if char != "\ufffd" else chr(byte) if 0x80 <= byte < 0xA0 else "\ufffe"
        for byte, char in enumerate(characters)
    )


def is_valid(data: bytes, codec: str) -> bool:
    """Say whether every byte can be decoded."""
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _safe(name: str) -> str:
    name = WIDER.get(name, name)
    return name if name == "utf-8" or name in WIDE | CJK or CHARMAP_RE.fullmatch(name) else ""
