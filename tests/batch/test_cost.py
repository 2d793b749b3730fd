"""The engine costs little beside the chain. Processor time in one process: a busy machine is no matter.

benchmarks/batch.py measures the rates. Seen here: 1.05, and 1.5 to 1.8 for tiny records; the bounds leave
room for noise.
"""

import time

import orjson
import pytest

from cleankit import Chain
from cleankit.batch.options import RunOptions
from cleankit.batch.process import Cleaner, Part
from cleankit.io.reading import Chunk, Position
from cleankit.io.sources import Source

CHAIN = Chain("article")


def least(*runs):
    times = [[] for _ in runs]
    for _ in range(15):  # short, so that one of them falls into a quiet moment
        for run, taken in zip(runs, times, strict=True):
            started = time.process_time()
            run()
            taken.append(time.process_time() - started)
    return [min(taken) for taken in times]


def plain_loop(data):
    for line in data.split(b"\n")[:-1]:
        record = orjson.loads(line)
        record["text"] = CHAIN(record["text"])
        orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def engine(data):
    cleaner = Cleaner(CHAIN, RunOptions(), None)
    source = Source(None, "in.jsonl", "jsonl")
    result = cleaner.clean(
        Chunk((source,), "jsonl", Position(), 0, data, 0, len(data)), Part(), lambda _: None
    )
    assert result.tally.records["output"] == data.count(b"\n")


@pytest.mark.slow
@pytest.mark.clock
def test_articles_cost_what_they_cost_in_a_plain_loop():
    text = "\n\n".join(
        f"On day {i} the bridge was open, “and ships were late”, the mayor said." for i in range(40)
    )
    data = b"".join(orjson.dumps({"id": i, "text": f"{text} {i}"}) + b"\n" for i in range(20))
    loop, ours = least(lambda: plain_loop(data), lambda: engine(data))
    assert ours < 1.4 * loop


@pytest.mark.slow
@pytest.mark.clock
def test_tiny_records_cost_little_more_than_the_chain():
    texts = [
        f"On day {i} the bridge was open, and {i} ships were late again, said the mayor."
        for i in range(2_000)
    ]
    data = b"".join(orjson.dumps({"id": i, "text": text}) + b"\n" for i, text in enumerate(texts))
    alone, ours = least(lambda: [CHAIN(text) for text in texts], lambda: engine(data))
    assert ours < 2.2 * alone
