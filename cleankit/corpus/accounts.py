"""The clusters of a run as JSON lines: what stays, what goes for it and how it differs, what stays beside."""

from collections.abc import Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import orjson

from cleankit.corpus.store import Store
from cleankit.io.streams import open_output

REASONS = {
    "exact": "equal when folded",
    "near": "what stays says all that this says",
}


def write_clusters(store: Store, names: Sequence[str], path: Path) -> None:
    """Write a line for each document that others repeat or are near to; no cluster is held in memory.

    A line has the number of its ``cluster`` (null if nothing goes), the document that ``stays``, those that
    have ``gone`` for it, and under ``apart`` those that are near it and stay, with what each says of its
    ``own``: a document is listed there once, beside the one most like it.
    """
    rows = store.rows("""
        WITH told AS (
            SELECT n, kept, level, similarity, spans, own FROM removed
            UNION ALL SELECT n, kept, 'apart', similarity, spans, own FROM apart
        ), numbered AS (
            SELECT kept, row_number() OVER (ORDER BY kept) AS cluster FROM (SELECT DISTINCT kept FROM removed)
        )
        SELECT t.kept, c.cluster, k.id, k.source, k.line, t.level, d.id, d.source, d.line,
            t.similarity, t.spans, t.own
        FROM told t JOIN document d ON d.n = t.n JOIN document k ON k.n = t.kept
        LEFT JOIN numbered c ON c.kept = t.kept ORDER BY t.kept, t.level = 'apart', t.n
    """)
    with open_output(path) as out:
        for _, members in groupby(rows, key=lambda row: row[0]):
            first = next(members)
            head = {"cluster": first[1], "stays": place(names, first[2:5])}
            out.write(orjson.dumps(head)[:-1] + b', "gone": [')
            level, glue = "", b""
            for row in chain([first], members):
                if row[5] == "apart" and level != "apart":
                    out.write(b'], "apart": [')
                    glue = b""
                level = row[5]
                out.write(glue + orjson.dumps(_member(names, row)))
                glue = b", "
            out.write(b"]}\n" if level == "apart" else b'], "apart": []}\n')


def place(names: Sequence[str], told: Any) -> dict[str, Any]:
    """Return where a record stands, as it is reported."""
    record, source, line = told
    return {"id": record, "file": names[source], "line": line}


def differences(spans: str) -> list[dict[str, str]]:
    """Return where two documents differ, as it is reported."""
    return [{"kept": kept, "this": this} for kept, this in orjson.loads(spans)]


def _member(names: Sequence[str], row: tuple[Any, ...]) -> dict[str, Any]:
    level, told, similarity, spans, own = row[5], row[6:9], *row[9:12]
    about = {**place(names, told), "similarity": round(similarity, 4), "differences": differences(spans)}
    if level == "apart":
        return about | {"own": orjson.loads(own)}
    return about | {"level": level, "reason": REASONS[level]}
