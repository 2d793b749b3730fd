"""How engines are started for tests."""

import os
import sys
from pathlib import Path

PATH = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])  # where workers find modules

# What compiles and plans anew for the sake of many rows.
FOR_FEW_ROWS = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.adaptive.enabled": False,
    "spark.sql.codegen.wholeStage": False,
}

# How long Spark waits for its own parts: a loaded machine is no dead one.
UNHURRIED = {
    "spark.executor.heartbeatInterval": "60s",
    "spark.network.timeout": "3600s",
    "spark.worker.timeout": 3600,
}

# How long Ray waits for its own parts, and how much memory others may take: a loaded machine is no dead one.
PATIENT = {
    "RAY_gcs_server_port_wait_time_s": "900",
    "RAY_gcs_server_request_timeout_seconds": "900",
    "RAY_health_check_timeout_ms": "900000",
    "RAY_memory_monitor_refresh_ms": "0",
    "RAY_raylet_start_wait_time_s": "900",
    "RAY_worker_register_timeout_seconds": "900",
}
STARTS = 20


def patient(start, stop):
    """Return a function that starts Ray, again where its node is not there in 30 s: no option says more."""

    def started(*args, **options):
        for _ in range(STARTS):
            try:
                return start(*args, **options)
            except Exception as error:  # of no type of its own
                if "timed out during startup" not in str(error):
                    raise
                failure = error
                stop()
        raise failure

    return started
