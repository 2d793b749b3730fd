"""Adapters of hosts that are not installed are not collected: tests/hosts/run.py tests each with its host."""

from importlib.util import find_spec
from pathlib import Path

HOST_OF = {"arrow": "pyarrow", "langchain": "langchain_core"}  # where the module has another name

collect_ignore = [
    str(path)
    for path in Path(__file__).parent.joinpath("cleankit", "integrations").glob("*.py")
    if path.stem not in ("__init__", "articles", "rows")
    and find_spec(HOST_OF.get(path.stem, path.stem)) is None
]
