"""Run the tools of a task in turns, each turn of a tool in a process of its own, and score what they gave."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.peers.environments import NotInstalledError, prepared, versions
from benchmarks.peers.works import Record

ROOT = Path(__file__).parents[2]
OWN = "cleankit"
PATIENCE = 1200  # seconds of a turn
Answers = list[Any]


class Task(NamedTuple):
    """The same work for all: records, and how answers to them are scored.

    ``score`` takes a tool's answers and those of all tools by name; its first figure is the one to draw: a
    share, more is better. ``about`` says what the records are and what the figures mean.
    """

    name: str
    title: str
    about: str
    records: Sequence[Record]
    score: Callable[[Answers, Mapping[str, Answers]], dict[str, float]]


class Row(NamedTuple):
    """A tool's figures for a task; ``refused`` says why it has none."""

    tool: str
    version: str
    figures: dict[str, float]
    seconds: float
    raised: int
    steady: bool = True
    refused: str = ""


def tool_of(name: str) -> str:
    """Return the tool of a work's name.

    >>> tool_of("datatrove, C4's lines")
    'datatrove'
    """
    return name.partition(",")[0]


def measured(
    task: Task, names: Sequence[str], turns: int, folder: Path, report: Callable[[str], None]
) -> list[Row]:
    """Return a row per name; the turns of all names alternate, and the median of a name's turns counts."""
    pythons, rows = {}, {}
    for name in names:
        try:
            pythons[name] = _python(tool_of(name), folder)
        except NotInstalledError as error:
            rows[name] = Row(name, "", {}, 0.0, 0, refused=f"does not install: {error}")
    answers: dict[str, Answers] = {}
    seconds: dict[str, list[float]] = {name: [] for name in pythons}
    unsteady = set()
    with tempfile.TemporaryDirectory() as scratch:
        given = Path(scratch) / "records.json"
        given.write_text(json.dumps(task.records), "utf-8")
        for turn in range(turns):
            for name in [name for name in pythons if name not in rows]:
                report(f"{task.name}: turn {turn + 1} of {turns}, {name}")
                try:
                    found = _turn(task.name, name, pythons[name], given)
                except (subprocess.SubprocessError, OSError) as error:
                    rows[name] = Row(name, "", {}, 0.0, 0, refused=_last_line(error))
                    continue
                seconds[name].append(found["seconds"])
                if answers.setdefault(name, found["answers"]) != found["answers"]:
                    unsteady.add(name)
    answers = {name: found for name, found in answers.items() if name not in rows}
    for name, given_back in answers.items():
        rows[name] = Row(
            name,
            versions(pythons[name])[tool_of(name).lower()],
            task.score(given_back, answers),
            median(seconds[name]),
            given_back.count(None),
            name not in unsteady,
        )
    return [rows[name] for name in names]


def _python(tool: str, folder: Path) -> Path:
    return Path(sys.executable) if tool == OWN else prepared(tool, folder)


def _turn(task: str, name: str, python: Path, given: Path) -> dict[str, Any]:
    answered = given.with_name("answers.json")
    command: list[str | Path] = [python, "-m", "benchmarks.peers.worker", task, name, given, answered]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    found: dict[str, Any] = json.loads(answered.read_text("utf-8"))
    return found


def _last_line(error: Exception) -> str:
    lines = str(getattr(error, "stderr", "") or error).strip().splitlines()
    return f"does not run: {lines[-1][:160]}"
