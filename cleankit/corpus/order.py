"""In which order documents are taken: of two that say the same, the one taken first stays.

>>> when({"published": "2024-05-03"}, None), when({"published": "soon"}, None)
(1714694400.0, None)
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cleankit.corpus.plan import Keep
from cleankit.corpus.store import Store
from cleankit.fields import field_of
from cleankit.html.metadata.dates import parse_date

# Where texts are alike in all that counts, their hashes decide: the order of the input does not.
FULLEST = "chars DESC, hi, lo, n"
NEWEST = "CASE WHEN isnan(dated) THEN NULL ELSE dated END DESC NULLS LAST"
ORDERS: dict[str, str] = {"fullest": FULLEST, "newest": f"{NEWEST}, {FULLEST}", "first": "n"}
DATE_FIELDS = (
    *("date", "published", "published_at", "date_published", "datePublished", "publish_date", "pubDate"),
    *("pub_date", "publication_date", "timestamp", "created_at", "modified", "updated"),
)


def place_documents(store: Store, keep: Keep) -> None:
    """Number the documents in the order in which they may stay."""
    if store.has("placed"):
        return
    store.begin()
    store.run(f"""
        CREATE OR REPLACE TABLE placed AS
        SELECT n, row_number() OVER (ORDER BY {ORDERS[keep]}) AS place FROM document
    """)  # noqa: S608 - our own names
    store.finish("placed")


def when(fields: Mapping[str, Any], name: str | None) -> float | None:
    """Return the time that a record says it is of, in seconds since 1970; None if it says none.

    ``name`` is the field; without it, the first of `DATE_FIELDS` that holds a date. A day without a time is
    its first second; a time without a zone is UTC.
    """
    for field in (name,) if name else DATE_FIELDS:
        value = field_of(fields, field)
        if isinstance(value, bool) or not isinstance(value, str | int | float | datetime):
            continue
        found = parse_date(str(int(value)) if isinstance(value, float) else str(value))
        if found is not None:
            moment = datetime.fromisoformat(found)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return None
