"""Stop words by language, from stopwordsiso: loaded when they are first asked for.

>>> "und" in stop_words("de"), stop_words("zh"), stop_words("xx")
(True, frozenset(), frozenset())
"""

from functools import cache
from typing import Any

from cleankit.errors import ConfigError

NOT_SET_OFF = frozenset({"ja", "lo", "km", "my", "th", "zh"})  # words cannot be counted one by one


@cache
def stop_words(lang: str) -> frozenset[str]:
    """Return a language's stop words, lower case; none without a list, or where words are not set off."""
    if lang in NOT_SET_OFF:
        return frozenset()
    return frozenset(map(str.lower, _package().stopwords(lang)))


def languages_with_stop_words() -> list[str]:
    """Return the codes of the languages that have a list that can be counted."""
    return sorted({str(code) for code in _package().langs()} - NOT_SET_OFF)


def check_stop_words(**_: object) -> str:
    """Load the lists, and return their version. Raises ConfigError without the package."""
    return f"stopwordsiso {_package().__version__}"


def _package() -> Any:
    try:
        import stopwordsiso
    except ImportError as error:
        raise ConfigError(
            "stop words: stopwordsiso is not installed; try: pip install 'cleankit-articles[stop-words]'"
        ) from error
    return stopwordsiso
