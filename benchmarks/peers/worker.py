"""One turn of a tool, in its environment: `PYTHON -m benchmarks.peers.worker TASK NAME RECORDS ANSWERS`.

What a tool loads when it is made, or at the first tenth of the records, is not timed. Each turn is a process
of its own: no tool profits from what it remembers of the turn before.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time

from benchmarks.peers.works import Work, errors


def works(task: str) -> dict[str, Callable[[], Work]]:
    """Return what makes the work of each tool for a task, such as "clean" or "pages"."""
    module = {"clean": "texts", "repair": "texts"}.get(task, task)
    found: dict[str, Callable[[], Work]] = getattr(
        import_module(f"benchmarks.peers.works.{module}"), task.upper()
    )
    return found


def main() -> None:
    task, name, given, answered = sys.argv[1:]
    records = json.loads(Path(given).read_text("utf-8"))
    work = works(task)[name]()
    work(records[: max(1, len(records) // 10)])
    started = process_time()
    answers = work(records)
    seconds = process_time() - started
    if answers.count(None) == len(answers):
        raise SystemExit(f"it raised on every record; the first: {errors[0]}")
    Path(answered).write_text(json.dumps({"seconds": seconds, "answers": answers}), "utf-8")


if __name__ == "__main__":
    main()
