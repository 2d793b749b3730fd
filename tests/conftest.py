"""What tests of several folders measure and run with."""

import gc
import os
import pty
import subprocess
import time

import pytest


@pytest.fixture
def linear():
    """Fail if work takes more than 2.6 times as long on twice the input.

    Of the work that ``prepare(times)`` returns, the input grows until it takes ``least`` seconds. The least
    of some measurements counts: a clock can be disturbed, a quadratic cost is there each time.
    """

    def check(prepare, times, least):
        def cost(times):
            work = prepare(times)
            gc.collect()
            gc.disable()  # its passes grow with all that is alive, and that is not the work's doing
            start = time.process_time()
            work()
            spent = time.process_time() - start
            gc.enable()
            return spent

        while cost(times) < least:
            times *= 2
        once = twice = float("inf")
        for _ in range(8):
            once, twice = min(once, cost(times)), min(twice, cost(2 * times))
            if twice <= 2.6 * once:
                return
        pytest.fail(f"{twice / once:.1f} times as long on twice the lines")

    return check


@pytest.fixture
def on_terminal():
    """Run a command with the streams that are named on a terminal; return exit code and what it showed."""

    def run(command, *streams, **given):
        parent, child = pty.openpty()
        process = subprocess.Popen(command, **dict.fromkeys(streams, child), **given)
        os.close(child)
        shown = b""
        while True:
            try:
                data = os.read(parent, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
        os.close(parent)
        return process.wait(), shown

    return run
