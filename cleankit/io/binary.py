r"""What bytes under a text's name are, if they are no text: a PDF, a picture, a program, or nothing we know.

A known format is recognised by how it begins. Of what is left, text is told from other bytes after it was
decoded, since the bytes of UTF-16 look like anything: text has few control characters, and of few kinds. So
text in any encoding stays text, also with NULs or with what a wrong conversion left in it.

>>> binary_kind(b"%PDF-1.7\n1 0 obj\n").what
'a PDF document'
>>> binary_kind(b"%PDF-1.7 is the version to use, the editor said.") is None
True
"""

import re
from typing import NamedTuple

from cleankit.errors import InputError
from cleankit.io.unpacking import GZIP_MARK, ZSTD_MARK

SAMPLE = 8192  # characters, or bytes, that are looked at
FEWEST, KINDS, SHARE = 8, 6, 0.05  # control characters: of random bytes 10 per cent, of 26 kinds
CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\b\t\n\v\f\r\x1b"))  # an escape begins a colour, or JIS
RUN_RE = re.compile(r"([\0-\x07\x0e-\x1a\x1c-\x1f\x7f])\1*")
OPEN = b"mimetypeapplication/vnd.oasis"
SHEET = OPEN + b".opendocument.spreadsheet"
OFFICE = (b"word/", b"xl/", b"ppt/", b"mimetypeapplication/epub", SHEET, OPEN)


class Kind(NamedTuple):
    """What bytes are, with its article, and what to do with it."""

    what: str
    advice: str


PICTURE = "a picture has no text; leave it out"
SOUND = "sound and film have no text; leave it out"
UNPACK = "unpack it first"
FONT = "a font has no text; leave it out"
PROGRAM = "a program has no text; leave it out"
CONVERT = "convert it first, as with pandoc or libreoffice --convert-to html"
PDF = Kind("a PDF document", "take its text out first, as with pdftotext")
TABLE = "save it as CSV, or read it with pandas and write .parquet"

