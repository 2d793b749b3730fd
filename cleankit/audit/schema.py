r"""The layers of a report as JSON values, and whether stored ones fit the text they came with.

An edit is stored as an object. The blocks that were dropped from a page (edits of the filter `html` that only
remove) are many times as many as the edits of an article and share most of what is said of them, so each is a
short list that refers to what was said before: its rule by number, its place by the distance from the block
before, its xpath by how much of the last one it repeats.

>>> paths = "/html[1]/nav[1]/a[1]", "/html[1]/nav[1]/a[2]"
>>> rule = "html:link-density"
>>> home = Edit("html", rule, 0, 5, "Home\n", "", f"1.00 at {paths[0]}")
>>> layer = Layer([home, home._replace(start=9, end=14, before="News\n", note=f"1.00 at {paths[1]}")])
>>> stored_layers([layer])["page"]["blocks"]
[[0, 0, 'Home\n', '1.00 at ', 0, '/html[1]/nav[1]/a[1]'], [0, 4, 'News\n', '1.00 at ', 18, '2]']]
>>> read_layers(stored_layers([layer])) == [layer]
True
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

from cleankit.errors import InputError
from cleankit.text.edits import Edit, Layer

SCHEMA = 2  # raised when the meaning of the JSON changes
READABLE = (1, 2)
PAGE = "html"  # the filter whose removals are stored as blocks
TEXTS = ("filter", "rule", "before", "after", "note")


def stored_layers(layers: Sequence[Layer]) -> dict[str, Any]:
    """Return ``page``, the blocks that were dropped from one or None, and ``layers``, all other edits."""
    page = None
    if layers and layers[0].edits and all(edit.filter == PAGE and not edit.after for edit in layers[0].edits):
        page, layers = _stored_blocks(layers[0]), layers[1:]
    return {"page": page, "layers": [[edit._asdict() for edit in layer.edits] for layer in layers]}


def read_layers(data: dict[str, Any]) -> list[Layer]:
    """Return the layers that `stored_layers`, or schema 1, stored.

    Raises KeyError, TypeError, ValueError or IndexError if they are something else.
    """
    layers = [Layer(_read_edit(edit) for edit in layer) for layer in data["layers"]]
    page = data.get("page")
    return layers if page is None else [Layer(_read_blocks(page)), *layers]


def checked_source(text: str, layers: Sequence[Layer]) -> str:
    """Return the text without all edits. Raises InputError if one of them cannot have been made."""
    if not isinstance(text, str):
        raise InputError(f"audit: not a report: text: found {type(text).__name__}; accepted: a string")
    for number, layer in reversed(list(enumerate(layers, 1))):
        done = 0
        for edit, place in zip(layer.edits, layer.out_starts, strict=True):
            end = place + len(edit.after)
            if (
                edit.start < done
                or edit.end != edit.start + len(edit.before)
                or end > len(text)
                or text[place:end] != edit.after
            ):
                raise InputError(
                    f"audit: layer {number}: the edit of {edit.rule!r} at {edit.start} to {edit.end} "
                    "does not fit the text; was the audit edited, or cut?"
                )
            done = edit.end
        text = layer.revert(text)
    return text


def digest(text: str) -> str:
    """Return 16 hex digits that change with the text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _stored_blocks(layer: Layer) -> dict[str, Any]:
    rules: dict[str, int] = {}
    blocks: list[list[Any]] = []
    end, last = 0, ""
    for edit in layer.edits:
        note, path = _parted(edit.note)
        shared = _shared(last, path)
        number = rules.setdefault(edit.rule, len(rules))
        blocks.append([number, edit.start - end, edit.before, note, shared, path[shared:]])
        end, last = edit.end, path
    return {"rules": list(rules), "blocks": blocks}


def _read_blocks(page: dict[str, Any]) -> Iterator[Edit]:
    rules = page["rules"]
    end, last = 0, ""
    for number, gap, before, note, shared, rest in page["blocks"]:
        start, last = end + gap, last[:shared] + rest
        end = start + len(before)
        yield _checked(Edit(PAGE, rules[number], start, end, before, "", note + last))


def _shared(one: str, other: str) -> int:
    """Return how many characters are equal at the start."""
    differing = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def _parted(note: str) -> tuple[str, str]:
    """Return what stands before the xpath in a note, and the xpath."""
    at = note.find("/")
    return (note, "") if at < 0 else (note[:at], note[at:])


def _read_edit(stored: dict[str, Any]) -> Edit:
    return _checked(Edit(**stored))


def _checked(edit: Edit) -> Edit:
    for name in TEXTS:
        if not isinstance(getattr(edit, name), str):
            raise TypeError(f"{name}: found {getattr(edit, name)!r}; accepted: a string")
    for name in ("start", "end"):
        if not isinstance(getattr(edit, name), int) or getattr(edit, name) < 0:
            raise TypeError(f"{name}: found {getattr(edit, name)!r}; accepted: a number of characters")
    return edit
