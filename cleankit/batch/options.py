"""How a run reads, cleans and writes records."""

import os
import re
from dataclasses import dataclass, replace
from math import inf

from cleankit.errors import ConfigError, did_you_mean
from cleankit.io.options import ReadOptions

ENGINES = ("local", "ray")
ARTICLES = ("text", "markdown")  # what the article of a page can be written as


@dataclass(frozen=True, slots=True)
class RunOptions(ReadOptions):
    """How records are read (`cleankit.io.ReadOptions`), cleaned and written.

    ``add_fields`` adds ``lang`` and ``cleankit`` to each record. With ``mark`` gates drop nothing: their
    reasons are a list in the field of that name. Records that lost more than the share
    ``max_removed`` are flagged. ``timeout`` is in seconds per record. ``fail_over`` is the per cent of
    records in quarantine that a run may have and still be fine. ``workers`` is None for one per processor.
    With the ``engine`` "ray" they are actors of the cluster at ``address``, None for one on this machine, and
    None is one fewer than the cluster has processors.
    ``csv_safe`` puts an apostrophe before cells of CSV and TSV that a spreadsheet would run as formulas.
    ``sample`` is how many records the summary's ``sample`` has reports of. ``to`` is what articles of pages
    are written as, "text" or "markdown"; None is Markdown in files named .md, else text.
    With ``ext`` folders give their files with these endings, such as (".php", "."), the latter being those
    with none. With ``keep_suffix`` the article of a.html is a.html.txt in a folder of outputs. Raises
    ConfigError for a value that is not accepted.

    >>> RunOptions(timeout=-1)
    Traceback (most recent call last):
    cleankit.errors.ConfigError: timeout: found -1; accepted: a number of seconds, more than 0
    """

    add_fields: bool = False
    mark: str | None = None
    max_removed: float | None = None
    timeout: float = 60.0
    fail_over: float = 0.0
    workers: int | None = None
    csv_safe: bool = False
    sample: int = 0
    to: str | None = None
    ext: tuple[str, ...] = ()
    keep_suffix: bool = False
    engine: str = "local"
    address: str | None = None

    def __post_init__(self) -> None:
        ReadOptions.__post_init__(self)
        if self.max_removed is not None and not 0 <= self.max_removed <= 1:
            raise ConfigError(f"max_removed: found {self.max_removed}; accepted: a share from 0 to 1")
        if not 0 <= self.fail_over <= 100:
            raise ConfigError(f"fail_over: found {self.fail_over}; accepted: per cent, from 0 to 100")
        if not 0 < self.timeout < inf:
            raise ConfigError(f"timeout: found {self.timeout}; accepted: a number of seconds, more than 0")
        if self.mark is not None and self.mark in {"", self.text_field, self.id_field}:
            raise ConfigError(f"mark: found {self.mark!r}; accepted: a field that records do not have yet")
        if not all(re.fullmatch(r"\.\w*", one) for one in self.ext):
            raise ConfigError(f"ext: found {self.ext!r}; accepted: endings such as ('.html', '.php', '.')")
        if self.sample < 0:
            raise ConfigError(f"sample: found {self.sample}; accepted: 0 or more")
        if self.to not in (None, *ARTICLES):
            raise ConfigError(f"to: found {self.to!r}; {did_you_mean(str(self.to), ARTICLES)}")
        self._check_workers()

    def _check_workers(self) -> None:
        if self.workers is not None and self.workers < 1:
            raise ConfigError(f"workers: found {self.workers}; accepted: 1 or more")
        if self.engine not in ENGINES:
            raise ConfigError(f"engine: found {self.engine!r}; {did_you_mean(str(self.engine), ENGINES)}")
        if self.address is not None and self.engine != "ray":
            raise ConfigError("address: has an effect only with the engine ray; give that, or leave it out")

    @property
    def processes(self) -> int:
        """How many workers to run."""
        return self.workers or processors()

    def as_written(self) -> "RunOptions":
        """Return the options that decide what is written: the others may differ when a run is resumed."""
        return replace(
            self, workers=None, timeout=60.0, fail_over=0.0, sample=0, engine="local", address=None
        )


def processors() -> int:
    """Return how many processors this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
