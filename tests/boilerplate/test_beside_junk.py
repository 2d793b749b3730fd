"""Junk below a text does not make the line model take the text, whatever its form and language."""

import pytest

from benchmarks.beside_junk import BELOW, hurt, lost_articles, texts
from benchmarks.own_forms import BUILDERS


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("form", BUILDERS)
def test_no_line_of_a_text_goes(form, below):
    wrong = [(language, gone) for language, lines in texts(form) if (gone := hurt(lines, below, "safe"))]
    assert wrong == []


@pytest.mark.parametrize("strength", ["safe", "balanced"])
@pytest.mark.parametrize("beside", [1, 9])
def test_no_line_of_an_article_goes(beside, strength):
    assert [(name, gone) for name, gone in lost_articles(beside, strength) if gone] == []
