"""Detect the language of a text, or of each line: script, alphabet, then a backend."""

from functools import lru_cache

from cleankit.errors import FilterError, wrong_type
from cleankit.language.alphabets import by_alphabet
from cleankit.language.backends import open_backend
from cleankit.language.codes import normal_code
from cleankit.language.guess import UNKNOWN, Guess
from cleankit.language.sample import sample_of, says_enough
from cleankit.language.scripts import decided, main_script, scripts_of

DEFAULT = "langdetect"
REMEMBERED = 1000  # lines: what a corpus repeats is asked once


def detect(text: str, *, backend: str | None = None) -> Guess:
    """Return the language of a text: an ISO 639-1 code, or 639-3 where that has none, or "und".

    Reads at most 200 characters of the longest lines. Where the script or its letters decide, no backend is
    asked; nor where there are fewer than 12 letters or 6 different ones: that is "und". The same text has the
    same answer, always and in any order. Any text has one: detection does not raise for what is in it.
    Raises ConfigError for a backend that is unknown or not installed, FilterError if one of your own fails.

    >>> detect("The mayor said on Monday that the old bridge would open again in May.").lang
    'en'
    >>> detect("Ο δήμαρχος είπε τη Δευτέρα ότι η παλιά γέφυρα θα ανοίξει.")
    Guess(lang='el', confidence=1.0, by='script')
    >>> detect("12:30").lang, detect("").lang
    ('und', 'und')
    """
    if not isinstance(text, str):
        raise wrong_type("detect", text, "str", "for bytes, cleankit.decode(data).text")
    name = backend or DEFAULT
    identify = open_backend(name)
    sample = sample_of(text)
    counts = scripts_of(sample)
    if not says_enough(sample, counts):
        return Guess(UNKNOWN, 0.0, "guard")
    script, share = main_script(counts)
    if (lang := by_alphabet(script, sample)) is not None:
        return Guess(lang, share, "alphabet")
    if (known := decided(counts)) is not None:
        return Guess(*known, "script")
    try:
        lang, confidence = identify(sample)
    except Exception as error:
        raise FilterError(f"language backend {name!r}: {type(error).__name__}: {error}") from error
    return Guess(normal_code(lang), min(1.0, max(0.0, confidence)), name)


def detect_lines(text: str, *, backend: str | None = None) -> list[Guess]:
    r"""Return the language of each line of a text, one answer per line; a short or blank line is "und".

    >>> mixed = "The old bridge opens again on Monday.\n\nDie alte Brücke wird am Montag wieder geöffnet."
    >>> [guess.lang for guess in detect_lines(mixed)]
    ['en', 'und', 'de']
    """
    if not isinstance(text, str):
        raise wrong_type("detect_lines", text, "one str of all lines", 'try "\\n".join(lines)')
    return [_of_line(line, backend) for line in text.split("\n")]


@lru_cache(maxsize=REMEMBERED)
def _of_line(line: str, backend: str | None) -> Guess:
    return detect(line, backend=backend)
