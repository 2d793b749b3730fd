"""Run datatrove's local executor with its FTFY formatter over the file in a folder, and print what it took.

    PYTHON benchmarks/datatrove_ftfy.py FOLDER OUTPUT

A program of its own, because datatrove may be installed apart from us: `benchmarks.batch --datatrove PYTHON`.
Wall and processor seconds of the run alone: reading, ftfy, writing. The start of the interpreter and the
imports are not in it. A file is one task: there is no second process that could help.
"""

import sys
import time

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.formatters import FTFYFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter


def main() -> None:
    folder, output = sys.argv[1:]
    executor = LocalPipelineExecutor(
        [JsonlReader(folder), FTFYFormatter(), JsonlWriter(f"{output}/cleaned", compression=None)],
        tasks=1,
        workers=1,
        logging_dir=f"{output}/logs",
        skip_completed=False,
    )
    started, used = time.perf_counter(), time.process_time()
    executor.run()
    print(time.perf_counter() - started, time.process_time() - used)


if __name__ == "__main__":
    main()
