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


def sparing(text: str, *, most: int | None = 5, least: int | None = None) -> str:
    """Leave a text alone."""
    del most, least
    return text


def test_an_option_that_is_none_is_left_out_where_that_means_the_same_or_refused(monkeypatch):
    monkeypatch.setattr(cleankit.registry, "_by_name", dict(cleankit.registry._by_name))
    cleankit.text_filter("sparing")(sparing)
    assert "least" not in Chain(cleankit.filter("sparing", least=None)).to_toml()
    with pytest.raises(
        ConfigError, match=r"'sparing': option most: found None.* by default it is 5; give a value"
    ):
        Chain(cleankit.filter("sparing", most=None)).to_toml()


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
        ('extends = "minimal"\n[duplicates]\nmin_chars = 1', "add = ['duplicates'] adds it"),
        (
            'extends = "article"\n[duplicates]\nmin_char = 1',
            "config: filter 'duplicates': unknown option 'min_char'",
        ),
        ('extends = "article"\n[boilerplate]\npacks = ["xx"]', "xx"),
        ('extends = "article"\nadd = "length"', "config: add: found 'length'; accepted: a list of names"),
        (
            'extends = "article"\nwithout = "quotes"',
            "config: without: found 'quotes'; accepted: a list of names",
        ),
        ('extends = "article"\nadd = [3]', "config: add: found 3; accepted: a name"),
        (
            'extends = "article"\nadd = ["lenght"]',
            "unknown filter or preset 'lenght'; did you mean 'length'?",
        ),
        (
            'extends = "article"\nwithout = ["qoutes"]',
            "config: without: no filter 'qoutes' in the chain; did you mean 'quotes'?",
        ),
        (
            'extends = "article"\nwithout = [3]',
            "config: without: no filter 3 in the chain; accepted: blank-lines",
        ),
        ('add = ["length"]', "config: no filters; accepted: extends = 'article', or filters = [...]"),
        (
            'extends = "article"\nadd = [{name = "dashes", before = "qoutes"}]',
            "config: add: before: no filter 'qoutes' in the chain; did you mean 'quotes'?",
        ),
        (
            'extends = "article"\nadd = [{name = "dashes", before = "quotes", after = "quotes"}]',
            "before and after do not go together; give one",
        ),
        (
            'extends = "article"\nadd = [{name = "length", min_word = 3}]',
            "config: filter 'length': unknown option 'min_word'; did you mean 'min_words'?",
        ),
        ('filters = [{name = "article", strength = "safe"}]', "article"),
        ('extends = "article"\nfilters = ["article", "lenght"]', "did you mean 'length'?"),
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


ARTICLE = "text: newlines, encoding, invisibles, quotes, spaces | line: boilerplate, duplicates, blank-lines"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            'extends = "article"\nadd = ["length"]\n[length]\nmin_words = 3',
            ARTICLE + " | gate: length(min_words=3)",
        ),
        (
            'extends = "article"\nadd = [{name = "length", min_words = 3}]',
            ARTICLE + " | gate: length(min_words=3)",
        ),
        ('filters = ["article", "length"]', ARTICLE + " | gate: length"),
        (
            'filters = ["article"]\n[duplicates]\nmin_chars = 9',
            ARTICLE.replace("cates", "cates(min_chars=9)"),
        ),
        (
            'extends = "article"\nwithout = ["quotes", "duplicates"]',
            ARTICLE.replace(" quotes,", "").replace(" duplicates,", ""),
        ),
        (
            'extends = "article"\nadd = [{name = "dashes", before = "spaces"}]',
            ARTICLE.replace("spaces", "dashes, spaces"),
        ),
        (
            'extends = "article"\nadd = [{name = "dashes", after = "quotes"}]',
            ARTICLE.replace("quotes", "quotes, dashes"),
        ),
        (
            'extends = "article"\nwithout = ["quotes"]\nadd = ["quotes"]',
            ARTICLE.replace(" quotes,", "") + " | text: quotes",
        ),
        ('filters = ["quotes"]\nadd = ["minimal"]', None),
    ],
)
def test_a_chain_is_changed_by_a_file(text, wanted):
    chain = Chain.from_toml(text)
    assert repr(chain) == (f"Chain({wanted})" if wanted else repr(Chain("quotes", "minimal")))
    assert Chain.from_toml(chain.to_toml()) == chain


def test_a_listed_preset_brings_its_page_options():
    assert Chain.from_toml('filters = ["html", "length"]').page == Chain("html", "length").page


@pytest.mark.parametrize("where", ["", "cfg/deep"])
def test_paths_are_relative_to_the_file(tmp_path, monkeypatch, where):
    (tmp_path / where).mkdir(parents=True, exist_ok=True)
    (tmp_path / "packs").mkdir(exist_ok=True)
    config = tmp_path / where / "c.toml"
    up = "../" * len(Path(where).parts)
    (tmp_path / "packs" / "own.toml").write_text(
        '[[rule]]\nid = "ad-label"\nmatch = "line"\nphrases = ["Zebra hour"]\n'
        'keeps = ["Zebra hours are long."]\ndrops = ["Zebra hour"]\n'
    )
    (tmp_path / "sites.toml").write_text('["example.org"]\nkeep = ["main"]\n')
    config.write_text(
        f'extends = "article"\n[boilerplate]\npacks = ["en", "{up}packs/own.toml"]\n'
        f'[html]\nsite_rules = "{up}sites.toml"\n'
    )
    (tmp_path / "elsewhere").mkdir()
    for folder in (tmp_path / "elsewhere", config.parent):
        monkeypatch.chdir(folder)
        chain = Chain.from_toml(config)
        assert chain("The boat left.\nZebra hour") == "The boat left."
        assert [file.resolve() for file in chain.files] == [
            tmp_path / "sites.toml",
            tmp_path / "packs" / "own.toml",
        ]
        assert chain.page.data
    monkeypatch.chdir(config.parent)
    assert Chain.from_toml(Path("c.toml")).files == [Path(f"{up}sites.toml"), Path(f"{up}packs/own.toml")]
    config.write_text('extends = "article"\n[boilerplate]\npacks = ["missing.toml"]\n')
    with pytest.raises(ConfigError, match=r"missing\.toml: No such file"):
        Chain.from_toml(config)
