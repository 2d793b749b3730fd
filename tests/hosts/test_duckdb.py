"""DuckDB: a function of SQL that gives the chain's own texts, with the reasons beside them."""

import threading

import pytest
from articles import CHAIN, CLEAN, DIRTY, FAILING, GATED, HUGE, LONG, SHORT, TEXTS, WRONG_CHAINS, is_failure

from cleankit import Chain, ConfigError

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

from cleankit.integrations.duckdb import register  # noqa: E402


@pytest.fixture
def connection():
    with duckdb.connect() as one:
        one.execute("CREATE TABLE articles (n INTEGER, text VARCHAR)")
        yield one


def test_the_same_as_the_chain(connection):
    connection.executemany("INSERT INTO articles VALUES (?, ?)", list(enumerate(TEXTS)))
    register(connection, CHAIN)
    found = connection.execute("SELECT n, clean(text).text FROM articles ORDER BY n").fetchall()
    assert [text for _, text in found] == CLEAN


def test_many_rows_in_chunks(connection):
    register(connection, CHAIN)
    connection.execute(f"INSERT INTO articles SELECT n, '“a” ' || n FROM range(10000) AS t(n)")  # noqa: F541
    wrong = """SELECT count(*) FROM articles WHERE clean(text).text <> '"a" ' || n"""
    assert connection.execute(wrong).fetchone() == (0,)


def test_nulls_gates_and_errors(connection):
    rows = [(0, "Too short."), (1, LONG), (2, None)]
    connection.executemany("INSERT INTO articles VALUES (?, ?)", rows)
    register(connection, GATED, "gated")
    query = "SELECT c.text, c.dropped, c.error FROM (SELECT n, {}(text) AS c FROM articles) ORDER BY n"
    found = connection.execute(query.format("gated")).fetchall()
    assert found == [("Too short.", SHORT, None), (GATED(LONG), None, None), (None, None, None)]
    connection.execute("UPDATE articles SET text = 'snow' WHERE n = 1")
    register(connection, FAILING, "failing")
    found = connection.execute(query.format("failing")).fetchall()
    assert found[1][0] == "snow"
    assert is_failure(found[1][2])
    assert found[0] == ("Too short.", None, None)


def test_a_query_into_a_file(connection, tmp_path):
    register(connection, CHAIN)
    connection.execute("INSERT INTO articles VALUES (1, ?), (2, NULL)", [DIRTY])
    out = tmp_path / "out.parquet"
    connection.execute(f"COPY (SELECT n, unnest(clean(text)) FROM articles) TO '{out}' (FORMAT parquet)")
    found = connection.execute(f"SELECT * FROM '{out}' ORDER BY n").fetchall()
    assert found == [(1, CHAIN(DIRTY), None, None), (2, None, None, None)]


def test_a_second_chain_takes_the_name(connection):
    register(connection, CHAIN)
    register(connection, FAILING)
    assert is_failure(connection.execute("SELECT clean('snow').error").fetchone()[0])


def test_an_empty_table(connection):
    register(connection, CHAIN)
    assert connection.execute("SELECT clean(text) FROM articles").fetchall() == []


@pytest.mark.parametrize(("chain", "message"), WRONG_CHAINS)
def test_what_is_no_chain_is_refused(connection, chain, message):
    with pytest.raises(ConfigError, match=message):
        register(connection, chain)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "found ''; accepted: letters"), ("a b", "found 'a b'; accepted: letters"),
        (None, "found None; accepted: letters"), ("length", "'length' is a function of DuckDB's own"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_taken_is_refused(connection, name, message):
    with pytest.raises(ConfigError, match=message):
        register(connection, CHAIN, name)
    assert connection.execute("SELECT length('abc')").fetchone() == (3,)
    with pytest.raises(ConfigError, match="found NoneType; accepted: a connection"):
        register(None, CHAIN)


@pytest.mark.parametrize("value", ["5", "'\\xAA'::BLOB", "['a']", "DATE '2024-01-01'"])
def test_what_is_no_text_is_refused_by_the_query(connection, value):
    register(connection, CHAIN)
    with pytest.raises(duckdb.BinderException, match=r"clean\(VARCHAR\)"):
        connection.execute(f"SELECT clean({value})")


def test_a_huge_text_and_a_function_that_cannot_be_pickled(connection):
    lock = threading.Lock()
    register(connection, Chain("newlines", lambda text: lock and text))
    assert connection.execute("SELECT clean(?).text", [HUGE]).fetchone() == (HUGE,)
