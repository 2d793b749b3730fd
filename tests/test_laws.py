"""The laws, over every registered filter and preset."""

import importlib.util
from functools import cache
from typing import Literal, get_args, get_origin

import pytest
from hypothesis import given, settings

from cleankit import Chain, filter
from cleankit.options import option_types
from cleankit.registry import find, names, preset_names
from cleankit.testing import BITS, _texts, check_filter, check_growth, check_linear

FILTERS = [name for name in names() if find(name).kind != "gate"]


@pytest.mark.parametrize("name", FILTERS)
def test_filter_keeps_the_laws(name):
    check_filter(name)


def _variants():
    """Every registered filter and gate, with each value of an option that has few."""
    for name in names():
        yield pytest.param(name, {}, id=name)
        for option, hint in option_types(find(name)).items():
            values = get_args(hint) if get_origin(hint) is Literal else ()
            yield from (pytest.param(name, {option: one}, id=f"{name}-{one}") for one in values)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "options"), list(_variants()))
def test_filters_and_gates_grow_with_the_text(name, options):
    if importlib.util.find_spec("spacy") is None and "spacy" in options.values():
        pytest.skip("needs spaCy")
    check_growth(Chain(filter(name, **options)).run)


def test_growth_that_is_none():
    """What is quadratic on one seed alone is found, though it remembers texts."""

    @cache
    def slow(text):
        return sum(text[at:].count(" .") for at in range(len(text)) if text.startswith(". . ", at))

    with pytest.raises(AssertionError, match=r"48 times slower .* '\. \. '"):
        check_growth(slow, ["a", ". . "])


@pytest.mark.parametrize("name", preset_names())
def test_preset_is_total_and_gives_utf8(name):
    chain = Chain(name)

    @settings(max_examples=300, deadline=None)
    @given(_texts())
    def check(text):
        chain(text).encode("utf-8")

    check()


@pytest.mark.parametrize("name", preset_names())
def test_preset_is_linear(name):
    check_linear(Chain(name), BITS)


@pytest.mark.parametrize(
    "broken",
    [
        lambda text: text.replace("\n", " "),  # keeps lines only if declared; undeclared filters may
    ],
)
def test_an_undeclared_filter_may_join_lines(broken):
    import types

    module_level = types.FunctionType(broken.__code__, globals(), "joined")
    assert Chain(module_level)("a\nb") == "a b"
