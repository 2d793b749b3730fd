"""Junk below a text does not make the line model take the text, whatever its form and language."""

import pytest

from benchmarks.beside_junk import BELOW, hurt, texts
from benchmarks.own_forms import BUILDERS


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("form", BUILDERS)
def test_no_line_of_a_text_goes(form, below):
    wrong = [(language, gone) for language, lines in texts(form) if (gone := hurt(lines, below, "safe"))]
    assert wrong == []
