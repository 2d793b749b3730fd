"""What may stand twice on purpose: thresholds held from both sides."""

import pytest

from cleankit.document import Lines
from cleankit.repeats.refrains import Refrains

VERSE = [
    "The boats came in before the rain",
    "with silver on their sides",
    "and nobody would say again",
    "who waited for the tides",
]


@pytest.mark.parametrize(("ended", "may_repeat"), [(0, True), (1, True), (2, False), (3, False)])
def test_of_a_stanza_fewer_than_half_the_lines_end_as_sentences(ended, may_repeat):
    stanza = [f"{line}." if n < ended else line for n, line in enumerate(VERSE)]
    assert Refrains(Lines(["Above.", "", *stanza, "", "Below."]), 20)(4) is may_repeat
