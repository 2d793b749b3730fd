"""What the distribution is called: not as a stranger's package."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_distribution_has_a_name_of_its_own():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["name"] == "cleankit-articles"
    assert all(one.startswith("cleankit-articles[") for one in project["optional-dependencies"]["all"])


def test_no_hint_names_another_package():
    files = [*ROOT.glob("cleankit/**/*.py"), *ROOT.glob("docs/*.md"), ROOT / "README.md"]
    assert not [
        path for path in files if re.search(r"\bcleankit\[|pip install '?cleankit\b(?!-)", path.read_text())
    ]


def test_completion_is_as_documented():
    code = "from cleankit.cli import batch_clean; batch_clean(prog_name='batch-clean')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"_BATCH_CLEAN_COMPLETE": "bash_source", "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "complete" in done.stdout
    assert "_BATCH_CLEAN_COMPLETE=bash_complete" in (ROOT / "README.md").read_text() + done.stdout
