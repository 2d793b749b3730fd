"""How the tests here run the commands."""

import json
import subprocess
import sys

DIRTY = "Advertisement\n\nThe bridge opens on “Monday”, the mayor said.\n\nShow comments\nUS\n"
CLEAN = 'The bridge opens on "Monday", the mayor said.'
BATCH_CLEAN = [sys.executable, "-m", "cleankit.cli", "clean"]


def batch_clean(*args, stdin=b"", cwd=None, expect=0, env=None):
    done = subprocess.run(
        [*BATCH_CLEAN, *map(str, args)], input=stdin, capture_output=True, cwd=cwd, env=env, check=False
    )
    message = done.stderr.decode()
    assert done.returncode == expect, message
    assert "Traceback" not in message
    return done.stdout, message


def jsonl(*records):
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def lines_of(data):
    return [json.loads(line) for line in data.split(b"\n") if line]
