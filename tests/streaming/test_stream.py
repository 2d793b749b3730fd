"""Streams over several processes: in order, bounded, and gone when nobody reads on."""

import asyncio
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter

import pytest

import cleankit
from cleankit import Chain, Cleaned, ConfigError, Document, FilterError, InputError, StreamError
from cleankit.streaming.pool import BATCH_ITEMS

CHAIN = Chain("newlines", "quotes", "boilerplate")
TEXTS = [f"Advertisement\nThe “bridge” {n} opens." for n in range(700)]
METHODS = ["fork", "spawn", "forkserver"]

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


def fail_on_snow(text):
    if "snow" in text:
        raise ValueError("snow")
    return text


def die_on_snow(text):
    if "snow" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return text


def children():
    return multiprocessing.active_children()


@pytest.mark.parametrize("method", METHODS)
def test_the_same_as_the_chain_in_order(method):
    items = [
        *TEXTS,
        None,
        {"id": "r", "text": TEXTS[0], "n": 7},
        Document(TEXTS[1], id="d", metadata={"k": object}),
    ]
    found = list(cleankit.stream(items, CHAIN, workers=2, start_method=method))
    assert [one and one.text for one in found] == [
        *CHAIN.many(TEXTS), None, CHAIN(TEXTS[0]), CHAIN(TEXTS[1])
    ]  # fmt: skip
    assert found[-2].document.metadata["n"] == 7
    assert found[-1].document is items[-1]
    assert found[0].fingerprint == CHAIN.fingerprint
    assert children() == []


def test_errors_are_raised_in_their_turn_or_are_values():
    chain = Chain(fail_on_snow)
    items = [*TEXTS, "snow", 5, None, TEXTS[0]]
    found = list(cleankit.stream(items, chain, workers=2, errors="value"))
    assert [type(one) for one in found[-4:]] == [FilterError, InputError, type(None), Cleaned]
    stream = cleankit.stream(items, chain, workers=2)
    assert len([next(stream) for _ in TEXTS]) == len(TEXTS)
    with pytest.raises(FilterError, match="ValueError: snow"):
        next(stream)
    assert children() == []


def test_what_the_source_raises_comes_behind_its_items():
    def source():
        yield from TEXTS[:5]
        raise OSError("the line is down")

    stream = cleankit.stream(source(), CHAIN, workers=2)
    assert [next(stream).text for _ in range(5)] == CHAIN.many(TEXTS[:5])
    with pytest.raises(OSError, match="line is down"):
        next(stream)


def test_little_is_read_ahead_and_workers_end_when_the_consumer_stops():
    taken = Counter()

    def endless():
        while True:
            taken["items"] += 1
            yield f"Text {taken['items']}."

    stream = cleankit.stream(endless(), CHAIN, workers=2)
    assert [next(stream).text for _ in range(3)] == ["Text 1.", "Text 2.", "Text 3."]
    assert taken["items"] <= BATCH_ITEMS * (2 + 2)
    assert len(children()) == 2
    stream.close()
    assert children() == []
    stream = cleankit.stream(endless(), CHAIN, workers=2)
    next(stream)
    del stream  # forgotten
    assert children() == []


def test_memory_is_bounded_by_characters():
    taken = Counter()

    def large():
        for _ in range(100):
            taken["items"] += 1
            yield "Snow fell. " * 30_000

    stream = cleankit.stream(large(), Chain("newlines"), workers=2)
    next(stream)
    assert taken["items"] <= 2 + 2 + 1
    stream.close()


def taken(stream):
    """Return what a stream gives until its worker dies."""
    found = []
    with pytest.raises(StreamError, match="a worker died"):
        found.extend(one.text for one in stream)  # keeps what came before the error
    return found


DEADLY = [*TEXTS, *TEXTS, "snow", *TEXTS]  # behind so many, the first batch has been given


def test_a_worker_that_is_killed_is_reported_behind_what_was_done_before():
    found = taken(cleankit.stream(DEADLY, Chain(die_on_snow), workers=2))
    assert found == DEADLY[: len(found)]
    assert len(found) >= BATCH_ITEMS
    assert children() == []


def test_an_asynchronous_stream_whose_worker_is_killed_leaves_nothing(caplog):
    found = []

    async def consume():
        async for one in cleankit.astream(DEADLY, Chain(die_on_snow), workers=2):
            found.append(one.text)  # noqa: PERF401 - keeps what came before the error

    with pytest.raises(StreamError, match="a worker died"):
        asyncio.run(consume())
    gc.collect()
    assert found == DEADLY[: len(found)]
    assert "never retrieved" not in caplog.text
    assert children() == []


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("items", [[], [None] * 600], ids=["nothing", "nulls"])
def test_nothing_and_nulls(method, items):
    assert list(cleankit.stream(items, CHAIN, workers=2, start_method=method)) == items
    assert children() == []


class Stopped(BaseException):
    """What ends a program, as KeyboardInterrupt does."""


def test_what_ends_the_program_ends_the_workers():
    def source():
        yield from TEXTS[:300]
        raise Stopped

    with pytest.raises(Stopped):
        list(cleankit.stream(source(), CHAIN, workers=2))
    assert children() == []


def test_giant_items_are_as_they_are_in_this_process():
    giants = ["Snow fell. " * 200_000] * 3
    assert [one.text for one in cleankit.stream(giants, CHAIN, workers=2)] == CHAIN.many(giants)


