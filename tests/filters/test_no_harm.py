"""Texts of known form in thirteen languages that use words of the interface: nothing of them goes."""

import pytest

from benchmarks.own_forms import BUILDERS, lost
from benchmarks.own_texts import LANGUAGES

NO_LOSS = (
    "newlines",
    "encoding",
    "invisibles",
    "quotes",
    "spaces",
    "blank-lines",
)  # what looks alike, and blanks


@pytest.mark.parametrize("form", BUILDERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_goes(form, language):
    for lines, having in BUILDERS[form](LANGUAGES[language]):
        taken = lost(lines)
        assert {rule: chars for rule, chars in (+taken.chars).items() if rule not in NO_LOSS} == {}
        assert all(line < len(lines) for line in having)
