"""What a worker does with a chunk: clean it, and pack the result."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from cleankit.batch.options import RunOptions
from cleankit.batch.outputs import Outputs
from cleankit.batch.packing import Packing
from cleankit.batch.process import Cleaner, InHand
from cleankit.batch.results import Result
from cleankit.batch.supervisor import Task
from cleankit.batch.worker import BETWEEN
from cleankit.chain import Chain
from cleankit.errors import UnreadableError


class Work:
    """A chain with the options of a run. It can be pickled, and is made anew where it arrives."""

    def __init__(
        self,
        chain: Chain,
        options: RunOptions,
        outputs: Outputs | None,
        sides: Mapping[str, Path | None],
        *,
        audit: bool,
        examples: int,
    ) -> None:
        self.chain, self.options = chain, options
        self._made = partial(Work, chain, options, outputs, sides, audit=audit, examples=examples)
        self._cleaner = Cleaner(chain, options, outputs, audit=audit, examples=examples)
        self._packing = Packing(outputs, sides, {}, csv_safe=options.csv_safe)
        self.warm_up, self.pack = self._cleaner.warm_up, self._packing.pack

    def __reduce__(self) -> tuple[Any, ...]:
        return self._made, ()

    def __call__(self, task: Task, mark: InHand) -> Result:
        """Return what became of a chunk, or of the part of it that the task names, which is not packed."""
        chunk = task.chunk
        try:
            result = self._cleaner.clean(chunk, task.part, mark)
        except UnreadableError as error:
            result = Result(failed=[f"{chunk.sources[0].name}: {error}"])
        except OSError as error:
            result = Result(failed=[f"{chunk.sources[0].name}: cannot be read: {error.strerror or error}"])
        mark(BETWEEN)
        return result if task.split else self.pack(chunk, result)
