"""How well forms of lines are found, on text whose form is known, and what they cost.

python -m benchmarks.forms --data ../shared/eval

Wrapped: real paragraphs filled to 40 to 80 columns. Code: fenced blocks without their fences. Prose: clean
articles, one paragraph per line; any form of `KEPT` found there is a mistake or a real list or turn.
"""

import argparse
import random
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from benchmarks.contenders import orjson_floor
from benchmarks.texts import add_data_option, real_part
from cleankit.text.forms import Forms

WRAPPED = ("bbc_en", "gnad_de", "fakebr", "fi_news", "moroccan_ar", "ria_ru", "vfnd_vi", "saudinews")
CLEAN = ("bbc_en", "gnad_de", "masakhane_news", "moroccan_ar", "vfnd_vi")
COSTS = ("bbc_en", "fullpage_outputs")
LEAST_PARAGRAPH = 200  # characters


def wrapped(texts: list[str], rng: random.Random) -> Iterator[tuple[list[str], set[int]]]:
    """Yield texts whose paragraphs are filled, and the lines that belong to a paragraph of two or more."""
    for text in texts:
        width = rng.randint(40, 80)
        lines: list[str] = []
        expected: set[int] = set()
        for paragraph in text.split("\n"):
            if len(paragraph) < LEAST_PARAGRAPH:
                continue
            filled = textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
            if len(filled) > 1:
                expected.update(range(len(lines), len(lines) + len(filled)))
            lines += [*filled, ""]
        if expected:
            yield lines, expected


def report(name: str, forms: Counter[str]) -> None:
    """Print one row of the confusion table."""
    total = forms.total()
    print(f"{name:28}{total:8,} lines  " + "  ".join(f"{k} {v / total:.4f}" for k, v in forms.most_common()))


def main() -> None:
    """Print the confusion table and the cost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_data_option(parser)
    data: Path | None = parser.parse_args().data
    if data is None or not data.exists():
        parser.exit(message="not measured: no --data FOLDER\n")
    rng = random.Random(14)
    for name in WRAPPED:
        part = real_part(data / "text" / f"{name}.jsonl.gz")
        found: Counter[str] = Counter()
        for lines, expected in wrapped(list(part.texts[:: max(1, len(part.texts) // 150)]), rng):
            forms = Forms(lines)
            for line in expected:
                found["wrapped" if line in forms.wrapped else forms.of(line)[0]] += 1
        report(f"wrapped {name}", found)
    for name in CLEAN:
        part = real_part(data / "text" / f"{name}.jsonl.gz")
        found = Counter()
        for text in part.texts[:: max(1, len(part.texts) // 400)]:
            forms = Forms(text.split("\n"))
            found.update(forms.of(i)[0] for i in forms.shapes.solid)
        report(f"clean {name}", found)
    for name in COSTS:
        part = real_part(data / "text" / f"{name}.jsonl.gz").sampled(1_000_000)
        split = [text.split("\n") for text in part.texts]
        spent = min(_cost(split) for _ in range(5))
        floor = min(_seconds(lambda part=part: orjson_floor(part)) for _ in range(5))
        print(f"cost {name}: {spent / floor:.2f} floors for all forms of all lines")


def _cost(split: list[list[str]]) -> float:
    return _seconds(lambda: [forms.sets for lines in split for forms in (Forms(lines),)])


def _seconds(call: object) -> float:
    assert callable(call)
    started = process_time()
    call()
    return process_time() - started


if __name__ == "__main__":
    main()
