"""Engines that several tests of a host share: each is started once."""

import os

import pytest
import runs
from engines import FOR_FEW_ROWS, PATH, PATIENT, UNHURRIED, patient

from cleankit.io import reading

os.environ.update(PATIENT)


@pytest.fixture(scope="session")
def session(tmp_path_factory):
    """Start Spark with two cores; a task that fails is tried three times."""
    sql = pytest.importorskip("pyspark.sql")
    os.environ["PYTHONPATH"] = PATH
    builder = sql.SparkSession.builder.master("local[2,3]").config("spark.ui.enabled", False)
    builder = builder.config("spark.ui.showConsoleProgress", False).config("spark.driver.memory", "1g")
    builder = builder.config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.sql.shuffle.partitions", 2)
    for name, value in {**UNHURRIED, **FOR_FEW_ROWS}.items():
        builder = builder.config(name, value)
    one = builder.getOrCreate()
    one.sparkContext.setLogLevel("OFF")
    yield one
    one.stop()


@pytest.fixture(scope="session", autouse=True)
def _patient_ray():
    """Let a loaded machine take as long to start Ray as it must, also where an example starts it."""
    if os.environ.get("CLEANKIT_HOST") == "ray":
        ray = pytest.importorskip("ray")
        ray.init = patient(ray.init, ray.shutdown)


@pytest.fixture
def inputs(tmp_path, monkeypatch):
    """A folder of files that a run reads in chunks of a few records."""
    monkeypatch.setattr(reading, "CHUNK", runs.CHUNK)
    folder = tmp_path / "in"
    folder.mkdir()
    runs.write_inputs(folder)
    return folder


@pytest.fixture(scope="module")
def cluster():
    """Start Ray with three CPUs, and give its address; examples start their own."""
    ray = pytest.importorskip("ray")
    small = {"include_dashboard": False, "object_store_memory": 200 << 20}
    environment = {"env_vars": {"PYTHONPATH": PATH}}
    ray.init(num_cpus=3, log_to_driver=False, runtime_env=environment, **small)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray.get_runtime_context().gcs_address
    ray.shutdown()
