"""What is seen to be sound without ftfy is what ftfy leaves alone; a plain article loads no ftfy."""

import pickle
import re
import subprocess
import sys
from itertools import product

import ftfy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleankit import Chain
from cleankit.filters.encoding import CONTROLS, _is_plain
from cleankit.mojibake.anchored import expanded
from cleankit.mojibake.quiet import LARGE, MARKS, SMALL, is_quiet
from cleankit.mojibake.segment import Repair

USUAL = SMALL + LARGE + MARKS
ASCII = "".join(map(chr, range(128)))
AMID = 'aZ5 .\n"(-'  # of each kind that a branch of the badness test knows

OWN = ftfy.TextFixerConfig(
    explain=False, uncurl_quotes=False, fix_character_width=False, fix_latin_ligatures=False,
    fix_line_breaks=False,
)  # fmt: skip


def test_whatever_the_badness_test_knows_is_not_quiet():
    repair = Repair(OWN)
    branches = [branch for branch in repair._fixable() if branch != [repair.touched.pattern]]
    assert len(branches) > 20
    for token in {token for branch in branches for token in branch} - {"^"}:
        assert bool(re.search(token, ASCII)) is bool(re.search(token, AMID))
    for branch in branches:
        kinds = [[one for one in USUAL + AMID if re.match(token, one)] for token in branch if token != "^"]
        for chars in product(*kinds):
            assert not is_quiet("".join(chars)), (branch, chars)


def test_no_usual_character_combines_or_is_replaced():
    repair = Repair(OWN)
    assert not set(USUAL) & set(expanded(repair._marks))
    assert not repair.touched.search(USUAL)


@settings(max_examples=1000, deadline=None)
@given(st.text(st.sampled_from(USUAL + AMID + "&;amp\x00\x1b")))
def test_ftfy_leaves_a_quiet_text_alone(text):
    if is_quiet(text) and _is_plain(text, CONTROLS, entities=True):
        assert ftfy.fix_text(text, OWN) == text


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("", True), ("“It’s a café…”, she said – “naïve”.", True), ("Über den Wolken.", True),
        ("ItÃ¢â‚¬â„¢s", False), ("cafÃ©", False), ("“éa”", True), ("é“a", False), ("éÉ", False),
        ("Зима", False), ("\ud800", False),
    ],
)  # fmt: skip
def test_what_is_quiet(text, quiet):
    assert is_quiet(text) is quiet


def loaded_by(text):
    """Return what a worker has loaded when it has cleaned its first text."""
    code = "import pickle, sys; chain = pickle.load(sys.stdin.buffer); chain({!r}); print(*sys.modules)"
    given = pickle.dumps(Chain("article"))
    done = subprocess.run(
        [sys.executable, "-c", code.format(text)], input=given, capture_output=True, check=True
    )
    return set(done.stdout.decode().split())


def test_a_worker_loads_ftfy_only_where_something_may_be_broken():
    loaded = loaded_by("Advertisement\n“It’s late…”, said André – and left.\nShow comments")
    assert not loaded & {"ftfy", "wcwidth", "tomllib", "datetime", "cleankit.html", "cleankit.batch"}
    assert "ftfy" in loaded_by("Itâ€™s late.")
