"""How a table is written: what parts its cells, what its columns are called, what it is encoded in."""

import io
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleankit.decoding.charsets import detect
from cleankit.decoding.evidence import decode
from cleankit.decoding.utf16 import wide_codec
from cleankit.io.format import told_apart
from cleankit.io.formats.csv.rows import Row, cells_of, split_rows

if TYPE_CHECKING:
    from cleankit.io.options import ReadOptions

ESCAPE = "\\"
OWN = {"csv": ",", "tsv": "\t"}
DELIMITERS = ",;\t|"
ESCAPED_ROWS = 2000  # looked at to see whether a backslash stands before quotes
ROWS = 50  # looked at to find the delimiter
BOM = b"\xef\xbb\xbf"
MISREAD = 0.5  # of the rows beyond ASCII: where more are no UTF-8, all are in another encoding


class Dialect(NamedTuple):
    """``header`` is the line as it is written, ``names`` its cells, told apart; ``end`` ends its lines.

    ``codec`` is "" if not declared; ``stored`` is the encoding of the file, for people.
    """

    delimiter: str
    header: str
    names: tuple[str, ...]
    end: str
    codec: str
    marked: bool = False  # with a byte order mark
    stored: str = ""
    escape: str = ""  # what stands before quotes and delimiters in cells: a backslash, or nothing


def find_delimiter(head: bytes, kind: str) -> str:
    r"""Return the delimiter that makes most rows of a table's beginning as wide as its header.

    The format's own, where another is no better.

    >>> find_delimiter(b"id;text\n1;Snow, at last, fell.\n", "csv"), find_delimiter(b"text\nSnow\n", "tsv")
    (';', '\t')
    """
    own = OWN[kind]
    scores = {}
    for delimiter in DELIMITERS:
        rows = list(islice(split_rows(io.BytesIO(head), delimiter, len(head)), ROWS))
        rows = rows[:-1] if len(rows) > 2 and not head.endswith(b"\n") else rows  # the last may be cut
        widths = [len(cells_of(row.raw.decode("latin-1"), delimiter)) for row in rows if row.error is None]
        if widths and widths[0] > 1:
            fits = sum(width == widths[0] for width in widths[1:]) + 1
            scores[delimiter] = (fits / len(rows), delimiter == own)
    return max(scores, key=lambda one: scores[one]) if scores else own


def find_escape(head: bytes, delimiter: str) -> str:
    r"""Return a backslash if more rows of a table's beginning are in order with it before their quotes.

    >>> find_escape(b'id,text\n1,"say \\"no\\", please"\n', ","), find_escape(b'id,text\n1,"C:\\"\n', ",")
    ('\\', '')
    """
    if b"\\" not in head:
        return ""
    return ESCAPE if _in_order(head, delimiter, ESCAPE) > _in_order(head, delimiter, "") else ""


def table_of(head: bytes, options: "ReadOptions") -> str | None:
    r"""Return "csv" or "tsv" for what begins as a table whose header has a column of the article.

    >>> from cleankit.io import ReadOptions
    >>> heads = b"id;text\n1;Snow\n", b"id, text, and more\nSnow fell.\n"
    >>> [table_of(head, ReadOptions()) for head in heads]
    ['csv', None]
    """
    if codec := wide_codec(head[:4], options.encoding):
        head = head.decode(codec, "ignore").encode()
    head = head.removeprefix(BOM)
    delimiter = options.delimiter or find_delimiter(head, "csv")
    rows = list(islice(split_rows(io.BytesIO(head), delimiter, len(head)), 2))
    header, *others = [cells_of(row.raw.decode("latin-1"), delimiter) for row in rows] or [[]]
    is_cut = len(rows) == 2 and rows[1].error is not None
    fits = all(len(other) == len(header) for other in others) or is_cut
    if len(header) < 2 or not fits or not any(key in header for key in options.keys):
        return None
    return "tsv" if delimiter == "\t" else "csv"


def _in_order(head: bytes, delimiter: str, escape: str) -> float:
    """Return the share of the first rows that are whole and as wide as the header."""
    rows = list(islice(split_rows(io.BytesIO(head), delimiter, len(head), escape=escape), ESCAPED_ROWS))
    widths = [
        len(cells_of(row.raw.decode("latin-1"), delimiter, escape)) if row.error is None else 0
        for row in rows
    ]
    return sum(width == widths[0] > 0 for width in widths) / len(rows) if rows else 0.0


def read_header(head: bytes, delimiter: str, codec: str) -> tuple[Dialect, int] | None:
    r"""Return the dialect of a table that begins with ``head``, and where its rows begin; None without a row.

    >>> dialect, start = read_header(b'id,"text\n1,Snow\n', ",", "")
    >>> dialect.names, start
    (('id', 'text'), 9)
    """
    skipped = len(head) - len(head.removeprefix(BOM).lstrip(b"\r\n"))
    header = next(split_rows(io.BytesIO(head[skipped:]), delimiter, len(head)), None)
    if header is None:
        return None
    raw = header.raw if header.error is None else head[skipped:].partition(b"\n")[0]
    stop = head.find(b"\n", skipped + len(raw)) + 1 or len(head)
    text = raw.decode(codec, "replace") if codec else decode(raw).text
    if header.error is None:
        labels = cells_of(text, delimiter)
    else:  # what is meant is plain enough
        labels = [cell.strip().strip('"') for cell in text.split(delimiter)]
        text = delimiter.join(labels)
    end = header.end.decode("ascii") or "\n"
    names = tuple(told_apart(labels))
    return Dialect(delimiter, text, names, end, codec, head.startswith(BOM)), stop


def codec_of_rows(rows: Sequence[Row]) -> str:
    """Return the codec that most rows beyond ASCII are in; "" where that is UTF-8."""
    other = [row.raw for row in rows if not _is_utf8(row.raw)]
    high = sum(not row.raw.isascii() for row in rows) if other else 0
    return detect(b"\n".join(other)) if len(other) > MISREAD * high else ""


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
