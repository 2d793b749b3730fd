"""Docstrings and tables as Markdown."""

import inspect
import re
from collections.abc import Iterable, Sequence
from typing import Any

NOTE = "Made by `python -m tools.reference` from {}: change it there."


def page(title: str, source: str, *parts: str) -> str:
    """Return a page with its title and the note that it is made."""
    return (
        "\n\n".join([f"# {title}", NOTE.format(source), *(part.strip("\n") for part in parts if part)]) + "\n"
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells may hold anything."""
    lines = ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *lines])


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def code(text: str) -> str:
    """Return text as inline code."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def docstring(found: Any) -> str:
    """Return the docstring of an object or module as Markdown, its examples as code."""
    said = found.__doc__ or ""
    return markdown(said.strip("\n") if inspect.ismodule(found) else inspect.cleandoc(said))


def markdown(text: str) -> str:
    """Return the text of a docstring as Markdown."""
    return "\n\n".join(_part(part) for part in re.split(r"\n{2,}", text))


def _part(part: str) -> str:
    if part.startswith(">>> "):
        return f"```python\n{part}\n```"
    prose, example = re.match(r"(.*?)((?:\n>>> .*)?)\Z", part, re.DOTALL).groups()  # type: ignore[union-attr]
    prose = re.sub(r"``(.+?)``", r"`\1`", prose)
    return f"{prose}\n\n```python{example}\n```" if example else prose
