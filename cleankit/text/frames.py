r"""Lines that frame a Markdown text: front matter, and what opens or closes a container.

Who takes one of two such lines leaves a broken file.

>>> frame_lines(["---", "layout: post", "---", "::: tip", "Mind the step.", ":::"])
{0, 1, 2, 3, 5}
"""

from collections.abc import Sequence

from cleankit.text.patterns import lazy

FENCES = {"---": ("---", "..."), "+++": ("+++",)}  # of YAML, of TOML
LONGEST = 100  # lines of front matter
KEY_RE = lazy(r"[\w.-]+\s*[:=](?:\s|$)|[ \t]+\S|- |#|\[|$")
CONTAINER_RE = lazy(
    r"\s*(?::{3,}.*|\{[%{].*[%}]\}|(?:</?[A-Za-z][^<>]*>\s*)+|<!--.*-->|!{3}\s\w.*|\[[^\]]+\]:\s+\S.*)"
)


def frame_lines(lines: Sequence[str]) -> set[int]:
    """Return the lines of front matter, and those that open or close a container in Markdown."""
    found = {*range(front_matter_end(lines))}
    return found | {i for i, line in enumerate(lines) if line[:8].strip()[:1] in _OPENERS and _frames(line)}


def front_matter_end(lines: Sequence[str]) -> int:
    """Return how many lines the front matter has that a text begins with; 0 where there is none.

    >>> front_matter_end(["+++", 'title = "Fog"', "+++", "It was foggy."]), front_matter_end(["---", "Fog."])
    (3, 0)
    """
    closers = FENCES.get(lines[0].rstrip()) if lines else None
    for i, line in enumerate(lines[1 : LONGEST + 1] if closers else (), 1):
        if line.rstrip() in (closers or ()):
            return i + 1 if i > 1 else 0
        if KEY_RE.match(line) is None:
            return 0
    return 0


_OPENERS = frozenset(":{<![")


def _frames(line: str) -> bool:
    return CONTAINER_RE.fullmatch(line) is not None
