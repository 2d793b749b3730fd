"""Chains work where there is no POSIX; runs over files say plainly that they do not."""

import subprocess
import sys

import pytest

WITHOUT = """
import os, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
del os.fork
"""


def python(code, **kwargs):
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + code], capture_output=True, text=True, check=False, **kwargs
    )


@pytest.mark.parametrize("preset", ["article", "extracted", "html"])
def test_chains_work(preset):
    code = f"""
import cleankit
from cleankit import *
chain = cleankit.Chain({preset!r}, "duplicates").replace("duplicates", min_chars=60)
print(chain("Advertisement\\n\\nThe bridge opens on Monday, sch\\u00c3\\u00b6n.\\n"))
assert chain.audit("Advertisement\\n\\nThe bridge opens.").undo() == "Advertisement\\n\\nThe bridge opens."
cleankit.html.extract("<article><p>The bridge opens.</p></article>")
cleankit.decode(b"The bridge opens.")
"""
    done = python(code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("The bridge opens on Monday, schön.\n")


def test_runs_are_refused_in_one_line(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"text": "The bridge opens."}\n')
    done = python("from cleankit import batch\nbatch.run('in.jsonl', 'out.jsonl')", cwd=tmp_path)
    assert "CleankitError: runs over files need a POSIX system, for fork, fcntl and resource" in done.stderr
    code = "sys.argv = ['batch-clean', 'in.jsonl', '-o', 'out.jsonl']\n"
    code += "from cleankit.cli import batch_clean\nbatch_clean()"
    done = python(code, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "need a POSIX system" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize(
    "command", ["explain in.jsonl", "rules check en", "learn in.jsonl -o site.toml", "clean --list"]
)
def test_other_commands_work(tmp_path, command):
    (tmp_path / "in.jsonl").write_text('{"text": "Advertisement\\nThe bridge opens."}\n')
    code = f"sys.argv = ['cleankit', *{command.split()!r}]\nfrom cleankit.cli import main\nmain()"
    done = python(code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
