"""Reference of formats, from the formats themselves."""

from cleankit.io.formats import FORMATS
from tools.reference.prose import code, page, table


def formats() -> str:
    """Return the page of formats."""
    rows = (
        (
            code(one.name),
            ", ".join(map(code, one.suffixes)),
            one.holds,
            "one" if one.single else "many",
            code(one.becomes) if one.becomes else "itself",
            f"no: {one.not_written}" if one.not_written else "yes",
            "yes" if one.looks else "",
        )
        for one in FORMATS.values()
    )
    head = ("format", "endings", "holds", "records", "in a folder of outputs", "is written", "known unnamed")
    return page(
        "Formats",
        "`cleankit/io/formats/`",
        "All but Parquet may be compressed (`.gz`, `.zst`). What each keeps is said of "
        "[batch-clean](../batch.md#what-goes-in-and-what-comes-out); `--format NAME` says what inputs are, "
        "whatever their names. Unnamed are standard input, and files without an ending.",
        table(head, rows),
    )
