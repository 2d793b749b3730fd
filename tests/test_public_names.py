"""`import cleankit` gives every public name, and loads a module when one of its names is asked for."""

import subprocess
import sys
from types import FunctionType

import pytest

import cleankit


def test_every_public_name_has_one_home():
    homes = [name for names in cleankit.HOMES.values() for name in names]
    assert sorted([*homes, "__version__", "clean"]) == sorted(cleankit.__all__)
    for module, names in cleankit.HOMES.items():
        for found in (getattr(cleankit, name) for name in names):
            assert not isinstance(found, type | FunctionType) or found.__module__ == f"cleankit.{module}"


def test_names_are_listed_before_they_are_loaded():
    code = (
        "import cleankit; assert set(cleankit.__all__) <= set(dir(cleankit)); from cleankit import *; Chain"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", cleankit.PACKAGES)
def test_packages_need_no_import_of_their_own(name):
    code = f"import cleankit; assert cleankit.{name}.__name__ == 'cleankit.{name}'"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_other_names_are_refused():
    with pytest.raises(AttributeError, match="module 'cleankit' has no attribute 'Chian'"):
        cleankit.Chian  # noqa: B018
    with pytest.raises(ImportError, match="Chian"):
        from cleankit import Chian  # noqa: F401
