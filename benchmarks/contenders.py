"""What is measured: filters, chains, their text part, and what they are measured against."""

from typing import Any

import ftfy
import orjson

from benchmarks.plain import CONFIG, load_phrases, plain_lines, plain_text
from benchmarks.texts import Part
from benchmarks.timing import Contender
from cleankit import Chain, Filter, Lines
from cleankit.registry import builtin_names, filter, preset_names

# The default chain without its line model, for which benchmarks.plain has nothing.
SAME_STEPS_TOML = 'extends = "article"\n[boilerplate]\nstrength = "rules"\n'
SAME_STEPS = Chain.from_toml(SAME_STEPS_TOML)
TEXT_PART = Chain(*(one for one in Chain("article").filters if one.kind == "text"))


def orjson_floor(part: Part) -> None:
    """Read and write the records: no cleaning can cost less than this. The unit "floor" is its time."""
    for record in part.records:
        orjson.dumps(orjson.loads(record))


def filter_names() -> list[str]:
    """Return the built-in filters and gates."""
    return sorted(builtin_names())


def chain_names() -> list[str]:
    """Return the presets."""
    return preset_names()


def of_filter(name: str, **options: Any) -> Contender:
    """Return the work of a filter alone; a line filter's includes splitting, and folding if it folds."""
    one = filter(name, **options)
    if one.kind == "line":
        return lambda part: [list(one.bound(Lines(text.split("\n")))) for text in part.texts]
    if one.kind == "gate":
        return lambda part: [Chain(one).run(text) for text in part.texts]
    return lambda part: list(map(one.bound, part.texts))


def of_chain(chain: Chain) -> Contender:
    """Return the work of a chain."""
    return lambda part: list(map(chain, part.texts))


def of_preset(name: str) -> Contender:
    """Return the work of a preset's chain."""
    return of_chain(Chain(name))


def ftfy_alone(part: Part) -> None:
    """Call `ftfy.fix_text` with cleankit's configuration, and do nothing else."""
    for text in part.texts:
        ftfy.fix_text(text, CONFIG)


def plain_text_part(part: Part) -> None:
    """Do the text filters' work plainly."""
    for text in part.texts:
        plain_text(text)


def plain_whole() -> Contender:
    """Return the chain's work done plainly."""
    phrases = load_phrases()
    return lambda part: [plain_lines(plain_text(text), phrases) for text in part.texts]


def article_filters() -> tuple[Filter, ...]:
    """Return the filters of the default chain."""
    return Chain("article").filters
