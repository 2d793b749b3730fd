"""Fields of records by name; "body.text" is the field "text" of the object in "body".

A key that is written so itself comes first, on every level.
"""

from collections.abc import Mapping
from typing import Any


def has_field(record: Mapping[str, Any], name: str) -> bool:
    """Say whether a record has a field. A null that the field would be in counts as one that is null.

    >>> record = {"body": {"text": "Snow."}, "a.b": 1, "gone": None}
    >>> [has_field(record, name) for name in ("body.text", "a.b", "gone.text", "body.html", "a")]
    [True, True, True, False, False]
    """
    if name in record:
        return True
    head, dot, rest = name.partition(".")
    below = record.get(head)
    return (
        bool(dot)
        and head in record
        and (below is None or (isinstance(below, Mapping) and has_field(below, rest)))
    )


def field_of(record: Mapping[str, Any], name: str) -> Any:
    """Return the value of a field, None where there is none.

    >>> field_of({"body": {"text": "Snow."}, "body.text": "Fog."}, "body.text")
    'Fog.'
    """
    if name in record:
        return record[name]
    if "." not in name:
        return None
    head, _, rest = name.partition(".")
    below = record.get(head)
    return field_of(below, rest) if isinstance(below, Mapping) else None


def put_text(record: dict[str, Any], name: str, text: str) -> None:
    """Set a record's text; what is null, or not there, stays so where there is none.

    >>> record = {"text": None}
    >>> put_text(record, "text", "")
    >>> record
    {'text': None}
    """
    if text or field_of(record, name) is not None:
        put_field(record, name, text)


def put_field(record: dict[str, Any], name: str, value: Any) -> None:
    """Set a field where `field_of` finds it; within an object that is there, else by its whole name.

    >>> record = {"body": {"html": "<p>Snow."}}
    >>> put_field(record, "body.text", "Snow.")
    >>> put_field(record, "head.text", "Fog.")
    >>> record
    {'body': {'html': '<p>Snow.', 'text': 'Snow.'}, 'head.text': 'Fog.'}
    """
    if name not in record and "." in name:
        head, _, rest = name.partition(".")
        if isinstance(below := record.get(head), dict):
            put_field(below, rest, value)
            return
    record[name] = value