DOCUMENTS = dict(
    zip(
        OFFICE,
        (
            Kind("a Word document (.docx)", CONVERT),
            Kind("an Excel workbook (.xlsx)", TABLE),
            Kind("a PowerPoint presentation (.pptx)", CONVERT),
            Kind("an EPUB book", CONVERT),
            Kind("an OpenDocument spreadsheet (.ods)", TABLE),
            Kind("an OpenDocument file", CONVERT),
        ),
        strict=True,
    )
)
# What to do with files whose ending shows that they hold articles, and not in a form that is read.
BY_ENDING = {
    ".pdf": PDF.advice,
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"), TABLE),
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".epub", ".pptx", ".ppt", ".odp"), CONVERT),
    **dict.fromkeys((".zip", ".tar", ".tgz", ".7z", ".rar"), UNPACK),
    **dict.fromkeys((".feather", ".arrow", ".avro", ".orc", ".sqlite", ".db"), TABLE),
    ".bz2": "decompress it first, with bunzip2",
    ".xz": "decompress it first, with unxz",
}
# What stands at which byte. An article may begin with some, too: those count with bytes that no text has.
Marks = bytes | dict[int, bytes]
KNOWN: tuple[tuple[Kind, bool, tuple[Marks, ...]], ...] = (
    (
        PDF,
        False,
        (b"%PDF-1.", b"%PDF-2."),
    ),
    (Kind("a PostScript document", "take its text out first, as with ps2ascii"), True, (b"%!PS-Adobe-",)),
    (Kind("an RTF document", CONVERT), True, (rb"{\rtf1",)),
    (Kind("a PNG picture", PICTURE), True, (b"\x89PNG\r\n\x1a\n",)),
    (Kind("a JPEG picture", PICTURE), True, (b"\xff\xd8\xff",)),
    (
        Kind("a GIF picture", PICTURE),
        False,
        (b"GIF87a", b"GIF89a"),
    ),
    (Kind("a WebP picture", PICTURE), False, ({0: b"RIFF", 8: b"WEBP"},)),
    (Kind("an AVIF picture", PICTURE), False, ({4: b"ftypavif"},)),
    (
        Kind("an HEIC picture", PICTURE),
        False,
        ({4: b"ftyphei"}, {4: b"ftypmif1"}),
    ),
    (
        Kind("a TIFF picture", PICTURE),
        False,
        (b"II*\0", b"MM\0*"),
    ),
    (Kind("a BMP picture", PICTURE), False, ({0: b"BM", 6: b"\0\0\0\0"},)),
    (Kind("an icon", PICTURE), False, ({0: b"\0\0\1\0", 5: b"\0"},)),
    (
        Kind("a zip archive", UNPACK),
        False,
        (b"PK\3\4", b"PK\5\6"),
    ),
    (Kind("gzip-compressed", "name it with .gz at the end"), True, (GZIP_MARK,)),
    (Kind("zstd-compressed", "name it with .zst at the end"), True, (ZSTD_MARK,)),
    (Kind("bzip2-compressed", "decompress it first, with bunzip2"), False, ({0: b"BZh", 4: b"1AY&SY"},)),
    (Kind("xz-compressed", "decompress it first, with unxz"), True, (b"\xfd7zXZ\0",)),
    (Kind("a 7z archive", UNPACK), True, (b"7z\xbc\xaf\x27\x1c",)),
    (Kind("a RAR archive", UNPACK), True, (b"Rar!\x1a\7",)),
    (
        Kind("a tar archive", UNPACK),
        True,
        ({257: b"ustar\0"}, {257: b"ustar  \0"}),
    ),
    (Kind("an old Office document", CONVERT), True, (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    (Kind("a Parquet table", "name it .parquet, or give --format parquet"), False, (b"PAR1",)),
    (
        Kind("an Arrow table", TABLE),
        False,
        (b"ARROW1\0\0", b"FEA1"),
    ),
    (Kind("an Avro table", TABLE), True, (b"Obj\1",)),
    (Kind("an SQLite database", TABLE), True, (b"SQLite format 3\0",)),
    (Kind("a NumPy array", TABLE), True, (b"\x93NUMPY",)),
    (Kind("an HDF5 file", TABLE), True, (b"\x89HDF\r\n\x1a\n",)),
    (Kind("a program (ELF)", PROGRAM), True, (b"\x7fELF",)),
    (Kind("a program (Windows)", PROGRAM), False, ({0: b"MZ", 62: b"\0\0"},)),
    (
        Kind("a program (Mach-O)", PROGRAM),
        True,
        (b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
    ),
    (Kind("a program (Java or Mach-O)", PROGRAM), True, (b"\xca\xfe\xba\xbe",)),
    (Kind("a program (WebAssembly)", PROGRAM), True, (b"\0asm\1",)),
    (
        Kind("a font", FONT),
        False,
        (b"wOFF\0", b"wOF2\0", b"OTTO\0", b"\0\1\0\0\0"),
    ),
    (Kind("a film (MP4)", SOUND), False, ({4: b"ftyp"},)),
    (
        Kind("sound", SOUND),
        False,
        (b"ID3\3\0", b"ID3\4\0", b"OggS\0", b"fLaC\0", {0: b"RIFF", 8: b"WAVE"}),
    ),
)
BEGINNINGS = tuple(
    (kind, sure, marks if isinstance(marks, dict) else {0: marks})
    for kind, sure, several in KNOWN
    for marks in several
)
UNKNOWN = Kind("binary data of no kind that we know", "leave it out")


def refuse_binary(data: bytes, wanted: str) -> None:
    """Raise InputError for what begins as a format that holds no plain text; ``wanted`` says what should."""
    if (kind := binary_kind(data)) is not None:
        raise InputError(f"is {kind.what}, not {wanted}; {kind.advice}")


def refuse_no_text(data: bytes, text: str) -> None:
    """Raise InputError if ``text``, which ``data`` was decoded to, is none (`is_no_text`)."""
    if is_no_text(data, text):
        raise InputError(f"is {UNKNOWN.what}, not text; {UNKNOWN.advice}")


def binary_kind(data: bytes) -> Kind | None:
    """Return what bytes are that begin as a known format does that holds no plain text; else None.

    ``data`` is the beginning of a file, or all of it: only then a zip archive shows which document it is.
    """
    found = next(
        (one for one in BEGINNINGS if all(data.startswith(mark, at) for at, mark in one[2].items())), None
    )
    if found is None:
        return None
    kind, sure, _ = found
    if not (sure or _has_controls(data) or (kind is PDF and b" obj" in data[:SAMPLE])):
        return None
    if data.startswith(b"PK"):
        return next((DOCUMENTS[mark] for mark in OFFICE if mark in data), kind)
    return kind


def is_no_text(data: bytes, text: str) -> bool:
    r"""Say whether ``text``, which ``data`` was decoded to, is none.

    Runs of one control character count as one: zeros that pad a file say nothing about what is before them.

    >>> is_no_text(b"He\x00 said\x19s so." * 50, "He\x00 said\x19s so." * 50)
    False
    >>> noise = bytes(range(256)) * 8
    >>> is_no_text(noise, noise.decode("latin-1"))
    True
    """
    if not _has_controls(data):
        return False
    shown = text[:SAMPLE]
    runs = [found[1] for found in RUN_RE.finditer(shown)]
    length = len(RUN_RE.sub(r"\1", shown))
    return len(runs) >= max(FEWEST, SHARE * length) and len(set(runs)) >= KINDS


def _has_controls(data: bytes) -> bool:
    beginning = data[: 4 * SAMPLE]
    return len(beginning) - len(beginning.translate(None, CONTROLS)) >= FEWEST
