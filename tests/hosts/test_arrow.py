"""Arrow data: texts are cleaned, all else is the same buffers; nulls and errors stay rows."""

import pytest

from cleankit import Chain, ConfigError, Document, Verdict
from cleankit.integrations import arrow

pa = pytest.importorskip("pyarrow")

DIRTY = "Advertisement\nThe “bridge” opens."
CHAIN = Chain("article", "length")


def fail_on_snow(text):
    if "snow" in text:
        raise ValueError("snow")
    return text.replace("!", "\ud800")


def at_home(lines):
    """Drop the first line at one site."""
    if lines.document.site == "example.org" and lines.document.metadata.get("source") == "wire":
        yield Verdict(0, "test:home")


at_home.kind, at_home.name = "line", "at-home"


def buffers(column):
    return [b and b.address for chunk in column.chunks for b in chunk.buffers()]


def test_a_table_keeps_its_other_columns_and_its_shape():
    texts = [DIRTY, None, "", "One two. " * 60, *[f"{DIRTY} {n}" for n in range(50)]]
    table = pa.table({"n": range(len(texts)), "body": texts, "url": [f"/{n}" for n in range(len(texts))]})
    table = pa.concat_tables([table.slice(0, 7), table.slice(7)]).replace_schema_metadata({"about": "me"})
    found = arrow.clean(table, "body", CHAIN)
    assert found.column_names == ["n", "body", "url", "dropped", "error"]
    assert found.schema.metadata == {b"about": b"me"}
    assert found["body"].to_pylist() == [None if text is None else CHAIN(text) for text in texts]
    runs = [None if text is None else CHAIN.run(text).dropped for text in texts]
    assert found["dropped"].to_pylist() == runs
    assert found["error"].null_count == len(texts)
    for name in ("n", "url"):
        assert buffers(found[name]) == buffers(table[name])


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary", "null"])
def test_kinds_of_strings(kind):
    types = {"dictionary": pa.dictionary(pa.int32(), pa.string()), "null": pa.null()}
    values = [None, None] if kind == "null" else [DIRTY, None]
    array = pa.array(values, types.get(kind) or getattr(pa, kind)())
    expected = {"null": pa.string(), "dictionary": pa.string()}.get(kind, array.type)
    cleaned = None if kind == "null" else CHAIN(DIRTY)
    for found in (
        arrow.clean(array, chain=CHAIN),
        arrow.clean(pa.chunked_array([array, array[:1]]), chain=CHAIN),
        arrow.clean(pa.RecordBatch.from_arrays([array], ["text"]), chain=CHAIN),
        arrow.clean(pa.table({"text": array}), chain=CHAIN),
    ):
        assert found.schema.names == ["text", "dropped", "error"]
        assert found.schema.field("text").type == expected
        assert found.column("text").to_pylist()[:2] == [cleaned, None]
    assert arrow.cleaned(array, CHAIN).to_pylist() == [cleaned, None]


@pytest.mark.parametrize("empty", [pa.array([], pa.string()), pa.chunked_array([], pa.string())])
def test_nothing_stays_nothing(empty):
    assert arrow.clean(empty).to_pydict() == {"text": [], "dropped": [], "error": []}
    assert arrow.clean(pa.table({"text": empty, "n": pa.array([], pa.int8())})).num_rows == 0


def test_a_row_with_an_error_keeps_its_text():
    found = arrow.clean(pa.table({"text": ["rain", "snow", "ice!"]}), chain=Chain(fail_on_snow)).to_pydict()
    assert found["text"] == ["rain", "snow", "ice!"]
    assert found["error"][0] is None
    assert "ValueError: snow" in found["error"][1]
    assert found["error"][2] == "the cleaned text has a lone surrogate"


def test_columns_that_filters_know_are_read():
    table = pa.table(
        {
            "text": ["Head\nBody"] * 3,
            "site": ["example.org", "example.org", None],
            "source": ["wire", "", "wire"],
        }
    )
    chain = Chain(at_home)
    home = Document("Head\nBody", site="example.org", metadata={"source": "wire"})
    assert arrow.clean(table, chain=chain)["text"].to_pylist() == [
        chain.run(home).text,
        "Head\nBody",
        "Head\nBody",
    ]


def test_a_second_pass_replaces_what_the_first_added():
    once = arrow.clean(pa.table({"text": [DIRTY]}), chain=CHAIN)
    twice = arrow.clean(once, chain=Chain("article"))
    assert twice.schema == once.schema
    assert twice["dropped"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        (pa.table({"text": ["a"]}), "txt", "no column 'txt', or several; did you mean 'text'"),
        (pa.table({"text": [1]}), "text", "'text' is of type int64; accepted: strings"),
        (pa.table({"error": ["a"]}), "error", "rename it"),
        (pa.array([b"a"]), "text", "of type binary"),
        (["a"], "text", "found list; accepted: a pyarrow Array"),
        (pa.table([["a"], ["b"]], names=["text", "text"]), "text", "or several"),
        (
            pa.table([["a"], ["b"], ["c"]], names=["text", "error", "error"]),
            "text",
            "several columns 'error'",
        ),
        (pa.table({"text": ["a"]}), 0, "field: found int; accepted: the name of a column"),
    ],
)
def test_what_holds_no_texts_is_refused(data, field, message):
    with pytest.raises(ConfigError, match=message):
        arrow.clean(data, field)
