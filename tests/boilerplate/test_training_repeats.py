"""Training on the same pages gives the same model, byte for byte, in another process too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("lightgbm")
pytest.importorskip("sklearn")
ROOT = Path(__file__).parents[2]
TRAIN = """
import json
from benchmarks.own_articles import articles
from benchmarks.training.line_model import Training
from benchmarks.training.line_pages import ROUTES, LabelledPage

pages = []
for number, (name, lines, junk) in enumerate(list(articles())[::4]):
    texts = [line.strip() for line in lines if line.strip()]
    named = [False] * len(texts) + [not i for i, _ in enumerate(junk)]
    labels = [0] * len(texts) + [1] * len(junk)
    site = f"site-{number}.example"
    route = ROUTES[number % len(ROUTES)]
    pages.append(LabelledPage(name, route, site, "en", None, [*texts, *junk], labels, named, named))
training = Training(pages)
print(json.dumps([training.model(0, [0]), training.weights[0, 0]], ensure_ascii=False))
"""


def trained(seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        [sys.executable, "-c", TRAIN], env=environment, check=True, stdout=subprocess.PIPE
    ).stdout


def test_the_same_bytes():
    first = trained("1")
    assert b'"pairs"' in first
    assert first == trained("2")
