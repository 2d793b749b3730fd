"""Remote files through fsspec, proved with an S3 server on loopback."""

import gzip
import urllib.request

import pytest
from running import batch_clean, jsonl, lines_of

from cleankit import Chain, InputError, batch
from cleankit.io import reading

pytest.importorskip("s3fs")
server = pytest.importorskip("moto.server")

DATA = jsonl(*({"id": i, "text": f"ship {i}"} for i in range(200)))
CLEANED = [{"id": i, "text": f"SHIP {i}"} for i in range(200)]


def keys(bucket):
    return sorted(one["Key"] for one in bucket.list_objects_v2(Bucket="news").get("Contents", ()))


def content(bucket, key):
    return bucket.get_object(Bucket="news", Key=key)["Body"].read()


def stop_after(blocks):
    seen = []

    def stop(*_):
        seen.append(1)
        if len(seen) == blocks:
            raise KeyboardInterrupt

    return stop


@pytest.fixture
def bucket(monkeypatch):
    import boto3
    import fsspec

    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    reset = urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")
    urllib.request.urlopen(reset).close()  # what it holds outlives a server
    store = boto3.client("s3", endpoint_url=f"http://{host}:{port}")
    store.create_bucket(Bucket="news")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    yield store
    running.stop()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_remote_files(tmp_path, monkeypatch, bucket):
    monkeypatch.setattr(reading, "CHUNK", 1000)
    data = jsonl(*({"id": i, "text": f"ship {i}"} for i in range(200)))
    for key, body in {
        "in/a.jsonl": data,
        "in/deep/b.jsonl.gz": gzip.compress(data),
        "in/c.txt": b"a text",
        "in/photo.png": b"\x89PNG",
        "in/broken.jsonl.gz": gzip.compress(data)[:-30],
    }.items():
        bucket.put_object(Bucket="news", Key=key, Body=body)
    summary = batch.run(["s3://news/in/a.jsonl"], str(tmp_path / "one.jsonl"), chain=Chain(str.upper))
    assert summary.exit_code == 0
    expected = [{"id": i, "text": f"SHIP {i}"} for i in range(200)]
    assert lines_of((tmp_path / "one.jsonl").read_bytes()) == expected

    summary = batch.run(["s3://news/in"], str(tmp_path / "out"), chain=Chain(str.upper))
    assert [message.split(":")[0:2] for message in summary.failed_inputs] == [
        ["s3", "//news/in/broken.jsonl.gz"]
    ]
    assert lines_of((tmp_path / "out" / "a.jsonl").read_bytes()) == expected
    assert lines_of(gzip.decompress((tmp_path / "out" / "deep" / "b.jsonl.gz").read_bytes())) == expected
    assert (tmp_path / "out" / "c.txt").read_text() == "A TEXT\n"

    summary = batch.run(
        ["s3://news/none.jsonl", "s3://nowhere/x.jsonl"], str(tmp_path / "no.jsonl"), chain=Chain(str.upper)
    )
    assert len(summary.failed_inputs) == 2

    with pytest.raises(KeyboardInterrupt):
        batch.run(
            ["s3://news/in/a.jsonl"],
            str(tmp_path / "two.jsonl"),
            chain=Chain(str.upper),
            progress=stop_after(3),
        )
    batch.run(["s3://news/in/a.jsonl"], str(tmp_path / "two.jsonl"), chain=Chain(str.upper), resume=True)
    assert (tmp_path / "two.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_remote_outputs(tmp_path, monkeypatch, bucket):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "CHUNK", 1000)
    (tmp_path / "in.jsonl").write_bytes(DATA + b"bad\n")
    (tmp_path / "a.txt").write_text("a text")
    url = "s3://news/cleaned/out.jsonl.gz"

    with pytest.raises(KeyboardInterrupt):
        batch.run(["in.jsonl"], url, chain=Chain(str.upper), progress=stop_after(3))
    assert keys(bucket) == []
    assert batch.can_resume(url)
    summary = batch.run(["in.jsonl"], url, chain=Chain(str.upper), resume=True)
    assert summary.exit_code == 1
    assert keys(bucket) == ["cleaned/out.jsonl.gz", "cleaned/out.jsonl.gz.quarantine.jsonl"]
    batch.run(["in.jsonl"], "local.jsonl.gz", chain=Chain(str.upper))
    assert content(bucket, "cleaned/out.jsonl.gz") == (tmp_path / "local.jsonl.gz").read_bytes()
    assert b'"raw":"bad"' in content(bucket, "cleaned/out.jsonl.gz.quarantine.jsonl")
    made = ["a.txt", "in.jsonl", "local.jsonl.gz", "local.jsonl.gz.quarantine.jsonl"]
    assert sorted(path.name for path in tmp_path.iterdir()) == made

    (tmp_path / "in.jsonl").write_bytes(DATA)
    assert batch.run(["in.jsonl"], url, chain=Chain(str.upper)).exit_code == 0
    assert keys(bucket) == ["cleaned/out.jsonl.gz"]  # the quarantine of the run before is gone
    with pytest.raises(InputError, match=r"out\.jsonl\.gz: is input and output at once"):
        batch.run([url], url, chain=Chain(str.upper))

    batch.run(["in.jsonl", "a.txt", url], "s3://news/folder/", chain=Chain(str.upper))
    assert keys(bucket)[1:] == ["folder/a.txt", "folder/in.jsonl", "folder/out.jsonl.gz"]
    assert content(bucket, "folder/a.txt") == b"A TEXT\n"
    assert lines_of(content(bucket, "folder/in.jsonl")) == CLEANED


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_store_that_refuses(tmp_path, monkeypatch, bucket):
    (tmp_path / "in.jsonl").write_bytes(DATA)
    args = ("in.jsonl", "-o", "s3://elsewhere/out.jsonl", "--preset", "minimal")
    _, told = batch_clean(*args, cwd=tmp_path, expect=3)
    assert "s3://elsewhere/out.jsonl: cannot be written" in told
    assert "run the same command with --resume to go on" in told
    bucket.create_bucket(Bucket="elsewhere")
    batch_clean(*args, "--resume", cwd=tmp_path)
    body = bucket.get_object(Bucket="elsewhere", Key="out.jsonl")["Body"].read()
    assert lines_of(body) == lines_of(DATA)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_store_without_whole_objects(tmp_path, monkeypatch):
    """Files are written under another name and renamed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_bytes(DATA + b"bad\n")
    url = (tmp_path / "store" / "deep" / "out.jsonl").as_uri()
    batch.run(["in.jsonl"], url, chain=Chain(str.upper))
    found = sorted(path.name for path in (tmp_path / "store" / "deep").iterdir())
    assert found == ["out.jsonl", "out.jsonl.quarantine.jsonl"]
    assert lines_of((tmp_path / "store" / "deep" / "out.jsonl").read_bytes()) == CLEANED


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["-o", "s3://news"], "s3://news: is no name of a file or folder in a store"),
        (["-o", "nowhere://a/b.jsonl"], "nowhere://a/b.jsonl: cannot be reached"),
        (["-o", "o.jsonl", "--quarantine", "s3://a/b"], "--quarantine s3://a/b: only OUTPUT may be a URL"),
        (["-o", "o.jsonl", "--report", "s3://a/b"], "--report s3://a/b: only OUTPUT may be a URL"),
    ],
)
def test_urls_that_cannot_be_written(tmp_path, args, message):
    (tmp_path / "in.jsonl").write_bytes(DATA)
    _, told = batch_clean("in.jsonl", *args, cwd=tmp_path, expect=2)
    assert message in told
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
