"""Runs of batch-clean by Ray actors: what they read, all that they write, and one that waits to be killed."""

import gzip
import json
import sys
import time
from pathlib import Path

from cleankit import Chain, batch
from cleankit.io import reading

DIRTY = "Advertisement\nThe “bridge” opens on Monday, it’s said.\nShow comments"
RECORDS = [{"id": n, "n": n * n, "text": f"{DIRTY} {n}" if n % 7 else "Short."} for n in range(900)]
CHUNK = 20_000  # bytes: a few records
WAIT = "Wait for "


def write_inputs(folder):
    """Write files of JSON lines, plain with bad ones and compressed, and of Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    lines = [json.dumps(one) for one in RECORDS]
    lines[30], lines[500] = "no record", '{"id": 500}'
    (folder / "a.jsonl").write_text("\n".join(lines))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[:300]).encode()))
    pq.write_table(pa.Table.from_pylist(RECORDS[:200]), folder / "c.parquet", row_group_size=50)


def ran(inputs, output, engine, **options):
    """Return the counts of a run, without those that differ from run to run, and all it has written."""
    options = {"audit": output.with_name(output.name + ".audit.jsonl"), **options}
    summary = batch.run(inputs, output, engine=engine, **options)
    counts = summary.as_dict()
    for name in ("seconds", "bytes_per_second", "peak_memory", "workers", "records_per_second"):
        counts.pop(name, None)
    reported = json.loads(json.dumps(counts).replace(output.name, "OUT"))
    files = (one for top in output.parent.glob(f"{output.name}*") for one in (top, *top.rglob("*")))
    names = {str(file.relative_to(output.parent)).replace(output.name, "OUT"): file for file in files}
    return reported, {name: file.read_bytes() for name, file in names.items() if file.is_file()}


def wait(text):
    """A filter: a text that names a file waits until that is there."""
    while text.startswith(WAIT) and not Path(text.removeprefix(WAIT)).exists():
        time.sleep(0.05)
    return text


def run_waiting(source, output, **options):
    """Clean with a filter that waits; no record is refused for that."""
    return batch.run(source, output, chain=Chain("minimal", wait), engine="ray", timeout=1e6, **options)


if __name__ == "__main__":
    import runs  # workers import its filter by that name

    reading.CHUNK = CHUNK
    runs.run_waiting(*sys.argv[1:3], address=sys.argv[3])
