"""What a detector answers."""

from typing import NamedTuple

UNKNOWN = "und"  # ISO 639-2 for undetermined


class Guess(NamedTuple):
    """A language as an ISO 639 code, how sure that is (0 to 1), and what decided it.

    ``by`` is "script", "alphabet", the name of a backend, or "guard" where no backend was asked.
    """

    lang: str
    confidence: float
    by: str
