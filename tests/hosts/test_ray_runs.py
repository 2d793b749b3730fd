"""Runs of batch-clean by Ray actors: files and counts are those of the local engine."""

import json
import os
import signal
import subprocess
import sys

import pytest
import runs

from cleankit import Chain, ConfigError, batch
from cleankit.batch.ray import actors

pytest.importorskip("ray")

CHAIN = Chain("article", "length").replace("length", min_words=3)


def ran(inputs, output, engine, **options):
    return runs.ran(inputs, output, engine, **{"chain": CHAIN, **options})


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


def test_a_record_that_kills_its_worker_costs_itself(cluster, tmp_path):
    def die(text):
        if text == "Hail fell.":
            os.kill(os.getpid(), signal.SIGKILL)
        return text

    assert "its worker ended twice" in refused_by_both(tmp_path, Chain(die))


@pytest.mark.long
def test_a_record_that_takes_too_long_costs_itself(cluster, tmp_path):
    def hang(text):
        while text == "Hail fell.":
            signal.pause()
        return text

    assert "took longer than --timeout (20 s)" in refused_by_both(tmp_path, Chain(hang), timeout=20.0)


def refused_by_both(tmp_path, chain, **options):
    """Return why the local engine and Ray refuse the second of three records, and that one alone."""
    source, output = tmp_path / "in.jsonl", tmp_path / "found.jsonl"
    source.write_text(
        "".join(json.dumps({"text": f"{what} fell."}) + "\n" for what in ("Snow", "Hail", "Rain"))
    )
    options = {"chain": chain, **options}
    assert ran(source, output, "ray", **options) == ran(source, output, "local", **options)
    assert len(output.read_text().splitlines()) == 2
    [refused] = (tmp_path / "found.jsonl.quarantine.jsonl").read_text().splitlines()
    assert "Hail fell." in refused
    return json.loads(refused)["error"]


@pytest.mark.long
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
    command = [sys.executable, "-m", "cleankit.cli", "clean", "--engine", "ray", "--address", "127.0.0.1:1"]
    command += [str(inputs), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "address 127.0.0.1:1: no cluster answers" in done.stderr


@pytest.mark.long
def test_an_actor_of_another_version_is_refused(cluster, inputs, tmp_path, monkeypatch):
    monkeypatch.setattr("cleankit.batch.ray.__version__", "0.0")
    with pytest.raises(ConfigError, match="install the same version and packs on all machines"):
        ran(inputs, tmp_path / "out", "ray")


@pytest.mark.long
def test_a_filter_that_fails_costs_its_record(cluster, inputs, tmp_path):
    def fail(text):
        if text.endswith(" 5"):
            raise ValueError("five")
        return text

    local = ran(inputs, tmp_path / "local", "local", chain=Chain(fail))
    found = ran(inputs, tmp_path / "found", "ray", chain=Chain(fail))
    assert found == local
    assert found[0]["records"]["quarantined"] > 3
