"""SIGINT and SIGTERM stop a run once, at once, with nobody left behind."""

import signal


class Stopped(BaseException):
    """A signal asked the run to stop."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.word = "interrupted" if number == signal.SIGINT else "terminated"


def stop_on_signals() -> None:
    """From now on, raise Stopped at the first signal and ignore the others."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)


def _stop(number: int, _: object) -> None:
    for other in (signal.SIGINT, signal.SIGTERM):
        signal.signal(other, signal.SIG_IGN)  # what is left to do takes no time
    raise Stopped(number)
