# mypy: disable-error-code="import-untyped,import-not-found"
"""A corpus in, out True for each document that goes because another says the same."""

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.peers.works import Record, Work

THRESHOLD, PERMUTATIONS, WORDS = 0.7, 128, 5


def cleankit() -> Work:
    from cleankit.corpus import dedup

    def work(records: Sequence[Record]) -> list[bool]:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "kept.jsonl"
            dedup([{"id": n, "text": one["text"]} for n, one in enumerate(records)], out)
            kept = {json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()}
        return [n not in kept for n in range(len(records))]

    return work


def datasketch() -> Work:
    """Keep the first of what its index calls near: the way of its own documentation."""
    from datasketch import MinHash, MinHashLSH

    def work(records: Sequence[Record]) -> list[bool]:
        index, gone = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS), []
        for n, record in enumerate(records):
            words = record["text"].lower().split()
            groups = {" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))}
            signature = MinHash(num_perm=PERMUTATIONS)
            signature.update_batch([group.encode("utf-8") for group in groups])
            near = bool(index.query(signature))
            if not near:
                index.insert(str(n), signature)
            gone.append(near)
        return gone

    return work


REPEATS: dict[str, Callable[[], Work]] = {"cleankit": cleankit, "datasketch": datasketch}
