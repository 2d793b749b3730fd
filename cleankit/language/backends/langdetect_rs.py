"""langdetect-rs 0.1.0 (Apache-2.0, 4 MB): langdetect in Rust, the same answers; extra ``fast-language``."""

from cleankit.language.backends import Identify
from cleankit.language.backends.langdetect import LANGUAGES, of

__all__ = ["LANGUAGES", "load"]


def load() -> Identify:
    """Return langdetect's answer, from Rust."""
    import langdetect_rs

    return of(langdetect_rs)
