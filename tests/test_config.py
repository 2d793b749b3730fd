from pathlib import Path

import pytest

import cleankit
from cleankit import Chain, ConfigError
from cleankit.registry import preset_names


def plain(text: str) -> str:
    return text


@pytest.mark.parametrize("name", preset_names())
def test_presets_round_trip(name):
    chain = Chain(name)
    assert Chain.from_toml(chain.to_toml()).fingerprint == chain.fingerprint


def test_options_round_trip_even_twice_in_a_chain():
    chain = Chain(
        cleankit.filter("duplicates", min_chars=60), "quotes", cleankit.filter("duplicates", min_chars=9)
    )
    again = Chain.from_toml(chain.to_toml())
    assert repr(again) == repr(chain)
    assert again.fingerprint == chain.fingerprint


def test_extends_takes_options_and_a_list():
    chain = Chain.from_toml('extends = "article"\n[duplicates]\nmin_chars = 60\n')
    assert repr(chain) == repr(Chain("article")).replace("duplicates", "duplicates(min_chars=60)")
    chain = Chain.from_toml(
        'extends = "article"\nfilters = ["newlines", "duplicates"]\n[duplicates]\nmin_chars = 60\n'
    )
    assert repr(chain) == "Chain(text: newlines | line: duplicates(min_chars=60))"


def test_a_file_is_read(tmp_path):
    path = tmp_path / "chain.toml"
    path.write_text('filters = ["quotes"]')
    assert Chain.from_toml(path)("“a”") == '"a"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("filters = [", "config: not valid TOML"),
        ("", "config: no filters; accepted: extends = 'article', or filters = [...]"),
        ('extends = "artcle"', "config: extends 'artcle': no such preset; did you mean 'article'?"),
        ("extends = 3", "config: extends 3: no such preset"),
        ('filters = "quotes"', "config: filters: found 'quotes'; accepted: a list of names"),
        ("filters = [3]", "config: filters: found 3; accepted: a name"),
        ('filters = ["qoutes"]', "config: unknown filter or preset 'qoutes'; did you mean 'quotes'?"),
        ('extends = "article"\nfilter = 3', "config: unknown key 'filter'; did you mean 'filters'?"),
        (
            'extends = "article"\n[qoutes]\na = 1',
            "config: table [qoutes] names no filter of this chain; did you mean 'quotes'?",
        ),
        ('extends = "minimal"\n[duplicates]\nmin_chars = 1', "add 'duplicates' to filters"),
        (
            'extends = "article"\n[duplicates]\nmin_char = 1',
            "config: filter 'duplicates': unknown option 'min_char'",
        ),
        ('extends = "article"\n[boilerplate]\npacks = ["xx"]', "xx"),
    ],
)
def test_a_wrong_file_is_told(text, message):
    with pytest.raises(ConfigError) as error:
        Chain.from_toml(text)
    assert message in str(error.value)


def test_a_missing_or_undecodable_file_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read: No such file"):
        Chain.from_toml(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"# \xff")
    with pytest.raises(ConfigError, match=r"bad\.toml: not UTF-8 at byte 2"):
        Chain.from_toml(Path(tmp_path / "bad.toml"))


def test_a_function_cannot_be_written():
    with pytest.raises(ConfigError, match="cannot be written to TOML: only named filters can"):
        Chain(plain).to_toml()
