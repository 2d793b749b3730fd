"""Choose which documents go: each is compared with those that stay, and goes if one of them says it all.

It is done twice. First with whole texts, in which a sentence weighs the less, the more documents have it.
Then sentences are known that many of those have that stayed: they are of the site or of a template, so what
is left is compared without them, and copies above different footers are found. What went first has gone.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby, islice
from typing import Any, NamedTuple, Protocol

from cleankit.corpus.comparable import Reading
from cleankit.corpus.differences import Comparison, compare
from cleankit.corpus.store import Store
from cleankit.corpus.texts import Texts, common_words
from cleankit.io.options import StepProgress

COMMON = 5  # documents that stay and have a sentence: then it is no part of what is compared
HELD = 256  # texts that are held, ready for comparison
MANY = 20_000  # rows inserted at once
FOLLOWERS = 64  # that may have gone for a document which goes itself: all are compared again
PAIRS = """
    SELECT m.grp, p.a, p.b FROM pair p JOIN member m ON m.n = p.b
    JOIN placed x ON x.n = p.a JOIN placed y ON y.n = p.b ORDER BY m.grp, y.place, x.place
"""


class Choice(NamedTuple):
    """A document that was near one that stays: whether it goes, and how they compare."""

    number: int
    kept: int
    goes: bool
    compared: Comparison


class ByNumber(Protocol):
    """Texts that are found by number."""

    def __getitem__(self, number: int, /) -> str:
        """Return the text of a document."""
        ...


# How many documents have the common sentences of a group, by their hashes; and its documents in the order in
# which they may stay, each with those before it that it is compared with.
Group = tuple[Mapping[int, int], Iterable[tuple[int, Sequence[int]]]]


def choose(store: Store, threshold: float, progress: StepProgress) -> None:
    """Remove each document that says nothing beside one that stays, and note the others that were near."""
    if store.has("near"):
        return
    store.begin()
    with closing(Texts(store)) as texts:
        total = 0
        choices = first_choices(_groups(store), texts, common_words(store), threshold)
        for some in iter(lambda: list(islice(choices, MANY)), []):
            store.insert_rows("removed", [(n, "near", *rest) for n, *rest in _rows(some, goes=True)])
            store.insert_rows("apart", _rows(some, goes=False))
            total += len(some)
            progress("compared", total)
    _follow(store)
    store.finish("near")


def choose_again(store: Store, threshold: float, progress: StepProgress) -> None:
    """Do the same without the sentences that many of the documents have that stayed."""
    if store.has("again"):
        return
    store.begin()
    store.run("CREATE OR REPLACE TABLE again AS SELECT * FROM apart LIMIT 0")
    gone = dict(store.rows("SELECT n, kept FROM removed WHERE level = 'near'"))
    with closing(Texts(store)) as texts:
        choices = second_choices(_groups(store), gone, texts, common_words(store), threshold)
        rows = _rows(choices, goes=True)
    store.insert_rows("again", rows)
    progress("compared again", len(rows))
    store.run("DELETE FROM removed WHERE n IN (SELECT n FROM again)")
    store.run("INSERT INTO removed SELECT n, 'near', kept, similarity, spans, own FROM again")
    store.run("DELETE FROM apart WHERE n IN (SELECT n FROM removed) OR kept IN (SELECT n FROM removed)")
    _follow(store)
    store.finish("again")


def find_common(store: Store, stage: str) -> None:
    """Store for each group the sentences that many documents have, and how many; what is removed is none."""
    if store.has(stage):
        return
    store.begin()
    store.run(
        """
        CREATE OR REPLACE TABLE common AS
        WITH spread AS (
            SELECT hash, count(*) AS documents FROM sentence WHERE n NOT IN (SELECT n FROM removed)
            GROUP BY hash HAVING count(*) >= ?
        )
        SELECT m.grp, s.hash, any_value(d.documents) AS documents
        FROM sentence s JOIN member m ON m.n = s.n JOIN spread d ON d.hash = s.hash GROUP BY m.grp, s.hash
        """,
        [COMMON],
    )
    store.finish(stage)


def _follow(store: Store) -> None:
    """Let what equal documents repeat be what stays: what they repeated may have gone itself."""
    store.run("""
        UPDATE removed AS e SET kept = r.kept FROM removed AS r
        WHERE e.level = 'exact' AND r.level = 'near' AND r.n = e.kept
    """)


def _rows(choices: Iterable[Choice], *, goes: bool) -> list[tuple[Any, ...]]:
    return [
        (number, kept, compared.similarity, json.dumps(compared.spans), json.dumps(compared.own))
        for number, kept, went, compared in choices
        if went is goes
    ]


def _groups(store: Store) -> Iterator[Group]:
    """Yield the groups of a run."""
    known = groupby(store.rows("SELECT * FROM common ORDER BY grp"), key=lambda row: row[0])
    of, some = next(known, (None, iter(())))
    for grp, pairs in groupby(store.rows(PAIRS), key=lambda row: row[0]):
        counts: dict[int, int] = {}
        if grp == of:
            counts = {hashed: documents for _, hashed, documents in some}
            of, some = next(known, (None, iter(())))
        yield counts, ((b, [a for _, a, _ in beside]) for b, beside in groupby(pairs, key=lambda row: row[2]))


def first_choices(
    groups: Iterable[Group], texts: ByNumber, words: Collection[str], threshold: float
) -> Iterator[Choice]:
    """Yield what becomes of each document that was near one that stays; ``words`` are those of many."""
    kept: dict[int, int] = {}
    for counts, documents in groups:
        weights = {hashed: 1 / documents for hashed, documents in counts.items()}
        compared = _Compared(texts, threshold, words, weights)
        for b, beside in documents:
            choice = compared.best(b, dict.fromkeys(kept.get(a, a) for a in beside))
            if choice is not None:
                if choice.goes:
                    kept[b] = choice.kept
                yield choice


def second_choices(
    groups: Iterable[Group],
    gone: Mapping[int, int],
    texts: ByNumber,
    words: Collection[str],
    threshold: float,
) -> Iterator[Choice]:
    """Yield what goes besides, with those that went for it; ``gone`` is what went first, and for which."""
    kept = dict(gone)
    followers: dict[int, list[int]] = defaultdict(list)
    for n, stays in kept.items():
        followers[stays].append(n)
    for counts, documents in groups:
        if not counts:
            continue
        compared = _Compared(texts, threshold, words, dict.fromkeys(counts, 0.0))
        for b, beside in documents:
            stay = dict.fromkeys(kept.get(a, a) for a in beside)
            if b in kept or (choice := compared.best(b, stay)) is None or not choice.goes:
                continue
            after = [compared.best(n, [choice.kept]) for n in followers[b][: FOLLOWERS + 1]]
            if len(after) <= FOLLOWERS and all(one is not None and one.goes for one in after):
                going = [choice, *(one for one in after if one is not None)]
                kept.update({one.number: one.kept for one in going})
                followers[choice.kept] += [one.number for one in going]
                yield from going


class _Compared:
    """Comparisons of the texts of one group: each is read once while they are few."""

    def __init__(
        self, texts: ByNumber, threshold: float, words: Collection[str], weights: Mapping[int, float]
    ) -> None:
        self._texts, self._threshold, self._words, self._weights = texts, threshold, words, weights
        self._held: dict[int, Reading] = {}

    def best(self, number: int, stay: Iterable[int]) -> Choice | None:
        """Return what becomes of a document beside those that stay; the most similar that says all wins."""
        best: Choice | None = None
        for kept in stay:
            compared = compare(
                self._reading(kept), self._reading(number), threshold=self._threshold, common=self._words
            )
            if compared.similarity < self._threshold:
                continue
            choice = Choice(number, kept, not compared.own, compared)
            if best is None or (choice.goes, compared.similarity) > (best.goes, best.compared.similarity):
                best = choice
        return best

    def _reading(self, n: int) -> Reading:
        found = self._held.pop(n, None) or Reading(self._texts[n], self._weights)
        self._held[n] = found
        if len(self._held) > HELD:
            del self._held[next(iter(self._held))]
        return found
