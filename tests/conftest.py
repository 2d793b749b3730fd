"""What tests of several folders measure and run with."""

import os
import pty
import subprocess

import pytest

from tests.turns import turn


def pytest_collection_modifyitems(items):
    """Put tests that measure time last: one by one, they then wait for each other and for no long test."""
    items.sort(key=_measures_time)


def _measures_time(item):
    return item.get_closest_marker("clock") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Let a test that measures time run while no other test of the run does."""
    with turn(alone=_measures_time(item)):
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
