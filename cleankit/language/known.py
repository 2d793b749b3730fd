"""Which languages detection can answer: by script, by letters, and by a backend.

>>> "el" in languages("langdetect"), "zu" in languages("langdetect"), "zu" in languages("py3langid")
(True, False, True)
"""

from cleankit.errors import ConfigError, did_you_mean
from cleankit.language.alphabets import ALPHABETS, ETHIOPIC
from cleankit.language.backends import languages_of, names
from cleankit.language.codes import ISO_639_1, covered, is_code, normal_code
from cleankit.language.guess import UNKNOWN
from cleankit.language.scripts import LANGUAGE


def languages(backend: str) -> frozenset[str] | None:
    """Return the codes that detection with a backend can answer; None if the backend does not say its own."""
    own = languages_of(backend)
    if own is None:
        return None
    letters = (entry[0] for entries in ALPHABETS.values() for entry in entries if entry[0])
    return own | frozenset(letters) | frozenset(ETHIOPIC) | frozenset(LANGUAGE.values())


def check_language(where: str, code: str, backend: str) -> None:
    """Raise ConfigError for what is no code of a language, or a language that is never answered."""
    normal = normal_code(code)
    if not is_code(code) or normal == UNKNOWN or (len(normal) == 2 and normal not in ISO_639_1):
        raise ConfigError(f"{where}: found {code!r}; accepted: codes such as en, de, pt-BR, yor")
    detected = languages(backend)
    if detected is None or covered(code) & detected:
        return
    others = [name for name in names() if covered(code) & (languages(name) or frozenset())]
    hint = f"try backend {', '.join(map(repr, others))}" if others else did_you_mean(normal, detected)
    raise ConfigError(f"{where}: found {code!r}, which backend {backend!r} never answers; {hint}")
