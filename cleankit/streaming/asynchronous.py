"""The asynchronous form of a stream: the event loop stays free, and a slow source is cleaned as it goes."""

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any

from cleankit.chain import Chain
from cleankit.document import Errors, Item, Streamed
from cleankit.streaming.pool import Answer, Batch, End, Pool, StartMethod, checked, context_of

PAUSE = 0.02  # seconds without a new item after which what has come is handed over


def astream(
    items: AsyncIterable[Item] | Iterable[Item],
    chain: Chain | None = None,
    *,
    workers: int | None = None,
    errors: Errors = "raise",
    start_method: StartMethod | None = None,
) -> AsyncIterator[Streamed]:
    """Return an asynchronous iterator of the same as `stream`, which leaves the event loop free.

    Also a single worker is another process. What has come is handed over when nothing new comes for a
    fiftieth of a second, so a slow source is cleaned as it goes.
    """
    chain = checked(items, chain, workers, errors)
    context_of(start_method)
    return _streamed_async(items, chain, workers or os.cpu_count() or 1, errors, start_method)


async def _streamed_async(
    items: AsyncIterable[Item] | Iterable[Item],
    chain: Chain,
    workers: int,
    errors: Errors,
    start_method: StartMethod | None,
) -> AsyncIterator[Streamed]:
    pool = Pool(chain, workers, start_method)
    source = aiter(items) if isinstance(items, AsyncIterable) else _as_async(items)
    pending: deque[tuple[Batch, asyncio.Future[list[Answer]]]] = deque()
    batch = Batch()
    coming: asyncio.Task[Any] | None = None
    ended = False
    try:
        while pending or not batch.empty or not ended:
            if coming is None and not ended and not batch.full and len(pending) < pool.room:
                coming = asyncio.ensure_future(_next(source))
            if not batch.full and (batch.empty or not ended):
                await _first_of(coming, pending[0][1] if pending else None, None if batch.empty else PAUSE)
            if coming is not None and coming.done():
                ended = batch.take(coming.result())
                coming = None
            elif not batch.empty:
                answer = asyncio.wrap_future(pool.submit(batch))
                answer.add_done_callback(_seen)  # of a stream that ends before, nobody asks
                pending.append((batch, answer))
                batch = Batch()
            for one in _done(pool, pending, errors):
                yield one
    finally:
        if coming is not None:
            coming.cancel()
        await asyncio.to_thread(pool.close)


def _seen(answer: "asyncio.Future[Any]") -> None:
    """Take note of an answer's error, so that asyncio does not complain that nobody did."""
    if not answer.cancelled():
        answer.exception()


def _done(
    pool: Pool, pending: deque[tuple[Batch, asyncio.Future[list[Answer]]]], errors: Errors
) -> Iterator[Streamed]:
    """Yield the results of the first batches, as far as they are done, and take these away."""
    while pending and pending[0][1].done():
        first, future = pending.popleft()
        yield from first.results(pool.answer(first, future.result), errors)


async def _first_of(one: Any, other: Any, seconds: float | None) -> None:
    """Wait until the first of two is done, if there is one, or for some seconds."""
    waiting = {each for each in (one, other) if each}
    if waiting:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)


async def _next(source: AsyncIterator[Item]) -> Any:
    try:
        return await anext(source)
    except StopAsyncIteration:
        return End()
    except Exception as error:  # noqa: BLE001 - raised again, in its turn
        return End(error)


async def _as_async(items: Iterable[Item]) -> AsyncIterator[Item]:
    for item in items:
        yield item
