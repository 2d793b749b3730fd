"""The first text costs little more than the parts of the standard library that it needs.

Seen on a quiet machine: 2.2 times the processor time of those imports for the first text (88 ms; 325 ms
before packs were compiled and patterns made when first used), 1.8 times `import ftfy` for the first broken
one (145 ms, 78 of them ftfy's). The bounds leave room for noise.
"""

import os
import subprocess
import sys

import pytest

CLOCK = "from time import process_time"
STANDARD = "import dataclasses, hashlib, inspect, json, pathlib, tomllib, typing"
FIRST = "import cleankit; cleankit.clean('Advertisement\\n\\nThe bridge opened on Monday.')"
BROKEN = f"{FIRST}; start = process_time(); cleankit.clean('The cafÃ© opens â€œtodayâ€\\x9d.')"


def cost(*codes):
    """Return the processor time of each code, the least of some runs, with byte code on disk."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times = {code: [] for code in codes}
    for _ in range(6):
        for code, taken in times.items():
            whole = f"{CLOCK}\nstart = process_time()\n{code}\nprint(process_time() - start)"
            done = subprocess.run([sys.executable, "-c", whole], capture_output=True, check=True, env=env)
            taken.append(float(done.stdout))
    return [min(taken) for taken in times.values()]


@pytest.mark.slow
@pytest.mark.clock
def test_first_texts_cost_little():
    standard, first, ftfy, broken = cost(STANDARD, FIRST, "import ftfy", BROKEN)
    assert first < 3.5 * standard
    assert broken < 2.8 * ftfy


def test_the_first_text_reads_no_pack_in_toml_and_no_model():
    code = (
        "import pathlib\n"
        "read = []\n"
        "for name in ('read_text', 'read_bytes'):\n"
        "    def spy(path, *rest, old=getattr(pathlib.Path, name), **more):\n"
        "        read.append(path.name)\n"
        "        return old(path, *rest, **more)\n"
        "    setattr(pathlib.Path, name, spy)\n"
        f"{FIRST}\n"
        "print(*sorted(set(read)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["article.toml", "compiled.json"]
