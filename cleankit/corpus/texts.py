"""The texts of the candidates, in a file of the run's folder: each is found at once."""

import math
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from cleankit.corpus.facts import LEAST_OPENING, has_case, rarity_keys
from cleankit.corpus.plan import Plan
from cleankit.corpus.reading import Raw, batches, parse, read_raw, refuse_changed
from cleankit.corpus.signatures import WORD_RE, folded_sentences, words_of
from cleankit.corpus.store import Store
from cleankit.io.options import StepProgress
from cleankit.io.sources import Source

TEXTS = "texts"
LEAST_COMMON, SHARE_COMMON = 5, 0.2  # documents, and part of those counted, that have a common word


class Texts:
    """Read texts by number."""

    def __init__(self, store: Store) -> None:
        import numpy as np

        rows = list(store.rows("SELECT n, start, size FROM text ORDER BY n"))
        self._index: Any = np.array(rows, dtype=np.int64).reshape(-1, 3)
        self._file: IO[bytes] = (store.folder / TEXTS).open("rb")

    def __getitem__(self, n: int) -> str:
        """Return the text of a document."""
        import numpy as np

        _, start, size = self._index[np.searchsorted(self._index[:, 0], n)].tolist()
        self._file.seek(start)
        return self._file.read(size).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def store_texts(store: Store, sources: Sequence[Source], plan: Plan, progress: StepProgress) -> None:
    """Read the input again, keep the texts of the candidates, and count the words of those without case."""
    if store.has("texts") and (store.folder / TEXTS).exists():
        return
    wanted = (n for (n,) in store.rows("SELECT n FROM member ORDER BY n"))
    start = total = 0
    store.begin()
    store.run("DELETE FROM text")
    store.run("DELETE FROM word")
    with (store.folder / TEXTS).open("wb") as file:
        for batch in batches(_only(read_raw(sources, plan.reading), wanted)):
            rows: list[tuple[int, int, int]] = []
            words: Counter[str] = Counter()
            for raw in batch:
                text = parse(raw).text
                data = text.encode("utf-8", "surrogatepass")
                file.write(data)
                rows.append((raw.number, start, len(data)))
                start += len(data)
                words.update(counted_words(text))
            store.insert_rows("text", rows)
            if words:
                store.insert_rows("word", list(words.items()))
            total += len(batch)
            progress("texts", total)
        file.flush()
        os.fsync(file.fileno())
    refuse_changed(sources)
    store.finish("texts")


def common_words(store: Store) -> frozenset[str]:
    """Return the words, or pairs of characters, that many of the candidates without capitals have.

    With a blank before them, those that several of the others have without a capital: they are no names.
    """
    (counted,) = next(store.rows("SELECT coalesce(sum(documents), 0) FROM word WHERE word = ''"))
    least = least_common(float(counted))
    rows = store.rows(f"""
        SELECT word FROM word GROUP BY word
        HAVING sum(documents) >= CASE WHEN word LIKE ' %' THEN {LEAST_COMMON:d} ELSE {least:d} END
    """)  # noqa: S608 - numbers
    return frozenset(word for (word,) in rows)


def least_common(counted: float) -> int:
    """Return in how many documents a word is that is common, where so many were counted."""
    return max(LEAST_COMMON, math.ceil(SHARE_COMMON * counted))


def counted_words(text: str) -> set[str]:
    """Return what is counted of a text: its words without a capital, or, if it has no case, its words.

    The first have a blank before them (`LEAST_COMMON` documents make one common). Of a text that has no case,
    or one case, there is "" for the text itself.
    """
    if text.isascii() and not (text.islower() or text.isupper()):
        return _plain_words(text)
    keys = words_of(folded_sentences(text))
    if not (text.islower() or text.isupper()):
        letters = "".join(keys)
        if sum(map(has_case, letters)) * 2 > len(letters):
            return _plain_words(text)
    return {"", *rarity_keys(keys)}


def _plain_words(text: str) -> set[str]:
    words = set(WORD_RE.findall(text))
    return {f" {word}" for word in words if len(word) >= LEAST_OPENING and word.islower()}


def _only(raws: Iterable[Raw], wanted: Iterator[int]) -> Iterator[Raw]:
    """Yield the records whose numbers are wanted; both are in order."""
    number = next(wanted, None)
    for raw in raws:
        if number is None:
            return
        if raw.number == number:
            yield raw
            number = next(wanted, None)
