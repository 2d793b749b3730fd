"""Engines that several tests of a host share: each is started once."""

import os

import pytest
from engines import FOR_FEW_ROWS, PATH


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
    for name, value in FOR_FEW_ROWS.items():
        builder = builder.config(name, value)
    one = builder.getOrCreate()
    one.sparkContext.setLogLevel("OFF")
    yield one
    one.stop()


@pytest.fixture(scope="module")
def cluster():
    """Start Ray with three CPUs, and give its address; examples start their own."""
    ray = pytest.importorskip("ray")
    os.environ.setdefault("RAY_raylet_start_wait_time_s", "180")
    small = {"include_dashboard": False, "object_store_memory": 200 << 20}
    environment = {"env_vars": {"PYTHONPATH": PATH}}
    ray.init(num_cpus=3, log_to_driver=False, runtime_env=environment, **small)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray.get_runtime_context().gcs_address
    ray.shutdown()
