r"""What a file holds whose name does not say it: pages of servers' scripts, and files without an ending.

>>> sniffed(b"<!DOCTYPE html><title>News</title>"), sniffed(b'{"text": "a"}'), sniffed(b"Dear reader")
('html', 'jsonl', None)
>>> sniffed(b"<?php echo 1; ?><html>") is None  # a program, and not what it wrote
True
"""

import re
from collections.abc import Sequence
from pathlib import Path

from cleankit.io.format import COMPRESSED
from cleankit.io.formats import FORMATS, format_of

SNIFF = 4096
MANIFEST = 1 << 20  # bytes: a JSON file in which no record is found may have as many
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Endings of what a server ran: an archive of its pages has them, and they are HTML.
SCRIPTS = (".php", ".asp", ".aspx", ".jsp", ".cgi", ".cfm", ".pl")
LEAD_RE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*){0,5}", re.DOTALL)
ESCAPED_KEY_RE = re.compile(rb'"[^"\\]{0,100}\\u[^"]{0,100}"\s*:')
PAGE_RE = re.compile(rb"<!doctype\s+html|<(?:html|head|body|title|meta)[\s>]", re.IGNORECASE)


def sniffed(head: bytes) -> str | None:
    """Return the format that a file begins as; None for one that begins as text, or as nothing we know."""
    for mark in MARKS:
        if head.startswith(mark):
            head = head.removeprefix(mark).replace(b"\0", b"")
    lead = LEAD_RE.match(head)
    if PAGE_RE.match(head, lead.end() if lead else 0):
        return "html"
    return next((kind.name for kind in FORMATS.values() if kind.looks and kind.looks(head)), None)


def found_format(path: Path, wanted: tuple[str, ...] = ()) -> str | None:
    """Return the format of a file by its name, or its beginning where the name leaves it open; else None.

    ``wanted`` are endings that the user asks for, such as ".foo": their files are what they begin as, text
    if that shows nothing, but for programs of a server.
    """
    named, _ = format_of(path.name)
    ending = ending_of(path.name)
    if wanted and ending not in wanted:
        return None
    if named is not None:
        return named
    if not wanted and ending not in ("", *SCRIPTS):
        return None
    found = sniffed(_head(path))
    return found or ("text" if wanted and ending not in SCRIPTS else None)


def ending_of(name: str) -> str:
    """Return a file's ending, that of compression left out; "" where it has none.

    >>> ending_of("a/News.HTML.gz"), ending_of("story?id=7"), ending_of(".hidden"), ending_of("v1.2 notes")
    ('.html', '', '', '')
    """
    file = name.lower().rpartition("/")[2]
    packed = next((end for end in COMPRESSED if file.endswith(end)), "")
    stem, dot, ending = file.removesuffix(packed).rpartition(".")
    return dot + ending if stem and ending.isalnum() and len(ending) <= 10 and not ending.isdecimal() else ""


def holds_fields(path: Path, fields: Sequence[str]) -> bool:
    """Say whether a .json file has one of some keys, such as "body.text", or is too large to be searched."""
    head = _head(path, MANIFEST).replace(b"\0", b"")
    if len(head) >= MANIFEST or ESCAPED_KEY_RE.search(head):
        return True
    keys = {field.rpartition(".")[2] for field in fields} | set(fields)
    return b"".join(head.split()) in (b"", b"[]") or any(
        re.search(rb'"%b"\s*:' % re.escape(key.encode()), head) for key in keys
    )


def _head(path: Path, size: int = SNIFF) -> bytes:
    from cleankit.errors import UnreadableError
    from cleankit.io.streams import open_input

    try:
        with open_input(path) as (content, _):
            return content.read(size)
    except (OSError, UnreadableError):
        return b""
