"""What people mistype is answered with what they may have meant."""

import pytest
from click.testing import CliRunner

from cleankit.cli import main


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["explian", "a.txt"], "no command 'explian'; did you mean 'explain'?"),
        (["zzzz"], "no command 'zzzz'; accepted: clean, dedup, explain"),
        (["rules", "chek", "a.toml"], "Did you mean 'check'?"),
        (["rules", "check", "nope.toml"], "nope.toml: no such file or pack; accepted: any, ar"),
    ],
)
def test_the_nearest_is_named(typed, answer):
    done = CliRunner().invoke(main, typed)
    assert done.exit_code == 2
    assert answer in done.output
