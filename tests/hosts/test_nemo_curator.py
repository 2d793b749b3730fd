"""NeMo Curator, against its interface alone: it takes 6 GB, so the two base classes stand in for it."""

import importlib
import logging
import sys
from types import ModuleType

import pytest
from articles import CHAIN, CLEAN, FAILING, GATED, LONG, SHORT, TEXTS
from test_example import sections_of

from cleankit import Chain, ConfigError

STANDS_IN = True  # the host is not installed


class Base:
    """What both of its base classes are to a subclass: a name that its stages read."""

    def __init__(self):
        self._name = "base"

    @property
    def name(self):
        return self._name


@pytest.fixture
def adapter(monkeypatch):
    name = "cleankit.integrations.nemo_curator"
    if "nemo_curator" not in sys.modules:
        parts = ["nemo_curator", "nemo_curator.stages", "nemo_curator.stages.text"]
        for part in parts:
            monkeypatch.setitem(sys.modules, part, ModuleType(part))
        for part, base in (("filters", "DocumentFilter"), ("modifiers", "DocumentModifier")):
            module = ModuleType(f"nemo_curator.stages.text.{part}")
            setattr(module, base, type(base, (Base,), {}))
            monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.delitem(sys.modules, name, raising=False)
    yield importlib.import_module(name)
    sys.modules.pop(name, None)


def test_one_field_is_given_as_it_is(adapter):
    modify = adapter.CleanText(CHAIN)
    assert [modify.modify_document(text) for text in TEXTS] == CLEAN
    assert modify.name == "cleankit"
    nan = float("nan")
    assert modify.modify_document(nan) is nan
    assert modify.modify_document(None) is None


def test_several_fields_are_given_by_name(adapter):
    seen = []

    def look(lines):
        seen.append((lines.document.url, lines.document.site))
        return ()

    look.kind, look.name = "line", "look"
    modify = adapter.CleanText(Chain(look), "body")
    assert modify.modify_document(url="/1", body="Snow.", site="example.org") == "Snow."
    assert seen == [("/1", "example.org")]
    with pytest.raises(ConfigError, match="found fields url, text; give 'body' among them"):
        modify.modify_document(url="/1", text="Snow.")


def test_an_error_keeps_the_text(adapter, caplog):
    with caplog.at_level(logging.WARNING):
        assert adapter.CleanText(FAILING).modify_document("snow") == "snow"
    assert "ValueError: snow" in caplog.text


def test_gates_are_a_filter(adapter):
    gates = adapter.Gates(GATED)
    scores = [gates.score_document(text) for text in ("Too short.", LONG, None)]
    assert scores == [SHORT, "", ""]
    assert [gates.keep_document(score) for score in scores] == [False, True, True]
    with pytest.raises(ConfigError, match="no gates"):
        adapter.Gates(CHAIN)


def test_an_article_that_cannot_be_judged_stays(adapter, caplog):
    def snow(cleaned):
        raise ValueError("snow")

    snow.kind, snow.name = "gate", "snow"
    with caplog.at_level(logging.WARNING):
        assert adapter.Gates(Chain(snow)).score_document("Rain.") == ""
    assert "not judged" in caplog.text


def test_the_example_runs(adapter):
    [(_, code)] = sections_of("nemo_curator")
    exec(compile(code, "docs/hosts.md", "exec"), {})
