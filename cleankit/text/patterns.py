"""Regular expressions that are compiled when first used.

Most texts need few of them, and a class of characters beyond the BMP takes 5 ms to compile.

>>> DIGITS_RE = lazy(r"[0-9]+")
>>> DIGITS_RE.sub("0", "3 of 12")
'0 of 0'
"""

import re
from typing import Any, cast

METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what acts as the compiled pattern, and costs nothing until then. A mistake in it shows late."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile; from then on the methods are those of the pattern itself, without a detour."""
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        vars(self).update({method: getattr(compiled, method) for method in METHODS})
        return vars(self)[name]
