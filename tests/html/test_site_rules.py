# ruff: noqa: E501 - pages are easier to read unbroken
import pytest

from cleankit.errors import ConfigError, InputError
from cleankit.html import SiteRule, SiteRules, extract, judge_page, load_site_rules

PAGE = """<main><p>Ships were late on Friday, the port of Riga said.</p><p class=ad>Buy boats now, they are
cheap and fast and yours.</p></main><div class=story><p>Short.</p><p>More <a href=/>here</a></p><button>Go</button></div>"""
URL = "https://news.example.org/1"


def rules(**selectors):
    return SiteRules({"example.org": SiteRule(**selectors)})


def test_keep_is_all_of_it_and_nothing_else():
    assert extract(PAGE, URL, site_rules=rules(keep=(".story",))).text == "Short.\nMore here"


def test_drop_says_so():
    page = judge_page(PAGE, URL, site_rules=rules(drop=(".ad",)))
    assert [(b.kept, b.rule) for b in page.blocks if b.text.startswith("Buy")] == [(False, "html:site-drop")]


def test_drop_inside_keep():
    assert extract(PAGE, URL, site_rules=rules(keep=("main",), drop=(".ad",))).text.startswith("Ships")


@pytest.mark.parametrize("url", [None, "https://example.com/1", "http://[bad"])
def test_other_sites_stay(url):
    assert extract(PAGE, url, site_rules=rules(keep=(".story",))).text == extract(PAGE, url).text


def test_selector_that_finds_nothing_leaves_the_judge_alone():
    assert extract(PAGE, URL, site_rules=rules(keep=(".gone",))).text == extract(PAGE, URL).text


def test_canonical_address_names_the_site():
    page = f'<link rel=canonical href="{URL}">' + PAGE
    assert extract(page, site_rules=rules(keep=(".story",))).text == "Short.\nMore here"


def test_file(tmp_path):
    file = tmp_path / "sites.toml"
    file.write_text('["example.org"]\nkeep = ["div.story"]\n')
    assert (
        extract(PAGE, URL, site_rules=file).text
        == extract(PAGE, URL, site_rules=str(file)).text
        == "Short.\nMore here"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("x = ", "not TOML"),
        ("site = 3", "write a table"),
        ('["a.example"]\nkep = ["p"]', "did you mean 'keep'"),
        ('["a.example"]\nkeep = "p"', "a list of CSS selectors"),
        ('["a.example"]\nkeep = ["p["]', "not a CSS selector"),
    ],
)
def test_bad_files(tmp_path, content, message):
    file = tmp_path / "sites.toml"
    file.write_text(content)
    with pytest.raises(ConfigError, match=message):
        load_site_rules(file)


def test_missing_file(tmp_path):
    with pytest.raises(InputError, match="give a TOML file"):
        load_site_rules(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: rules(keep=("p[",)), r"site rules: \[example.org\]: keep: 'p\[' is not a CSS selector"),
        (lambda: rules(drop=(":foo(",)), "drop: ':foo\\(' is not a CSS selector"),
        (lambda: rules(keep=("\ud800",)), "not a CSS selector"),
        (lambda: rules(keep="main"), "keep: found 'main'; accepted: a list of CSS selectors"),
        (lambda: rules(keep=(5,)), "a list of CSS selectors"),
        (lambda: rules(keep=5), "a list of CSS selectors"),
        (lambda: SiteRules({"example.org": ["main"]}), "accepted: SiteRule"),
        (lambda: SiteRules(["main"]), "site rules: found list"),
        (lambda: extract(PAGE, site_rules={"example.org": "main"}), "site rules: found dict"),
    ],
)
def test_rules_made_in_python_are_checked_when_they_are_made(made, message):
    with pytest.raises(ConfigError, match=message):
        made()
