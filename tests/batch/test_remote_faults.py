"""A store that fails now and then, or for good: nothing is lost in silence, and what failed is named."""

import gzip
import io
import json
import urllib.request

import pytest
from running import batch_clean, jsonl, lines_of
from stores import faulty

pytest.importorskip("s3fs")
moto = pytest.importorskip("moto.server")

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

COUNT = 8000
RECORDS = [{"id": i, "text": f"Ship {i} came late. " + "It snowed. " * 40} for i in range(COUNT)]
DATA = jsonl(*RECORDS)
PIECE = 200_000  # bytes of a request, so that a file needs some
MIDDLE = 2_000_000
# Short waits, which a user would not have.
SETTINGS = {
    "default_block_size": PIECE,
    "config_kwargs": {"read_timeout": 1, "retries": {"max_attempts": 1, "mode": "standard"}},
}


@pytest.fixture
def store(monkeypatch):
    import boto3

    running = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    reset = urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")
    urllib.request.urlopen(reset).close()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    behind = boto3.client("s3", endpoint_url=f"http://{host}:{port}")
    behind.create_bucket(Bucket="news")
    server, faults = faulty(host, port)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_address[1]}")
    monkeypatch.setenv("FSSPEC_S3", json.dumps(SETTINGS))
    yield behind, faults
    server.shutdown()
    server.server_close()
    running.stop()


def of_range(start, fault, times=1):
    """Fail the first requests for what begins at a byte or after it."""
    left = [times]

    def wrong(method, path, headers):
        told = headers.get("Range") or ""
        if method != "GET" or not told or int(told[6:].split("-")[0]) < start or not left[0]:
            return None
        left[0] -= 1
        return fault

    return wrong


@pytest.mark.parametrize("fault", [429, 500, 503, "reset", "stall", "slow"])
def test_what_fails_once_is_read_again(tmp_path, store, fault):
    behind, faults = store
    behind.put_object(Bucket="news", Key="in/a.jsonl", Body=DATA)
    times = 1 if fault in (429, 500, 503) else 2
    faults.wrong = of_range(PIECE, fault, times)
    _, told = batch_clean("s3://news/in/a.jsonl", "-o", "o.jsonl", "--preset", "minimal", cwd=tmp_path)
    assert [one["id"] for one in lines_of((tmp_path / "o.jsonl").read_bytes())] == list(range(COUNT))
    assert "s3://" not in told


@pytest.mark.parametrize(
    ("fault", "packed"), [(429, False), (500, False), ("reset", False), ("reset", True), ("stall", False)]
)
def test_what_fails_for_good_is_reported_with_its_place(tmp_path, store, fault, packed):
    behind, faults = store
    body = gzip.compress(DATA, 0) if packed else DATA
    key = "in/a.jsonl.gz" if packed else "in/a.jsonl"
    behind.put_object(Bucket="news", Key=key, Body=body)
    (tmp_path / "b.jsonl").write_bytes(jsonl({"id": "b", "text": "Another file."}))
    faults.wrong = of_range(MIDDLE, fault, 10**9)
    args = (f"s3://news/{key}", "b.jsonl", "-o", "o.jsonl", "--preset", "minimal", "--report", "r.json")
    _, told = batch_clean(*args, cwd=tmp_path, expect=2)
    assert f"s3://news/{key}: cannot be read after byte" in told
    found = lines_of((tmp_path / "o.jsonl").read_bytes())
    ids = [one["id"] for one in found]
    assert ids.pop() == "b"  # the others still run
    assert ids == list(range(len(ids)))
    whole = DATA[: MIDDLE - (1 << 20) - PIECE].count(b"\n")
    assert whole <= len(ids) < COUNT
    assert len(faults.seen) < 60  # tries have an end
    counts = json.loads((tmp_path / "r.json").read_bytes())["records"]
    assert counts["input"] == counts["output"] + counts["quarantined"]


@pytest.mark.parametrize("fault", [403, 429, 500, "reset"])
def test_a_folder_that_cannot_be_listed(tmp_path, store, fault):
    _, faults = store
    faults.wrong = lambda *_: fault
    _, told = batch_clean("s3://news/in", "-o", f"{tmp_path}/o/", cwd=tmp_path, expect=2)
    assert "s3://news/in: cannot be read: " in told
    assert len(faults.seen) < 60


@pytest.mark.parametrize("fault", [429, 500, 503])
def test_what_cannot_be_handed_over_stays_here(tmp_path, store, fault):
    behind, faults = store
    (tmp_path / "in.jsonl").write_bytes(DATA)
    args = ("in.jsonl", "-o", "s3://news/out.jsonl", "--preset", "minimal")
    faults.wrong = lambda method, *_: fault if method in ("PUT", "POST") else None
    _, told = batch_clean(*args, cwd=tmp_path, expect=3)
    assert "s3://news/out.jsonl: cannot be written" in told
    assert "--resume" in told
    faults.wrong = lambda *_: None
    batch_clean(*args, "--resume", cwd=tmp_path)
    body = behind.get_object(Bucket="news", Key="out.jsonl")["Body"].read()
    assert [one["id"] for one in lines_of(body)] == list(range(COUNT))


def test_a_table_in_a_store(tmp_path, store):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    behind, _ = store
    made = io.BytesIO()
    parquet.write_table(pyarrow.table({"id": [1, 2], "text": ["Snow.", "Ships."]}), made)
    behind.put_object(Bucket="news", Key="in/a.parquet", Body=made.getvalue())
    batch_clean("s3://news/in/a.parquet", "-o", "o.jsonl", cwd=tmp_path)
    assert [one["text"] for one in lines_of((tmp_path / "o.jsonl").read_bytes())] == ["Snow.", "Ships."]
