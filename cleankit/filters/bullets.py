r"""Write the bullets of lists in one way: a hyphen and a space at the start of the line.

Only a mark that is nothing but a bullet counts; "·" inside a word, dashes that open speech, and code
are left alone.

>>> unify_bullets("• one\n  ▪ two\n● three, col·legi")
'- one\n  - two\n- three, col·legi'
"""

import re

from cleankit.registry import text_filter
from cleankit.text.code import code_lines, may_hold_code

# NeMo Curator's and textacy's lists, without what is also a letter, a figure or a rule.
BULLETS = "•‣⁃⁌⁍∙○●◘◦▪▫■□►▸▶➢➤✓✔"
BULLET_RE = re.compile(rf"^([^\S\n]*)[{BULLETS}·][^\S\n]+(?=\S)|^([^\S\n]*)[•‣⁃●▪■►](?=\w)", re.MULTILINE)


@text_filter("bullets")
def unify_bullets(text: str) -> str:
    """Replace a bullet at the start of a line by "- "."""
    if text.isascii() or not BULLET_RE.search(text):
        return text
    if not may_hold_code(text):
        return BULLET_RE.sub(_hyphen, text)
    lines = text.split("\n")
    code = code_lines(lines)
    return "\n".join([line if i in code else BULLET_RE.sub(_hyphen, line) for i, line in enumerate(lines)])


def _hyphen(found: re.Match[str]) -> str:
    return f"{found[1] or found[2] or ''}- "
