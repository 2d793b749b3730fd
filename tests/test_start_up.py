"""A chain starts at once: packs are compiled, patterns and the line model wait until they are needed.

Measured in CPU time of new processes, with bytecode in place, over a bare interpreter of the same run: a
machine under load slows both. Seen here: the first article 7 times a bare interpreter, the first broken text
11 times more, 4 of them the import of ftfy. Packs read from TOML took 25 times. The bounds allow for noise.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

BARE = "pass"
FIRST = "from cleankit import Chain; chain = Chain('article'); chain('The mayor spoke.\\n\\nShow comments')"
BROKEN = f"{FIRST}; chain('The mayor\\u00e2\\u20ac\\u2122s caf\\u00c3\\u00a9 opened.\\n\\nShow comments')"


def seconds(code: str, home: Path) -> float:
    """Return the CPU time of a Python that runs ``code``."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(home)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.slow
def test_the_first_article_is_clean_at_once(tmp_path: Path) -> None:
    codes = (BARE, FIRST, BROKEN)
    for code in codes:
        seconds(code, tmp_path)
    bare, first, broken = (min(column) for column in zip(*[
        [seconds(code, tmp_path) for code in codes] for _ in range(9)
    ], strict=True))  # fmt: skip
    assert first - bare < 10 * bare
    assert broken - first < 18 * bare


def test_starting_reads_no_toml_pack_and_no_model() -> None:
    code = (
        "import builtins, io, pathlib\n"
        "read = []\n"
        "for name in ('read_text', 'read_bytes'):\n"
        "    old = getattr(pathlib.Path, name)\n"
        "    def spy(path, *rest, old=old, **more):\n"
        "        read.append(path.name)\n"
        "        return old(path, *rest, **more)\n"
        "    setattr(pathlib.Path, name, spy)\n"
        f"{FIRST}\n"
        "print(*sorted(set(read)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["article.toml", "compiled.json"]
