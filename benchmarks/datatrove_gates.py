"""Give datatrove's decisions on texts: run by the Python that has it, for `python -m benchmarks.gates`.

Reads a JSON string per line, writes per line {filter: reason or None, "words": count of its words}; the last
line is {"seconds": {filter: CPU seconds}}. Needs datatrove 0.10 with spaCy.
"""

import json
import sys
from time import process_time
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.filters import (
    C4ParagraphFilter,
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)
from datatrove.utils.text import split_into_parts, split_into_words

FILTERS: dict[str, Any] = {
    "fineweb-quality": FineWebQualityFilter(),
    "gopher-quality": GopherQualityFilter(),
    "gopher-repetition": GopherRepetitionFilter(),
    "c4": C4QualityFilter(),
    "c4-paragraphs": C4ParagraphFilter(),
}


def main() -> None:
    seconds = dict.fromkeys(FILTERS, 0.0)
    for line in sys.stdin:
        text = json.loads(line)
        said: dict[str, Any] = {}
        for name, one in FILTERS.items():
            split_into_parts.cache_clear()  # each filter alone, as in a pipeline of one
            start = process_time()
            try:
                answer = one.filter(Document(text, ""))
            except Exception as error:  # noqa: BLE001 - an error is a decision too: the pipeline stops there
                answer = (False, f"error: {type(error).__name__}: {error}")
            seconds[name] += process_time() - start
            said[name] = answer[1] if isinstance(answer, tuple) else None if answer else "dropped"
        said["words"] = len(split_into_words(text)) if text else 0
        print(json.dumps(said))
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
