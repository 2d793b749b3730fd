"""Remote files through fsspec, proved with an S3 server on loopback."""

import gzip

import pytest
from running import jsonl, lines_of

from cleankit import Chain, batch
from cleankit.batch import reading

pytest.importorskip("s3fs")
server = pytest.importorskip("moto.server")


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
    store = boto3.client("s3", endpoint_url=f"http://{host}:{port}")
    store.create_bucket(Bucket="news")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    yield store
    running.stop()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_remote_files(tmp_path, monkeypatch, bucket):
    monkeypatch.setattr(reading, "BLOCK", 1000)
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

    seen = []

    def stop(*_):
        seen.append(1)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run(
            ["s3://news/in/a.jsonl"], str(tmp_path / "two.jsonl"), chain=Chain(str.upper), progress=stop
        )
    batch.run(["s3://news/in/a.jsonl"], str(tmp_path / "two.jsonl"), chain=Chain(str.upper), resume=True)
    assert (tmp_path / "two.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()
