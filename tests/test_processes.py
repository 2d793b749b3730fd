"""A process that was started ends when the one that started it does."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

CHILD = """
import sys, time
sys.platform = {platform!r}
from cleankit.processes import end_with
end_with({parent})
print("ready", flush=True)
time.sleep(60)
"""
PARENT = """
import os, subprocess, sys, time
code = sys.argv[1].replace("PARENT", str(os.getpid()))
child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("platform", ["linux", "another"])
def test_it_ends_with_its_parent(platform):
    child = CHILD.format(platform=platform, parent="PARENT")
    with subprocess.Popen([sys.executable, "-c", PARENT, child], stdout=subprocess.PIPE) as parent:
        process = psutil.Process(int(parent.stdout.readline()))
        assert process.is_running()
        parent.send_signal(signal.SIGKILL)
        assert psutil.wait_procs([process], timeout=10)[1] == []


def test_a_parent_that_has_ended_already():
    child = CHILD.format(platform="linux", parent=os.getpid() + 1)
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, check=False, timeout=20)
    assert (done.returncode, done.stdout) == (1, b"")
