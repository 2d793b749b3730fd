"""Refuse articles in another language than those asked for.

>>> from cleankit.document import Document
>>> text = "Der Bürgermeister sagte am Montag, dass die alte Brücke wieder öffnet."
>>> other_language(Cleaned(text, Document(""), None, ""), lang=["en", "fr"])
'language de, not en or fr'
"""

from cleankit.document import Cleaned
from cleankit.errors import ConfigError
from cleankit.language import UNKNOWN, detect
from cleankit.language.backends import open_backend
from cleankit.language.codes import covered
from cleankit.language.detection import DEFAULT
from cleankit.language.known import check_language
from cleankit.options import Share
from cleankit.registry import gate
from cleankit.text.limits import below


def _ready(*, lang: str | list[str] = "en", backend: str = DEFAULT, **_: object) -> str:
    """Load the backend and check the codes, when the gate is made; return what its answers depend on."""
    open_backend(backend)
    codes = _codes(lang)
    if not codes:
        raise ConfigError(
            f"gate 'language': lang: found {lang!r}; accepted: codes such as en, de, pt-BR, yor"
        )
    for code in codes:
        check_language("gate 'language': lang", code, backend)
    return backend


@gate("language", data=_ready)
def other_language(
    cleaned: Cleaned,
    *,
    lang: str | list[str] = "en",
    min_confidence: Share = 0.65,
    unknown: bool = False,
    backend: str = DEFAULT,
) -> str | None:
    """Say so if a text is not, or not surely, in one of the languages ``lang``, codes as of ISO 639.

    The least confidence is FineWeb's 0.65 (Penedo et al. 2024); C4 asked for 0.99. A code of several
    languages takes in its members: "no" is Bokmål and Nynorsk. Texts with too few letters to say are refused,
    or with ``unknown`` let through. ``backend`` is one of `cleankit.language`.
    """
    wanted = _codes(lang)
    guess = detect(cleaned.text, backend=backend)
    if guess.lang == UNKNOWN:
        return None if unknown else f"language unknown, not {' or '.join(wanted)}"
    if not any(guess.lang in covered(code) for code in wanted):
        return f"language {guess.lang}, not {' or '.join(wanted)}"
    return below(f"confidence of {guess.lang}", guess.confidence, min_confidence)


def _codes(lang: str | list[str]) -> list[str]:
    return lang.replace(",", " ").split() if isinstance(lang, str) else list(lang)
