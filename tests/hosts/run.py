"""Test each adapter against its host, in an environment of its own.

    python tests/hosts/run.py [--slow] [--folder .venv-hosts] [HOST...]

Environments are made once, in the folder, and made anew when what they need changes. Hosts that take long to
install or to start are tested with --slow, or by name.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import venv
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Host(NamedTuple):
    """What an environment needs, and whether its tests take long."""

    requires: tuple[str, ...]
    slow: bool = False


HOSTS = {
    "pandas": Host(("pandas>=2.2",)),
    "arrow": Host(("pyarrow>=15",)),
    "polars": Host(("polars>=1.20",)),
    "duckdb": Host(("duckdb>=1.1", "pyarrow>=15", "numpy>=1.26")),
    "datasets": Host(("datasets>=3",)),
    "langchain": Host(("langchain-core>=0.3", "langchain-text-splitters>=0.3")),
    "llama_index": Host(("llama-index-core>=0.12",)),
    "haystack": Host(("haystack-ai>=2.6",)),
    "sklearn": Host(("scikit-learn>=1.6", "pandas>=2.2")),
    "spacy": Host(("spacy>=3.7",)),
    "dask": Host(("dask[dataframe]>=2025.1",), slow=True),
    "ray": Host(("ray[data]>=2.40",), slow=True),
    "spark": Host(("pyspark>=4", "pandas>=2.2", "pyarrow>=15"), slow=True),
    "datatrove": Host(("datatrove[io,processing]>=0.6",)),
}


def prepared(name: str, host: Host, folder: Path) -> Path:
    """Return the Python of a host's environment; make that if it is not there, or for something else."""
    home = folder / name
    python, stamp = home / "bin" / "python", home / "made-for.json"
    needs = {
        "requires": [*host.requires, "pytest>=8.2"],
        "project": sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
        "python": sys.version,
    }
    if stamp.exists() and json.loads(stamp.read_text()) == needs:
        return python
    venv.create(home, with_pip=True, clear=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-e", str(ROOT), *needs["requires"]], check=True)
    stamp.write_text(json.dumps(needs))
    return python


def tested(name: str, python: Path) -> bool:
    """Run a host's tests, and say how they went."""
    started = time.monotonic()
    files = [f"tests/hosts/test_{name}.py", "tests/hosts/test_example.py", f"cleankit/integrations/{name}.py"]
    options = ["-q", "-o", "addopts=--doctest-modules --strict-markers", "-o", "filterwarnings=default"]
    environment = os.environ | {"CLEANKIT_HOST": name, "HF_HUB_OFFLINE": "1"}
    command = [python, "-m", "pytest", "-p", "no:cacheprovider", *options, *files]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    print(f"{name}: {'passed' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - started:.0f} s")
    return done.returncode == 0


def main() -> int:
    """Run the tests; exit with 1 if any failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("hosts", nargs="*", metavar="HOST", help=", ".join(HOSTS))
    parser.add_argument("--slow", action="store_true", help="also the hosts that take long")
    parser.add_argument("--folder", type=Path, default=ROOT / ".venv-hosts", help="where environments are")
    given = parser.parse_args()
    if unknown := [name for name in given.hosts if name not in HOSTS]:
        parser.error(f"unknown host {unknown[0]!r}; accepted: {', '.join(HOSTS)}")
    names = given.hosts or [name for name, host in HOSTS.items() if given.slow or not host.slow]
    given.folder.mkdir(exist_ok=True)
    passed = [tested(name, prepared(name, HOSTS[name], given.folder)) for name in names]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    raise SystemExit(main())
