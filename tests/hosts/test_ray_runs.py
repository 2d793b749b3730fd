"""Runs of batch-clean by Ray actors: files are those of the local engine, whoever is killed on the way."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from cleankit import Chain, ConfigError, batch
from cleankit.batch.ray import actors
from cleankit.io import reading

ray = pytest.importorskip("ray")
import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

CHAIN = Chain("article", "length").replace("length", min_words=3)
DIRTY = "Advertisement\nThe “bridge” opens on Monday, it’s said.\nShow comments"
RECORDS = [{"id": n, "n": n * n, "text": f"{DIRTY} {n}" if n % 7 else "Short."} for n in range(900)]


@pytest.fixture
def inputs(tmp_path, monkeypatch):
    """Files of JSON lines, plain with bad ones and compressed, and of Parquet, in chunks of a few records."""
    monkeypatch.setattr(reading, "CHUNK", 20_000)
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [json.dumps(one) for one in RECORDS]
    lines[30], lines[500] = "no record", '{"id": 500}'
    (folder / "a.jsonl").write_text("\n".join(lines))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[:300]).encode()))
    pq.write_table(pa.Table.from_pylist(RECORDS[:200]), folder / "c.parquet", row_group_size=50)
    return folder


def ran(inputs, output, engine, **options):
    """Return the counts of a run, without those that differ from run to run, and all it has written."""
    options = {"chain": CHAIN, "audit": output.with_name(output.name + ".audit.jsonl"), **options}
    summary = batch.run(inputs, output, engine=engine, **options)
    counts = summary.as_dict()
    for name in ("seconds", "bytes_per_second", "peak_memory", "workers", "records_per_second"):
        counts.pop(name, None)
    told = json.loads(json.dumps(counts).replace(output.name, "OUT"))
    files = (one for top in output.parent.glob(f"{output.name}*") for one in (top, *top.rglob("*")))
    names = {str(file.relative_to(output.parent)).replace(output.name, "OUT"): file for file in files}
    return told, {name: file.read_bytes() for name, file in names.items() if file.is_file()}


def test_every_file_is_that_of_the_local_engine(cluster, inputs, tmp_path):
    local = ran(inputs, tmp_path / "local", "local")
    found = ran(inputs, tmp_path / "found", "ray")
    assert found[0]["records"] == {**local[0]["records"], "input": 1400}
    assert found[0]["records"]["quarantined"] == 3
    assert found[0]["records"]["dropped"] == local[0]["records"]["dropped"] > 0
    assert found == local
    assert set(found[1]) == {
        "OUT/a.jsonl", "OUT/b.jsonl.gz", "OUT/c.parquet", "OUT.audit.jsonl", "OUT.dropped.jsonl",
        "OUT.quarantine.jsonl",
    }  # fmt: skip


def test_an_actor_that_is_killed_costs_nothing(cluster, inputs, tmp_path):
    marker = tmp_path / "killed"

    def kill_the_actor(text):
        if "Monday" in text and not marker.exists():
            marker.touch()
            os.kill(os.getppid(), signal.SIGKILL)  # the actor: its worker, which runs this, ends with it
            time.sleep(60)
        return text

    chain = Chain(CHAIN, kill_the_actor)
    marker.touch()
    local = ran(inputs, tmp_path / "local", "local", chain=chain)
    marker.unlink()
    found = ran(inputs, tmp_path / "found", "ray", chain=chain)
    assert marker.exists()
    assert found == local


def test_a_record_that_kills_its_worker_costs_itself(cluster, inputs, tmp_path):
    def die(text):
        if "said.\nShow comments 17" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "Show comments 18" in text:
            time.sleep(100)
        return text

    given = {"text": "said.\nShow comments 17"}, {"text": "Snow fell."}, {"text": "Show comments 18"}
    source = tmp_path / "poison.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in given))
    options = {"chain": Chain(die), "timeout": 2.0}
    assert ran(source, tmp_path / "found.jsonl", "ray", **options) == ran(
        source, tmp_path / "found.jsonl", "local", **options
    )
    lines = (tmp_path / "found.jsonl.quarantine.jsonl").read_text().splitlines()
    refused = [json.loads(line) for line in lines]
    assert ["ended twice" in refused[0]["error"], "--timeout" in refused[1]["error"]] == [True, True]


COMMAND = [sys.executable, "-m", "cleankit.cli", "clean", "--engine", "ray", "-q", "--workers", "1"]
COMMAND += ["--preset", "minimal"]


def test_a_run_that_is_killed_goes_on_or_begins_anew(cluster, inputs, tmp_path):
    big = tmp_path / "big.jsonl"
    big.write_text("".join(json.dumps({"id": n, "text": f"{DIRTY} {n}\n" * 40}) + "\n" for n in range(6_000)))
    output = tmp_path / "out.jsonl"
    running = subprocess.Popen([*COMMAND, "--address", cluster, str(big), "-o", str(output)])
    partial = tmp_path / "out.jsonl.partial"
    deadline = time.monotonic() + 240
    while not (partial.exists() and partial.stat().st_size):
        assert running.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    running.kill()
    running.wait()
    assert not output.exists()
    batch.run(big, tmp_path / "wanted.jsonl", chain=Chain("minimal"))
    state = {file.name: file.read_bytes() for file in tmp_path.glob("out.*")}
    for resume in (["--resume"], []):
        for name, data in state.items():
            (tmp_path / name).write_bytes(data)
        output.unlink(missing_ok=True)
        subprocess.run([*COMMAND, "--address", cluster, *resume, str(big), "-o", str(output)], check=True)
        assert output.read_bytes() == (tmp_path / "wanted.jsonl").read_bytes()
        assert {file.name for file in tmp_path.glob("out*")} == {"out.jsonl"}


def test_from_a_store_into_a_store(cluster, inputs, tmp_path, monkeypatch):
    server = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    import boto3

    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    for name, value in (
        ("ENDPOINT_URL", f"http://{host}:{port}"), ("ACCESS_KEY_ID", "test"),
        ("SECRET_ACCESS_KEY", "test"), ("DEFAULT_REGION", "us-east-1"),
    ):  # fmt: skip
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.chdir(tmp_path)
    store = boto3.client("s3", endpoint_url=f"http://{host}:{port}")
    store.create_bucket(Bucket="news")
    for file in inputs.iterdir():
        store.upload_file(str(file), "news", f"in/{file.name}")
    try:
        summary = batch.run("s3://news/in/", "s3://news/out/", chain=CHAIN, engine="ray")
        _, local = ran(inputs, tmp_path / "local", "local", audit=None)
        keys = [one["Key"] for one in store.list_objects_v2(Bucket="news", Prefix="out")["Contents"]]
        found = {key: store.get_object(Bucket="news", Key=key)["Body"].read() for key in keys}
    finally:
        running.stop()
    assert summary.tally.records["input"] == 1400
    outputs = {name.replace("OUT/", "out/"): data for name, data in local.items() if name.startswith("OUT/")}
    assert {name: data for name, data in found.items() if name.startswith("out/")} == outputs


def test_what_cannot_be_is_refused(cluster, inputs, tmp_path):
    with pytest.raises(ConfigError, match="found 3; accepted: up to 2, fewer than the cluster's 3 CPUs"):
        ran(inputs, tmp_path / "out", "ray", workers=3)
    with pytest.raises(ConfigError, match="address: has an effect only with the engine ray"):
        ran(inputs, tmp_path / "out", "local", address="auto")
    with pytest.raises(ConfigError, match="connected to a cluster already"):
        ran(inputs, tmp_path / "out", "ray", address="127.0.0.1:1")
    assert not list(tmp_path.glob("out*"))
    assert [actors(1, None), actors(2, None), actors(64, None), actors(64, 3)] == [1, 1, 63, 3]


def test_a_cluster_that_does_not_answer_is_refused(inputs, tmp_path):
    command = [*COMMAND, "--address", "127.0.0.1:1", str(inputs), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 2, done.stderr
    assert "address 127.0.0.1:1: no cluster answers" in done.stderr


def test_an_actor_of_another_version_is_refused(cluster, inputs, tmp_path, monkeypatch):
    monkeypatch.setattr("cleankit.batch.ray.__version__", "0.0")
    with pytest.raises(ConfigError, match="install the same version and packs on all machines"):
        ran(inputs, tmp_path / "out", "ray")


def test_a_filter_that_fails_costs_its_record(cluster, inputs, tmp_path):
    def fail(text):
        if text.endswith(" 5"):
            raise ValueError("five")
        return text

    local = ran(inputs, tmp_path / "local", "local", chain=Chain(fail))
    found = ran(inputs, tmp_path / "found", "ray", chain=Chain(fail))
    assert found == local
    assert found[0]["records"]["quarantined"] > 3
