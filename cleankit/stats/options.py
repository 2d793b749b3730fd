"""How a corpus is read and measured."""

from dataclasses import dataclass
from math import inf

from cleankit.batch.options import processors
from cleankit.errors import ConfigError
from cleankit.io.options import ReadOptions


@dataclass(frozen=True, slots=True)
class StatsOptions(ReadOptions):
    """How records are read (`cleankit.io.ReadOptions`) and measured.

    ``sample`` is the share of articles that are measured, by default as many as make 32 MB of input, or all
    where its size is not known; what cleaning does is counted of all. ``workers`` is None for one per
    processor, ``timeout`` is in seconds per record. Raises ConfigError for a value that is not accepted.

    >>> StatsOptions(sample=10)
    Traceback (most recent call last):
    cleankit.errors.ConfigError: sample: found 10; accepted: a share above 0, up to 1; 10 % is 0.1
    """

    sample: float | None = None
    workers: int | None = None
    timeout: float = 60.0

    def __post_init__(self) -> None:
        ReadOptions.__post_init__(self)
        if self.sample is not None and not 0 < self.sample <= 1:
            hint = f"; {self.sample:g} % is {self.sample / 100:g}" if 1 < self.sample <= 100 else ""
            raise ConfigError(f"sample: found {self.sample}; accepted: a share above 0, up to 1{hint}")
        if self.workers is not None and self.workers < 1:
            raise ConfigError(f"workers: found {self.workers}; accepted: 1 or more")
        if not 0 < self.timeout < inf:
            raise ConfigError(f"timeout: found {self.timeout}; accepted: a number of seconds, more than 0")

    @property
    def processes(self) -> int:
        """How many workers to run."""
        return self.workers or processors()
