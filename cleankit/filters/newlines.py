r"""Make every line break one line feed, and keep entities from making new ones.

`\r\n`, `\r`, NEL, U+2028 and U+2029 become `\n`. A numeric entity for one of them (`&#10;`, `&#xD;`)
is white space in HTML, and scrapers leave `&#13;` at line ends: it becomes a space, so that a later
filter that unescapes entities never makes a new line.

Left alone: a NEL that is a byte of UTF-8 read as Latin-1, as every fourth word of broken Arabic has it
(`Ù\x85` is م). A filter that repairs encoding needs it. It counts as one in a well-formed sequence, in a text
that has such sequences with other control characters too.

>>> join_newlines("one\r\ntwo&#13;\u2028three")
'one\ntwo \nthree'
"""

from collections.abc import Iterator

from cleankit.registry import text_filter
from cleankit.text.changes import Change
from cleankit.text.patterns import lazy

NEL = "\u0085"
OTHER_BREAKS = (NEL, "\u2028", "\u2029")
# UTF-8 read as Latin-1: sequences with a control character that is no NEL, and those with a NEL.
WRONGLY_READ_RE = lazy("[\xc2-\xf4][\x80-\xbf]{0,2}[\x80-\x84\x86-\x9f]")
NEL_BYTE = (
    f"[\xc2-\xdf]{NEL}|[\xe0-\xef](?:{NEL}[\x80-\xbf]|[\x80-\xbf]{NEL})"
    f"|[\xf0-\xf4](?:{NEL}[\x80-\xbf]{{2}}|[\x80-\xbf]{NEL}[\x80-\xbf]|[\x80-\xbf]{{2}}{NEL})"
)
NEL_RE = lazy(f"({NEL_BYTE})|{NEL}")
# "&amp;#10;" becomes "&#10;" when unescaped once, so it counts too.
ENTITY_RE = lazy(r"&(?:amp;){0,9}(?:#(?:0{0,9}(?:10|13|8232|8233)|[xX]0{0,9}(?:[aAdD]|202[89]))|NewLine);")
BREAK_RE = lazy(rf"\r\n|\r|{'|'.join(OTHER_BREAKS)}|{ENTITY_RE.pattern}")
BYTE_OR_BREAK_RE = lazy(f"(?P<byte>{NEL_BYTE})|{BREAK_RE.pattern}")


def newline_edits(text: str) -> Iterator[Change]:
    """Yield what `join_newlines` changes; paired lines would not do where their number changes."""
    for found in (BYTE_OR_BREAK_RE if _has_nel_bytes(text) else BREAK_RE).finditer(text):
        if found.lastgroup != "byte":
            yield found.start(), found.end(), " " if found[0].startswith("&") else "\n"


@text_filter("newlines", lines=False, edits=newline_edits)
def join_newlines(text: str) -> str:
    r"""Make `\r\n`, `\r`, U+0085, U+2028 and U+2029 one `\n` each."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        if _has_nel_bytes(text):
            text = NEL_RE.sub(lambda found: found[1] or "\n", text)
        else:
            text = text.replace(NEL, "\n")
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    if "&" in text:
        text = ENTITY_RE.sub(" ", text)
    return text


def _has_nel_bytes(text: str) -> bool:
    return NEL in text and WRONGLY_READ_RE.search(text) is not None
