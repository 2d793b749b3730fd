"""How a run reads, cleans and writes records."""

import os
from dataclasses import dataclass, replace

from cleankit.decoding.charsets import codec_of
from cleankit.decoding.utf16 import WIDE
from cleankit.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Options:
    """How records are read and written.

    ``timeout`` is in seconds a record, ``max_record`` in bytes, ``max_removed`` a share, ``fail_over`` the
    per cent of records in quarantine that a run may have and still be fine; ``workers`` is None for one
    a processor; ``sample`` is how many records the summary's ``sample`` has reports of. ``audit`` and
    ``examples`` are set by `run`.
    """

    text_field: str = "text"
    id_field: str = "id"
    url_field: str = "url"
    html_field: str | None = None
    encoding: str | None = None
    add_fields: bool = False
    max_removed: float | None = None
    max_record: int = 16 << 20
    timeout: float = 60.0
    fail_over: float = 0.0
    workers: int | None = None
    sample: int = 0
    audit: bool = False
    examples: int = 1

    def __post_init__(self) -> None:
        if self.max_removed is not None and not 0 <= self.max_removed <= 1:
            raise ConfigError(f"max_removed: found {self.max_removed}; accepted: a share from 0 to 1")
        if not 0 <= self.fail_over <= 100:
            raise ConfigError(f"fail_over: found {self.fail_over}; accepted: per cent, from 0 to 100")
        if self.timeout <= 0:
            raise ConfigError(f"timeout: found {self.timeout}; accepted: seconds, more than 0")
        if self.sample < 0:
            raise ConfigError(f"sample: found {self.sample}; accepted: 0 or more")
        if self.max_record < 1 or (self.workers is not None and self.workers < 1):
            raise ConfigError("max_record, workers: accepted: 1 or more")
        if self.encoding is not None and not codec_of(self.encoding):
            raise ConfigError(
                f"unknown encoding {self.encoding!r}; accepted: names such as utf-8, cp1252, gb18030"
            )

    @property
    def wide(self) -> bool:
        """Whether the encoding is one in which a line feed is not one byte."""
        return (codec_of(self.encoding) or "").startswith(WIDE) if self.encoding else False

    @property
    def processes(self) -> int:
        """How many workers to run."""
        return self.workers or _processors()

    def as_written(self) -> "Options":
        """Return the options that decide what is written: the others may differ when a run is resumed."""
        return replace(self, workers=None, timeout=60.0, fail_over=0.0, sample=0)


def _processors() -> int:
    """Return how many processors this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
