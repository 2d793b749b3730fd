"""Ray Data: the chain's own texts, nothing lost or twice when an actor is killed."""

import os
import signal

import pytest
from articles import CHAIN, CLEAN, FAILING, GATED, LONG, SHORT, TEXTS, is_failure

from cleankit import Chain, ConfigError

ray = pytest.importorskip("ray")

from cleankit.integrations.ray import clean  # noqa: E402

pytestmark = pytest.mark.usefixtures("cluster")

ALSO_NEEDS = ["moto[server,s3]>=5", "s3fs>=2024.2"]


def framed(texts):
    return ray.data.from_items([{"n": n, "text": text} for n, text in enumerate(texts)])


def rows_of(dataset):
    return sorted(dataset.take_all(), key=lambda row: row["n"])


def test_the_same_as_the_chain():
    found = rows_of(clean(framed(TEXTS), chain=CHAIN))
    assert [row["text"] for row in found] == CLEAN
    assert list(found[0]) == ["n", "text", "dropped", "error"]


def test_nulls_gates_and_errors():
    found = rows_of(clean(framed(["Too short.", LONG, None]), chain=GATED))
    assert [(row["text"], row["dropped"]) for row in found] == [
        ("Too short.", SHORT),
        (GATED(LONG), None),
        (None, None),
    ]
    found = rows_of(clean(framed(["rain", "snow"]), chain=FAILING))
    assert found[1]["text"] == "snow"
    assert is_failure(found[1]["error"])


def test_an_actor_that_is_killed_loses_nothing(tmp_path):
    marker = tmp_path / "killed"

    def die_once(text):
        if "17" in text and not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return text

    texts = [f"Text {n}." for n in range(400)]
    found = rows_of(clean(framed(texts), chain=Chain(die_once), batch_size=50, max_restarts=-1))
    assert marker.exists()
    assert [row["text"] for row in found] == texts


def test_as_many_actors_as_cpus_are_refused():
    with pytest.raises(ConfigError, match="actors: found 3; accepted: up to 2 on 3 CPUs"):
        clean(framed(["a"]), actors=3)
    with pytest.raises(ConfigError, match="rename it"):
        clean(framed(["a"]), "error")
    with pytest.raises(ConfigError, match="no column 'txt', or several; did you mean 'text'"):
        clean(framed(["a"]).materialize(), "txt")
