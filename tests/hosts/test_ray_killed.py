"""An actor or the run is killed: nothing is lost, nothing comes twice, and nothing stays of the first try."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
import runs

from cleankit import Chain, batch

pytest.importorskip("ray")


def test_an_actor_that_is_killed_costs_nothing(cluster, inputs, tmp_path):
    marker = tmp_path / "killed"

    def kill_the_actor(text):
        if "Monday" in text and not marker.exists():
            marker.touch()
            os.kill(os.getppid(), signal.SIGKILL)  # the actor: its worker, which runs this, ends with it
            signal.pause()
        return text

    chain = Chain("article", kill_the_actor)
    marker.touch()
    local = runs.ran(inputs, tmp_path / "local", "local", chain=chain)
    marker.unlink()
    found = runs.ran(inputs, tmp_path / "found", "ray", chain=chain)
    assert marker.exists()
    assert found == local


def test_a_run_that_is_killed_goes_on_or_begins_anew(cluster, inputs, tmp_path):
    go = tmp_path / "go"
    source, output, partial = (tmp_path / name for name in ("in.jsonl", "out.jsonl", "out.jsonl.partial"))
    texts = [one["text"] for one in runs.RECORDS]
    texts[-1] = f"{runs.WAIT}{go}"
    source.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)))
    running = subprocess.Popen([sys.executable, runs.__file__, source, output, cluster])
    while not (partial.exists() and partial.stat().st_size):  # the last record waits: it cannot be too late
        assert running.poll() is None
        time.sleep(0.05)
    running.kill()
    running.wait()
    assert not output.exists()
    batch.run(source, tmp_path / "wanted.jsonl", chain=Chain("minimal"))
    state = {file.name: file.read_bytes() for file in tmp_path.glob("out.*")}
    go.touch()
    for resume in (True, False):
        for name, data in state.items():
            (tmp_path / name).write_bytes(data)
        output.unlink(missing_ok=True)
        runs.run_waiting(source, output, resume=resume)
        assert output.read_bytes() == (tmp_path / "wanted.jsonl").read_bytes()
        assert {file.name for file in tmp_path.glob("out*")} == {"out.jsonl"}
