r"""Make every line break one line feed, and keep entities from making new ones.

`\r\n`, `\r`, NEL, U+2028 and U+2029 become `\n`. A numeric entity for one of them (`&#10;`, `&#xD;`)
is white space in HTML, and scrapers leave `&#13;` at line ends: it becomes a space, so that a later
filter that unescapes entities never makes a new line.

>>> join_newlines("one\r\ntwo&#13;\u2028three")
'one\ntwo \nthree'
"""

from collections.abc import Iterator

from cleankit.registry import text_filter
from cleankit.text.changes import Change
from cleankit.text.patterns import lazy

OTHER_BREAKS = ("\u0085", "\u2028", "\u2029")
# "&amp;#10;" becomes "&#10;" when unescaped once, so it counts too.
ENTITY_RE = lazy(r"&(?:amp;){0,9}(?:#(?:0{0,9}(?:10|13|8232|8233)|[xX]0{0,9}(?:[aAdD]|202[89]))|NewLine);")
BREAK_RE = lazy(rf"\r\n|\r|{'|'.join(OTHER_BREAKS)}|{ENTITY_RE.pattern}")


def newline_edits(text: str) -> Iterator[Change]:
    """Yield what `join_newlines` changes; paired lines would not do where their number changes."""
    for found in BREAK_RE.finditer(text):
        yield found.start(), found.end(), " " if found[0].startswith("&") else "\n"


@text_filter("newlines", lines=False, edits=newline_edits)
def join_newlines(text: str) -> str:
    r"""Make `\r\n`, `\r`, U+0085, U+2028 and U+2029 one `\n` each."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in () if text.isascii() else OTHER_BREAKS:
        if mark in text:
            text = text.replace(mark, "\n")
    if "&" in text:
        text = ENTITY_RE.sub(" ", text)
    return text
