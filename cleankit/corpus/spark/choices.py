"""What Python workers do with Arrow batches to find near rows: hash texts, count words, compare."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from tempfile import SpooledTemporaryFile
from typing import Any, NamedTuple

from cleankit.corpus.choosing import Choice, Group, first_choices, second_choices
from cleankit.corpus.signatures import (
    band_hashes,
    folded_sentences,
    groups_of,
    hash_sets,
    sentence_hashes,
    words_of,
)
from cleankit.corpus.spark.batches import UNSIGNED, batch_of, signed
from cleankit.corpus.texts import counted_words

HELD = 64 << 20  # bytes of a group's texts that stay in memory
MANY = 1_000  # choices of a batch


class Facts:
    """What is mapped: the hashes of each text in the place of it, those of its bands and of its sentences."""

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            texts = batch.column("text").to_pylist()
            folded = list(map(folded_sentences, texts))
            left = batch.drop_columns(["text"])
            found = (_bands(folded), [list(map(signed, one)) for one in sentence_hashes(folded)])
            arrays = [pa.array(one, pa.list_(pa.int64())) for one in found]
            names = [*left.schema.names, "bands", "sentences"]
            yield pa.RecordBatch.from_arrays([*left.columns, *arrays], names)


class CountWords:
    """What is mapped: how many of the texts have a word (`counted_words`); those of a batch together."""

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            words: Counter[str] = Counter()
            for text in batch.column("text").to_pylist():
                words.update(counted_words(text))
            columns = [pa.array(list(words), pa.string()), pa.array(list(words.values()), pa.int64())]
            yield pa.RecordBatch.from_arrays(columns, ["word", "documents"])


class Choose:
    """What is mapped over rows sorted by group and place: what becomes of those that are near another."""

    def __init__(self, words: frozenset[str], threshold: float, *, again: bool = False) -> None:
        self.words, self.threshold, self.again = words, threshold, again

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        kinds = (pa.binary(), pa.binary(), pa.bool_(), pa.float64(), pa.string())
        names = ["node", "kept", "goes", "similarity", "spans"]
        rows: list[tuple[Any, ...]] = []
        for _, members in groupby(_members(batches), key=lambda one: one.grp):
            for row in self._rows(members):
                rows.append(row)
                if len(rows) == MANY:
                    yield batch_of(rows, names, kinds)
                    rows = []
        yield batch_of(rows, names, kinds)

    def _rows(self, members: Iterable["_Member"]) -> Iterator[tuple[Any, ...]]:
        with _Held() as held:
            for member in members:
                held.add(member)
            for choice in self._choices(held):
                compared = choice.compared
                spans = json.dumps([one._asdict() for one in compared.spans], ensure_ascii=False)
                nodes = held.nodes[choice.number], held.nodes[choice.kept]
                yield *nodes, choice.goes, compared.similarity, spans

    def _choices(self, held: "_Held") -> Iterator[Choice]:
        if self.again:
            return second_choices([held.group()], held.gone(), held, self.words, self.threshold)
        return first_choices([held.group()], held, self.words, self.threshold)


class _Member(NamedTuple):
    """A row of a group, as Spark gives it."""

    grp: bytes
    node: bytes
    text: str
    beside: list[bytes] | None
    common: list[dict[str, int]] | None
    gone_for: bytes | None


class _Held:
    """A group: its members by number, in order, and their texts, on disk where they are many."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(HELD)  # noqa: SIM115 - `__exit__` closes it
        self._ends = [0]
        self.nodes: list[bytes] = []
        self._beside: list[Sequence[bytes]] = []
        self._gone: dict[int, bytes] = {}
        self._counts: dict[int, int] = {}

    def __enter__(self) -> "_Held":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, member: _Member) -> None:
        """Take the next member."""
        self._ends.append(self._ends[-1] + self._file.write(member.text.encode("utf-8")))
        if member.gone_for is not None:
            self._gone[len(self.nodes)] = member.gone_for
        self.nodes.append(member.node)
        self._beside.append(member.beside or ())
        self._counts.update({one["same"] & UNSIGNED: one["documents"] for one in member.common or ()})

    def __getitem__(self, number: int) -> str:
        """Return a member's text."""
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8")

    def group(self) -> Group:
        """Return the group as it is compared."""
        numbers = self._numbers()
        pairs = [(b, [numbers[a] for a in beside]) for b, beside in enumerate(self._beside) if beside]
        return self._counts, pairs

    def gone(self) -> dict[int, int]:
        """Return which members went first, and for which."""
        numbers = self._numbers()
        return {n: numbers[kept] for n, kept in self._gone.items()}

    def _numbers(self) -> dict[bytes, int]:
        return {node: n for n, node in enumerate(self.nodes)}


def _members(batches: Iterable[Any]) -> Iterator[_Member]:
    for batch in batches:
        yield from map(_Member, *(column.to_pylist() for column in batch.columns))


def _bands(folded: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the hashes of each text's bands; a text without words has none."""
    hashed = hash_sets([groups_of(words_of(one)) for one in folded])
    found = iter(band_hashes(some).view("int64").tolist() if (some := [one for one in hashed if one]) else ())
    return [next(found) if one else [] for one in hashed]
