"""The formats that are read and written, one file each. A new file here is a new format.

>>> sorted(FORMATS)
['csv', 'html', 'json', 'jsonl', 'markdown', 'mhtml', 'parquet', 'text', 'tsv', 'warc']
>>> format_of("news.jsonl.gz"), format_of("a.txt"), format_of("a.pdf")
(('jsonl', '.gz'), ('text', ''), (None, ''))
"""

import os
from importlib import import_module

from cleankit.io.format import COMPRESSED, Format

FORMATS: dict[str, Format] = {
    one.name: one
    for file in sorted(os.listdir(__path__[0]))  # pkgutil costs half a command's start
    if not file.startswith("_")
    for one in import_module(f"{__name__}.{file.removesuffix('.py')}").FORMATS
}
SUFFIXES: dict[str, str] = {suffix: one.name for one in FORMATS.values() for suffix in one.suffixes}


def format_of(name: str) -> tuple[str | None, str]:
    """Return the name of the format and the compression suffix that a file's name shows."""
    file = name.lower().rpartition("/")[2]
    packed = next((end for end in COMPRESSED if file.endswith(end)), "")
    stem, dot, suffix = file.removesuffix(packed).rpartition(".")
    return (SUFFIXES.get(dot + suffix) if stem else None), packed
