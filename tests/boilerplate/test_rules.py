"""Reading packs: what a rule may say, and the error that names what it may not."""

from pathlib import Path

import pytest

from cleankit.boilerplate.rules import RuleSet, load_rules, pack_names
from cleankit.document import Lines
from cleankit.errors import ConfigError

LABEL = """
[[rule]]
id = "ad-label"
match = "line"
phrases = ["Advertisement"]
keeps = ["The advertisement was withdrawn."]
drops = ["ADVERTISEMENT"]
"""


def write(folder: Path, text: str, name: str = "site.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def rules_of(folder: Path, *tables: str) -> RuleSet:
    """Make rules of the lines that say what they match; ids and examples are filled in."""
    texts = [
        f'[[rule]]\nid = "r{i}"\n{table}\nkeeps = ["k"]\ndrops = ["d"]\n' for i, table in enumerate(tables)
    ]
    return load_rules(write(folder, "".join(texts)))


def dropped(rules: RuleSet, *texts: str) -> dict[int, str]:
    return {verdict.line: verdict.rule for verdict in rules.judge(Lines(list(texts))) if verdict.text is None}


def test_packs_are_named_or_files(tmp_path: Path) -> None:
    path = write(tmp_path, LABEL)
    assert pack_names()[:2] == ["any", "en"]
    assert dropped(load_rules(path), "Advertisement") == {0: "site:ad-label"}
    assert dropped(load_rules(["en", path]), "Advertisement", "", "Show comments") == {
        0: "en:ad-label",
        2: "en:comments-show",
    }
    assert len(load_rules("all").rules) == sum(len(load_rules(name).rules) for name in pack_names())


def test_digest_follows_content(tmp_path: Path) -> None:
    path = write(tmp_path, LABEL)
    before = load_rules(path)
    assert load_rules([path]) is before
    assert load_rules(write(tmp_path, LABEL + "# a note")).digest != before.digest
    assert load_rules("any").digest != load_rules("en").digest


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("ad-label", "Ad label"), "id: found 'Ad label'"),
        (('match = "line"', 'match = "lines"'), "did you mean 'line'?"),
        (('match = "line"', ""), "match is missing; accepted: 'line', 'prefix', 'suffix', 'pattern'"),
        (('match = "line"', 'match = "line"\nwhere = "heads"'), "did you mean 'head'?"),
        (('match = "line"', 'match = "line"\nwhere = 3'), "where: found 3; accepted: 'anywhere'"),
        (('match = "line"', 'match = "line"\nmax_rest = 3'), "max_rest does not go with match = 'line'"),
        (('match = "line"', 'match = "prefix"\nmax_rest = -1'), "max_rest: found -1; accepted: 0 or more"),
        (('match = "line"', 'match = "prefix"\ncut = true\nwhere = "head"'), "cut goes only with where"),
        (
            ('match = "line"', 'match = "line"\nphrase = ["x"]'),
            "unknown key 'phrase'; did you mean 'phrases'?",
        ),
        (("keeps =", "# keeps ="), "keeps is missing; a line rule needs drops, id, keeps, phrases"),
        (('drops = ["ADVERTISEMENT"]', "drops = []"), "drops is missing"),
        (('["Advertisement"]', '["***"]'), "nothing is left of it without its decoration"),
        (('["Advertisement"]', '["a\\nb"]'), "found a line break"),
        (('["Advertisement"]', '"Advertisement"'), "phrases: found 'Advertisement'; accepted: list of str"),
        (
            ('match = "line"\nphrases = ["Adv', 'match = "prefix"\nphrases = ["ad", "Adv'),
            "at least 3 characters",
        ),
        (('match = "line"\nphrases = ["Adv', 'match = "suffix"\nphrases = ["2024", "Adv'), "and a letter"),
        (('match = "line"', 'match = "pattern"'), "guard is missing; a pattern rule needs"),
        (("[[rule]]", "[[rules]]"), "unknown key 'rules'; did you mean 'rule'?"),
        (("[[rule]]", "[[rule"), "not TOML"),
    ],
)
def test_what_a_rule_may_not_say(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    path = write(tmp_path, LABEL.replace(*change))
    with pytest.raises(ConfigError, match=r"site\.toml") as error:
        load_rules(path)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("pattern", "guard", "message"),
    [
        ("'(x'", "'x'", "pattern: missing ), unterminated subpattern"),
        ("'x'", "' '", "guard: found ''; accepted: text with a letter or a sign"),
        ("'[0-9]+'", "'12'", "guard: found '12'; accepted: text with a letter or a sign"),
    ],
)
def test_patterns_and_guards_that_cannot_be(tmp_path: Path, pattern: str, guard: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        rules_of(tmp_path, f'match = "pattern"\npattern = {pattern}\nguard = {guard}')
    assert f"site.toml: rule 'r0': {message}" in str(error.value)


def test_names_that_clash_and_files_that_fail(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="found 2 times"):
        load_rules(write(tmp_path, LABEL + LABEL))
    with pytest.raises(ConfigError, match=r"rule: found 3; accepted: tables, each under \[\[rule\]\]"):
        load_rules(write(tmp_path, "rule = 3"))
    with pytest.raises(ConfigError, match="both are named 'en'; rename one"):
        load_rules(["en", write(tmp_path, LABEL, "en.toml")])
    with pytest.raises(ConfigError, match=r"unknown rule pack 'eng'; did you mean 'en'"):
        load_rules("eng")
    with pytest.raises(ConfigError, match="No such file"):
        load_rules(str(tmp_path / "none.toml"))
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(ConfigError, match="not UTF-8 at byte 5"):
        load_rules(str(tmp_path / "latin.toml"))
