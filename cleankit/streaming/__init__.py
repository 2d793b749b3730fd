r"""Clean what an iterable yields, on several processes, in order and in bounded memory.

>>> from cleankit.streaming import stream
>>> [cleaned and cleaned.text for cleaned in stream(["Advertisement\nSnow fell.", None], workers=1)]
['Snow fell.', None]

Items are read in batches, a few of them ahead of what the consumer has taken; workers clean them, and send
back the text and the reason for a drop: the document stays here. Workers end with the stream: when it is
exhausted, closed, or forgotten, and when this process dies.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future

from cleankit.chain import Chain
from cleankit.document import Errors, Item, Streamed
from cleankit.streaming.pool import Answer, Batch, Pool, StartMethod, checked, context_of

__all__ = ["stream"]


def stream(
    items: Iterable[Item],
    chain: Chain | None = None,
    *,
    workers: int | None = None,
    errors: Errors = "raise",
    start_method: StartMethod | None = None,
) -> Iterator[Streamed]:
    """Return an iterator of what ``chain`` (by default the preset ``article``) makes of each item, in order.

    An item is a text, a record with a field ``text``, a Document, or None, which passes as None. A gate's
    reason to drop is in ``dropped`` of the `Cleaned`. With ``errors="value"`` an item that cannot be cleaned
    gives its CleankitError in its place; else that is raised, and the stream ends.

    ``workers`` is by default one per processor; with one, this process cleans, and each item as it comes.
    With more, up to ``workers + 2`` batches of 256 items, or 262,144 characters, are read ahead.
    ``start_method`` is that of `multiprocessing`, by default the platform's; where it is not "fork", a script
    needs ``if __name__ == "__main__":``. Raises ConfigError for an option or a chain that cannot be used,
    StreamError where workers die.
    """
    chain = checked(items, chain, workers, errors)
    context_of(start_method)
    workers = workers or os.cpu_count() or 1
    if workers == 1:
        return chain.stream(items, errors=errors)
    return _streamed(items, chain, workers, errors, start_method)


def _streamed(
    items: Iterable[Item], chain: Chain, workers: int, errors: Errors, start_method: StartMethod | None
) -> Iterator[Streamed]:
    pool = Pool(chain, workers, start_method)
    pending: deque[tuple[Batch, Future[list[Answer]]]] = deque()
    try:
        for batch in batches_of(items):
            pending.append((batch, pool.submit(batch)))
            while pending and (len(pending) >= pool.room or pending[0][1].done()):
                first, future = pending.popleft()
                yield from first.results(pool.answer(first, future.result), errors)
        for first, future in pending:
            yield from first.results(pool.answer(first, future.result), errors)
    finally:
        pool.close()


def batches_of(items: Iterable[Item]) -> Iterator[Batch]:
    batch, source = Batch(), iter(items)
    ended = False
    while not ended:
        try:
            batch.add(next(source))
        except StopIteration:
            ended = True
        except Exception as error:  # noqa: BLE001 - raised again, in its turn
            batch.failure, ended = error, True
        if batch.full or (ended and not batch.empty):
            yield batch
            batch = Batch()
