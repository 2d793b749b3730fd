"""Sizes on the command line: 4096, 500kB, 16MiB."""

import re
from typing import Any

import click

SIZES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "ki": 1 << 10, "mi": 1 << 20, "gi": 1 << 30}
SIZE_RE = re.compile(r"([0-9]+)\s*([kmg]?i?)b?", re.IGNORECASE)


class Size(click.ParamType):  # type: ignore[type-arg] # generic in some versions of click only
    """A number of bytes.

    >>> Size().convert("16MiB", None, None), Size().convert("500kB", None, None)
    (16777216, 500000)
    """

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of bytes."""
        found = SIZE_RE.fullmatch(str(value).strip())
        if not found or found[2].lower() not in SIZES:
            self.fail(f"found {value!r}; accepted: bytes, such as 4096, 500kB or 16MiB", param, ctx)
        return int(found[1]) * SIZES[found[2].lower()]
