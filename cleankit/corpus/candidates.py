"""Pairs of documents that may say the same: they share a band of hashes, or the sentences that few have."""

from cleankit.corpus.clusters import clusters
from cleankit.corpus.signatures import BANDS
from cleankit.corpus.store import Store
from cleankit.io.options import StepProgress

RARE = 50  # documents that may have a sentence that pairs them


def find_candidates(store: Store, progress: StepProgress) -> None:
    """Pair each document with the first, and with the one before it, that share a band or rare sentences.

    First and before in the order in which they may stay. So a band that a million documents share gives two
    million pairs, not 500 billion. Sentences weigh the less, the more documents have them: two documents are
    paired by two at least that at most `RARE` have, if they are half the weight of one of the documents. So
    two copies are found in a template of thousands, and above footers that are longer than they.
    """
    if store.has("pairs"):
        return
    store.begin()
    store.run("CREATE OR REPLACE TABLE found (a BIGINT, b BIGINT)")
    for band in range(BANDS):
        store.run(f"INSERT INTO found SELECT DISTINCT a, b FROM ({_neighbours('band', f'band = {band}')})")  # noqa: S608
        progress("candidates", band + 1)
    store.run("""
        CREATE OR REPLACE TABLE weight AS
        SELECT hash, count(*) AS documents, 1000000 // count(*) AS weight FROM sentence
        WHERE n NOT IN (SELECT n FROM removed) GROUP BY hash
    """)
    which = f"hash IN (SELECT hash FROM weight WHERE documents BETWEEN 2 AND {RARE})"  # noqa: S608
    store.run(f"""
        INSERT INTO found
        WITH sizes AS (
            SELECT n, sum(weight) AS size FROM sentence JOIN weight USING (hash) GROUP BY n
        )
        SELECT a, b FROM ({_neighbours("sentence", which)}) JOIN weight USING (hash)
        JOIN sizes x ON x.n = a JOIN sizes y ON y.n = b
        GROUP BY a, b HAVING count(*) >= 2 AND 2 * sum(weight) >= least(any_value(x.size), any_value(y.size))
    """)  # noqa: S608 - our own names
    store.run("CREATE OR REPLACE TABLE pair AS SELECT DISTINCT a, b FROM found")
    for table in ("found", "weight", "band"):
        store.run(f"DROP TABLE {table}")
    store.finish("pairs")


def _neighbours(table: str, which: str) -> str:
    return f"""
        WITH ours AS (
            SELECT t.n, t.hash, p.place FROM {table} t JOIN placed p ON p.n = t.n
            WHERE {which} AND t.n NOT IN (SELECT n FROM removed)
        ), shared AS (
            SELECT hash, arg_min(n, place) AS first FROM ours GROUP BY hash HAVING count(*) > 1
        ), beside AS (
            SELECT o.hash, o.n, s.first, lag(o.n) OVER (PARTITION BY o.hash ORDER BY o.place) AS before
            FROM ours o JOIN shared s ON o.hash = s.hash
        )
        SELECT hash, first AS a, n AS b FROM beside WHERE n <> first
        UNION SELECT hash, before, n FROM beside WHERE before IS NOT NULL
    """  # noqa: S608 - our own names


def group_candidates(store: Store) -> None:
    """Number the groups that pairs connect: they are compared one after the other."""
    if store.has("groups"):
        return
    store.begin()
    store.run("CREATE OR REPLACE TABLE member (n BIGINT, grp BIGINT)")
    found = clusters(store.rows("SELECT a, b FROM pair"))
    store.insert_rows("member", [(n, number) for number, members in enumerate(found) for n in members])
    store.finish("groups")
