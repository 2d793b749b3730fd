"""`cleankit rules list` names what `keep` and `--rule` take."""

import subprocess
import sys

from click.testing import CliRunner

from cleankit.boilerplate.rules import load_rules
from cleankit.cli.rules import rules


def listed(*packs):
    done = CliRunner().invoke(rules, ["list", *packs])
    assert done.exit_code == 0
    return [line.split("\t") for line in done.stdout.splitlines()]


def test_rules_of_all_packs_or_of_some():
    found = listed()
    assert [name for name, _, _ in found] == [rule.name for rule in load_rules("all").rules]
    assert ["en:ad-label", "ad", "ad"] in found
    assert {name.split(":")[0] for name, _, _ in listed("de", "any")} == {"de", "any"}


def test_a_pack_of_ones_own_shows_no_control_characters(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        '[[rule]]\nid = "bar"\nmatch = "line"\nphrases = ["a\\u001b[31m"]\nkeeps = ["b"]\ndrops = ["a"]\n'
    )
    assert listed(str(path)) == [["own:bar", "-", r"a\x1b[31m"]]


def test_an_unknown_pack():
    done = CliRunner().invoke(rules, ["list", "xx"])
    assert done.exit_code == 2
    assert "unknown rule pack 'xx'; accepted: all, any, ar" in done.stderr


def test_as_a_module():
    command = [sys.executable, "-m", "cleankit", "rules", "list", "zh"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["\t".join(line) for line in listed("zh")]
