"""Records in, records out: sources, formats, and the one way from a record to a `Document`.

>>> from cleankit.io import ReadOptions, read
>>> [record.document().id for record in read("LICENSE", ReadOptions(format="text"))]
['LICENSE']
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleankit.io.options import ReadOptions
    from cleankit.io.reading import read
    from cleankit.io.record import Record

__all__ = ["ReadOptions", "Record", "read"]

HOMES = {"ReadOptions": "options", "Record": "record", "read": "reading"}

if not TYPE_CHECKING:  # a command that only shows its help needs the names of the formats, and no reader

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name not in HOMES:
            raise AttributeError(f"module 'cleankit.io' has no attribute {name!r}")
        return getattr(import_module(f"cleankit.io.{HOMES[name]}"), name)
