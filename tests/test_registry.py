import importlib.metadata
from typing import Literal

import pytest

import cleankit
from cleankit import Chain, ConfigError
from cleankit.registry import builtin_names, find, names
from cleankit.testing import check_filter


@pytest.fixture
def registered():
    """Forget what a test registers."""
    from cleankit import registry

    before = dict(registry._by_name)
    yield
    registry._by_name.clear()
    registry._by_name.update(before)


def plain(text: str) -> str:
    return text.replace("a", "b")


class Plugin:
    name, value = "from-plugin", "somewhere:plain"

    def load(self):
        return plain


def test_every_file_is_a_filter_of_its_name():
    for name, module in builtin_names().items():
        assert find(name).name == name
        assert find(name).__module__ == module


@pytest.mark.usefixtures("registered")
def test_a_decorated_function_is_found_by_name():
    @cleankit.text_filter("shout-out")
    def shout_out(text: str, *, mark: str = "!") -> str:
        return text + mark

    assert Chain("shout-out")("hey") == "hey!"
    assert Chain(cleankit.filter("shout-out", mark="?"))("hey") == "hey?"
    assert shout_out("hey") == "hey!"


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("name", "message"), [("quotes", "has that name"), ("article", "a preset has that name")]
)
def test_a_taken_name_is_refused(name, message):
    find("quotes")
    with pytest.raises(ConfigError, match=message):
        cleankit.text_filter(name)(lambda text: text)


@pytest.mark.usefixtures("registered")
def test_entry_points_are_asked_for_unknown_names_only(monkeypatch):
    asked = []

    def entry_points(*, group, name=None):
        asked.append(name)
        return [Plugin()] if name in (None, "from-plugin") else []

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)
    Chain("article")
    assert asked == []
    assert Chain("from-plugin")("banana") == "bbnbnb"
    assert asked == ["from-plugin"]
    assert "from-plugin" in names()


@pytest.mark.usefixtures("registered")
def test_a_plugin_that_cannot_be_loaded_is_named(monkeypatch):
    class Broken(Plugin):
        def load(self):
            raise ImportError("no module named somewhere")

    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: [Broken()])
    with pytest.raises(ConfigError, match="'from-plugin': somewhere:plain cannot be loaded: no module"):
        Chain("from-plugin")


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("qoutes", {}, "unknown filter or preset 'qoutes'; did you mean 'quotes'?"),
        ("artcle", {}, "did you mean 'article'?"),
        (
            "duplicates",
            {"min_char": 3},
            "filter 'duplicates': unknown option 'min_char'; did you mean 'min_chars'?",
        ),
        ("duplicates", {"min_chars": "3"}, "option min_chars: found '3'; accepted: a whole number"),
        ("duplicates", {"min_chars": True}, "option min_chars: found True; accepted: a whole number"),
        ("quotes", {"style": "curvy"}, "option style: found 'curvy'; accepted: 'straight'"),
        ("boilerplate", {"packs": 3}, "option packs: found 3; accepted: str or list of str"),
        ("newlines", {"style": 1}, "unknown option 'style'; accepted: none"),
    ],
)
def test_a_wrong_name_or_option_is_told(name, options, message):
    with pytest.raises(ConfigError) as error:
        cleankit.filter(name, **options)
    assert message in str(error.value)


def styled(text: str, *, style: Literal["a", "b"] | None = None, factor: float = 1.0) -> str:
    return text


def test_options_of_any_callable_are_checked():
    assert cleankit.filter(styled, style="a", factor=2)("x") == "x"
    with pytest.raises(ConfigError, match="accepted: 'a', 'b' or None"):
        cleankit.filter(styled, style="c")


def test_undecorated_filters_pass_the_check():
    check_filter(plain, examples=20)
