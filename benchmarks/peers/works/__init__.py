"""What each tool does for each task: `WORKS` of a module gives, by name, a function that makes the work.

These modules are imported by the Python of the tool's environment: at their top they import nothing but the
standard library. Work takes records and returns one answer per record. An answer of None: the tool raised.
"""

from collections.abc import Callable, Sequence
from typing import Any

Record = dict[str, Any]
Work = Callable[[Sequence[Record]], list[Any]]
errors: list[str] = []  # of this process


def each(answer: Callable[[Record], Any]) -> Work:
    """Return work that answers record by record; where the tool raises, the answer is None."""

    def work(records: Sequence[Record]) -> list[Any]:
        answers: list[Any] = []
        for record in records:
            try:
                answers.append(answer(record))
            except Exception as error:  # noqa: BLE001 - any failure of a tool is an answer
                errors.append(f"{type(error).__name__}: {error}".partition("\n")[0])
                answers.append(None)
        return answers

    return work
