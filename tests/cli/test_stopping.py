"""What is said when a signal comes: whether there is an output, and whether one can go on."""

import json
import signal
import subprocess
import sys

LATE = """
import os, signal
from cleankit.report import page
def write_page(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGTERM)
    signal.pause()
page.write_page = write_page
from cleankit.cli import batch_clean
batch_clean()
"""


def test_a_signal_after_the_run_spoils_nothing(tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": "The bridge is “open”."}) + "\n")
    command = [sys.executable, "-c", LATE, "in.jsonl", "-o", "out.jsonl", "--review", "page.html"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 128 + signal.SIGTERM
    assert "terminated; the output is whole" in done.stderr
    assert json.loads((tmp_path / "out.jsonl").read_text()) == {"text": 'The bridge is "open".'}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]
