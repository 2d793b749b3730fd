"""How far a run is: a bar where somebody watches, plain lines elsewhere."""

import json
import os
import re
import subprocess
import sys

RUN = """
import sys
from cleankit.io import reading
from cleankit.cli import progress
reading.CHUNK = 4000
progress.EVERY = float(sys.argv.pop(1))
from cleankit.cli import batch_clean
batch_clean()
"""
LINE_RE = re.compile(r"[\d,]+ records(, [\d,]+ quarantined)?; \d+\.\d MB/s, \d+ s left")


def prepared(tmp_path):
    lines = [json.dumps({"text": f"Ship {i} was late, the mayor said."}) for i in range(600)]
    lines[300:300] = ["bad"] * 7
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    return [sys.executable, "-c", RUN]


def test_plain_lines_where_nobody_watches(tmp_path):
    command = prepared(tmp_path)
    args = ["in.jsonl", "-o", "out.jsonl"]
    often = subprocess.run([*command, "0", *args], cwd=tmp_path, capture_output=True, text=True, check=False)
    told = [line for line in often.stderr.splitlines() if "MB/s" in line]
    assert len(told) >= 5
    assert all(LINE_RE.search(line) for line in told)
    assert ", 7 quarantined;" in told[-1]
    seldom = subprocess.run(
        [*command, "30", *args], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "MB/s" not in seldom.stderr
    assert "607 records: 600 output" in seldom.stderr


def test_half_a_minute_between_lines():
    from cleankit.cli import progress

    assert progress.EVERY == 30


def test_a_bar_on_a_terminal(tmp_path, on_terminal):
    command = prepared(tmp_path)
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    args = ["30", "in.jsonl", "-o", "out.jsonl"]
    code, shown = on_terminal([*command, *args], "stderr", cwd=tmp_path, env=env)
    assert code == 1
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode())
    assert "607 records, 7 quarantined" in text
    assert "kB" in text
    assert "607 records: 600 output, 0 dropped, 7 quarantined" in text
