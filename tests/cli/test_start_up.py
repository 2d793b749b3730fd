"""The commands start at once: `--help` loads what it shows.

benchmarks/batch.py measures it. Seen here: 1.1 to 1.2 of an empty command; the bound leaves room for noise.
"""

import os
import resource
import subprocess
import sys

import pytest

EMPTY = "import click\n@click.command()\ndef main(): pass\nmain(['--help'])"
COMMANDS = {
    "batch-clean": "from cleankit.cli import batch_clean; batch_clean(['--help'])",
    "cleankit": "from cleankit.cli import main; main(['--help'])",
}
LATE = ["cleankit.chain", "cleankit.batch", "rich", "orjson", "ftfy", "isal", "zstandard"]


def seconds(code, compiled):
    """Return the processor time of a Python that runs ``code``; modules are compiled, as when installed."""
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, env=env, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("command", COMMANDS)
def test_help_loads_nothing_that_it_does_not_show(command):
    tell = (
        f"import atexit, sys\natexit.register(lambda: print('LOADED', *(set({LATE}) & set(sys.modules))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", tell + COMMANDS[command]], capture_output=True, text=True, check=True
    )
    shown, loaded = done.stdout.split("LOADED")
    assert "Usage:" in shown
    assert loaded.split() == []


@pytest.mark.slow
def test_help_costs_little_more_than_an_empty_command(tmp_path):
    times = {name: [] for name in ("empty", *COMMANDS)}
    for _ in range(7):
        for name, taken in times.items():
            taken.append(seconds(COMMANDS.get(name, EMPTY), tmp_path))
    for command in COMMANDS:
        assert min(times[command]) < 1.5 * min(times["empty"])


def test_every_command_is_there():
    from click.testing import CliRunner

    from cleankit.cli import COMMANDS, main

    for name in COMMANDS:
        done = CliRunner().invoke(main, [name, "--help"])
        assert done.exit_code == 0, done.output
        assert done.output.startswith(f"Usage: main {name} ")
    assert "no command 'cleen'; did you mean 'clean'?" in CliRunner().invoke(main, ["cleen"]).output
