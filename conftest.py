"""Adapters of hosts that are not installed are not collected: tests/hosts/run.py tests each with its host.

Nor is docs/contributing.md: its blocks are files, and tests/test_contributing.py writes them.
"""

import os
import sys

from tests.hosts.adapters import find_adapters

# Compiled modules are kept, whatever the environment says: tests start hundreds of programs, and each would
# compile every module anew (.9 of the 1.4 s that a run on one short record takes).
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

collect_ignore = [str(one.file) for one in find_adapters().values() if not one.is_installed]
collect_ignore.append("docs/contributing.md")
collect_ignore_glob = ["docs/reference/*.md"]  # their examples are those of docstrings, and run there
