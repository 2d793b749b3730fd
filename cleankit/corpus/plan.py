"""What a run looks for; it is part of the run's identity."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from cleankit.io.options import ReadOptions

Documents = Literal["exact", "near"]
Keep = Literal["fullest", "newest", "first"]
Progress = Callable[[str, int], None]


class Plan(NamedTuple):
    """The options of a run that its result depends on."""

    documents: Documents | None = "near"
    lines: bool = False
    max_documents: int | None = None
    keep: Keep = "fullest"
    date_field: str | None = None
    threshold: float = 0.7
    min_chars: int = 40
    reading: ReadOptions = ReadOptions()