def test_an_asynchronous_consumer_that_is_cancelled():
    async def source():
        yield TEXTS[0]
        await asyncio.Event().wait()

    async def consume():
        stream = cleankit.astream(source(), CHAIN, workers=1)
        first = await anext(stream)
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
        return first.text, waiting.cancelled()

    assert asyncio.run(consume()) == (CHAIN(TEXTS[0]), True)
    assert children() == []


def test_what_cannot_be_sent_is_said():
    with pytest.raises(ConfigError, match=r"chain cannot be sent to workers.*workers=1"):
        list(cleankit.stream(TEXTS, Chain(lambda text: text), workers=2, start_method="spawn"))
    assert [one.text for one in cleankit.stream(["a"], Chain(lambda text: text), workers=1)] == ["a"]
    assert children() == []


def test_what_cannot_be_sent_is_cleaned_here():
    items = [TEXTS[0], {"text": TEXTS[1], "x": threading.Lock()}, *TEXTS[2:]]
    assert [one.text for one in cleankit.stream(items, CHAIN, workers=2)] == CHAIN.many(TEXTS)
    assert [one.text for one in asyncio.run(gathered(items))] == CHAIN.many(TEXTS)
    assert children() == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"workers": 0}, "workers: found 0"),
        ({"errors": "ignore"}, "errors: found 'ignore'"),
        ({"start_method": "thread"}, "start_method: .*accepted: fork"),
        ({"chain": "article"}, "chain: found str"),
    ],
)
@pytest.mark.parametrize("call", [cleankit.stream, cleankit.astream])
def test_wrong_options_are_refused_at_once(call, given, message):
    with pytest.raises(ConfigError, match=message):
        call(TEXTS, **given)


def run(code, *args, timeout=60):
    return subprocess.run(
        [sys.executable, *args, "-c", textwrap.dedent(code)] if code else [sys.executable, *args],
        capture_output=True, text=True, timeout=timeout, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("method", ["fork", "forkserver"])
def test_workers_end_with_a_parent_that_is_killed(method):
    code = f"""
        import cleankit, multiprocessing, os, signal
        stream = cleankit.stream((f"Text {{n}}." for n in range(10**6)), cleankit.Chain("newlines"),
                                 workers=2, start_method={method!r})
        next(stream)
        print(*[child.pid for child in multiprocessing.active_children()], flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    done = run(code)
    assert done.returncode == -signal.SIGKILL, done.stderr
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 2
    deadline = time.monotonic() + 20
    while alive := [pid for pid in pids if os.path.exists(f"/proc/{pid}") and not is_zombie(pid)]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)


def is_zombie(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_a_script_without_a_guard_is_told(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import cleankit\n"
        "texts = cleankit.stream(['a'], cleankit.Chain('newlines'), workers=2, start_method='spawn')\n"
        "print(len(list(texts)))\n"
    )
    done = run("", str(script))
    assert done.returncode == 1
    assert 'if __name__ == "__main__":' in done.stderr.split("StreamError")[-1]


def test_where_main_is_no_file():
    """As in a notebook: there main has no file that a spawned worker could run again."""
    code = """
        import cleankit
        texts = ["Snow fell."] * 3
        print([one.text for one in cleankit.stream(texts, workers=2, start_method="spawn")])
    """
    assert run(code).stdout == "['Snow fell.', 'Snow fell.', 'Snow fell.']\n"


async def gathered(items, **given):
    return [one async for one in cleankit.astream(items, CHAIN, workers=2, **given)]


def test_asynchronous_over_plain_and_asynchronous_sources():
    async def source():
        for text in TEXTS:
            yield text
            if text == TEXTS[3]:
                await asyncio.sleep(0.1)

    expected = CHAIN.many(TEXTS)
    for items in (TEXTS, source()):
        assert [one.text for one in asyncio.run(gathered(items))] == expected
    assert asyncio.run(gathered([])) == []
    assert asyncio.run(gathered([None, 5], errors="value"))[0] is None
    with pytest.raises(InputError):
        asyncio.run(gathered([5]))
    assert children() == []


def test_a_slow_source_is_cleaned_as_it_goes():
    async def consume():
        released = asyncio.Event()

        async def source():
            yield TEXTS[0]
            await asyncio.wait_for(released.wait(), 30)  # the second comes when the first is out
            yield TEXTS[1]

        found = []
        async for one in cleankit.astream(source(), CHAIN, workers=1):
            found.append(one.text)
            released.set()
        return found

    assert asyncio.run(consume()) == CHAIN.many(TEXTS[:2])


def test_the_source_of_an_asynchronous_stream_may_fail():
    async def source():
        yield TEXTS[0]
        raise OSError("the line is down")

    async def consume():
        stream = cleankit.astream(source(), CHAIN, workers=1)
        first = await anext(stream)
        with pytest.raises(OSError, match="line is down"):
            await anext(stream)
        return first.text

    assert asyncio.run(consume()) == CHAIN(TEXTS[0])


def test_an_asynchronous_consumer_that_stops():
    async def consume():
        stream = cleankit.astream((f"Text {n}." for n in range(10**9)), CHAIN, workers=2)
        first = await anext(stream)
        await stream.aclose()
        return first.text

    assert asyncio.run(consume()) == "Text 0."
    assert children() == []
