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
