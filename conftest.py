"""Adapters of hosts that are not installed are not collected: tests/hosts/run.py tests each with its host."""

from importlib.util import find_spec
from pathlib import Path

# Where the host's module has another name than the adapter; None where there is no host.
HOST_OF = {
    "__init__": None,
    "articles": None,
    "rows": None,
    "arrow": "pyarrow",
    "langchain": "langchain_core",
    "spark": "pyspark",
}


def _is_missing(adapter: str) -> bool:
    host = HOST_OF.get(adapter, adapter)
    return host is not None and find_spec(host) is None


FOLDER = Path(__file__).parent / "cleankit" / "integrations"
collect_ignore = [str(path) for path in FOLDER.glob("*.py") if _is_missing(path.stem)]
