"""Rewrite prose and leave what is not prose: code, inline code, web addresses.

>>> dots = outside_code(r"[.]{3}")
>>> rewrite("Wait... see http://example.org/a...b and `x...y`", dots, "…")
'Wait… see http://example.org/a...b and `x...y`'
"""

import re
from collections.abc import Callable

from cleankit.text.code import code_lines, may_hold_code

NOT_PROSE = r"https?://\S+|www\.\S+|`[^`\n]*`"


def outside_code(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for `rewrite`: what is not prose is matched first, and passed over."""
    return re.compile(rf"(?P<left>{NOT_PROSE})|{pattern}")


def rewrite(text: str, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> str:
    """Replace what the pattern matches in prose; the number of lines stays."""

    def replace(found: re.Match[str]) -> str:
        if found["left"] is not None:
            return found[0]
        return new if isinstance(new, str) else new(found)

    if not may_hold_code(text):
        return pattern.sub(replace, text)
    lines = text.split("\n")
    code = code_lines(lines)
    return "\n".join([line if i in code else pattern.sub(replace, line) for i, line in enumerate(lines)])
