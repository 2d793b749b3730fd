"""Turns of the processes that run tests: many at a time, or one alone.

A clock that another test disturbs says nothing. Who waits to be alone holds the gate, so that nobody new
goes in before.
"""

import fcntl
from contextlib import contextmanager
from pathlib import Path

GATE, ROOM = Path(__file__), Path(__file__).with_name("conftest.py")  # two files to lock


@contextmanager
def turn(*, alone):
    how = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    with ROOM.open() as room:
        with GATE.open() as gate:
            fcntl.flock(gate, how)
            fcntl.flock(room, how)
        yield
