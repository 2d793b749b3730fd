"""Adapters of hosts that are not installed are not collected: tests/hosts/run.py tests each with its host.

Nor is docs/contributing.md: its blocks are files, and tests/test_contributing.py writes them.
"""

from tests.hosts.adapters import find_adapters

collect_ignore = [str(one.file) for one in find_adapters().values() if not one.is_installed]
collect_ignore.append("docs/contributing.md")
collect_ignore_glob = ["docs/reference/*.md"]  # their examples are those of docstrings, and run there
