"""The laws, over every registered filter and preset."""

import pytest
from hypothesis import given, settings

from cleankit import Chain
from cleankit.registry import find, names, preset_names
from cleankit.testing import BITS, _texts, check_filter, check_linear

FILTERS = [name for name in names() if find(name).kind != "gate"]


@pytest.mark.parametrize("name", FILTERS)
def test_filter_keeps_the_laws(name):
    check_filter(name)


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
