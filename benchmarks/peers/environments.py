"""Environments of the peers: one per tool, made once, and made anew when what it needs changes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

REQUIRES: dict[str, tuple[str, ...]] = {
    "ftfy": ("ftfy",),
    "clean-text": ("clean-text",),
    "textacy": ("textacy",),
    "unstructured": ("unstructured",),
    "datatrove": ("datatrove[io,processing]", "spacy", "orjson"),
    "trafilatura": ("trafilatura", "lxml_html_clean"),
    "rs-trafilatura": ("rs-trafilatura", "resiliparse"),
    "readability-lxml": ("readability-lxml", "html-text", "lxml_html_clean"),
    "resiliparse": ("resiliparse",),
    "magic-html": ("magic-html", "html-text", "resiliparse"),
    "newspaper4k": ("newspaper4k", "lxml_html_clean", "resiliparse"),
    "jusText": ("justext", "lxml_html_clean"),
    "langdetect": ("langdetect",),
    "py3langid": ("py3langid",),
    "lingua": ("lingua-language-detector",),
    "datasketch": ("datasketch",),
}
# Where this Python is too old.
NEEDS_PYTHON = {"magic-html": (3, 12)}
# Where a distribution has another name than the tool.
ALIASES = {"cleankit-articles": "cleankit", "lingua-language-detector": "lingua"}


class NotInstalledError(Exception):
    """A peer does not install here; the message is the installer's last line."""


def prepared(name: str, folder: Path) -> Path:
    """Return the Python of a peer's environment; make it if it is not there, or for something else.

    Raises `NotInstalledError` if pip refuses.
    """
    home = folder / name
    python, stamp = home / "bin" / "python", home / "made-for.json"
    needs = {"requires": list(REQUIRES[name]), "python": _base_python(name)}
    if stamp.exists() and json.loads(stamp.read_text("utf-8")) == needs:
        return python
    _run([_base_python(name), "-m", "venv", "--clear", home])
    pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, *REQUIRES[name]])
    stamp.write_text(json.dumps(needs), "utf-8")
    return python


def versions(python: Path) -> dict[str, str]:
    """Return what an environment has, by lower-case name."""
    code = (
        "import json; from importlib.metadata import distributions\n"
        "print(json.dumps({d.metadata['Name'].lower(): d.version for d in distributions()}))"
    )
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found | {ALIASES[name]: version for name, version in found.items() if name in ALIASES}


def _run(command: Sequence[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or ["no message"]
        raise NotInstalledError(next((line for line in lines if "ERROR" in line), lines[0]))


def _base_python(name: str) -> str:
    """Return this Python, or for a tool that asks for a newer one, that of the search path."""
    least = NEEDS_PYTHON.get(name, (3, 11))
    if sys.version_info >= least:
        return sys.executable
    found = shutil.which(f"python{least[0]}.{least[1]}")
    if found is None:
        raise NotInstalledError(f"needs Python {least[0]}.{least[1]}, which is not on the search path")
    return found
