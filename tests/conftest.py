"""What tests of several folders measure and run with."""

import os
import pty
import subprocess

import pytest

from tests.turns import turn


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Let a test that measures time run while no other test of the run does."""
    with turn(alone=item.get_closest_marker("clock") is not None):
        return (yield)


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
