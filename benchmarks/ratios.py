"""The ratios that the guard watches, each as "how many times as fast", so that more is better."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.contenders import (
    SAME_STEPS,
    TEXT_PART,
    filter_names,
    ftfy_alone,
    of_chain,
    of_filter,
    of_preset,
    orjson_floor,
    plain_text_part,
    plain_whole,
)
from benchmarks.texts import Part, made_parts, real_part
from benchmarks.timing import Contender, least_seconds
from benchmarks.whole import compared_part
from cleankit.boilerplate.model.judging import shipped_model

ROUNDS = 5
SAMPLE = 100_000  # characters of a real file
MODEL_PARTS = ("bbc_en", "fullpage_outputs")  # articles without boilerplate, and whole pages
MODEL_SAMPLE = 600_000

UNITS = {
    "chain-vs-ftfy": (
        "times as fast as ftfy.fix_text alone",
        "the whole default chain is cheaper than the one call that others use for encoding only",
    ),
    "chain-vs-orjson": (
        "times as fast as orjson's loads and dumps; 0.1 is a cost of 10 floors",
        "reading and writing JSON is what no cleaning can cost less than",
    ),
    "text-vs-orjson": (
        "times as fast as orjson's loads and dumps; 0.1 is a cost of 10 floors",
        "the text filters may cost 10 floors at most",
    ),
    "text-vs-plain": (
        "times as fast as benchmarks.plain's text part",
        "the text filters' guards pay: the same steps without them",
    ),
    "rules-vs-plain": (
        "times as fast as benchmarks.plain's steps, without the line model, which that does not have",
        "the same steps, done plainly",
    ),
    "command-vs-plain": (
        "times as fast as python -m benchmarks.plain, whole processes, CPU time",
        "what a user of the command waits for",
    ),
    "model-vs-orjson": (
        "times as fast as orjson's loads and dumps; 0.1 is a cost of 10 floors",
        "boilerplate with the line model, all that it remembers of lines forgotten every 200,000 characters",
    ),
    "extracted-vs-orjson": (
        "times as fast as orjson's loads and dumps; 0.1 is a cost of 10 floors",
        "the preset with the line model, on articles and on whole pages",
    ),
    "article-vs-orjson": (
        "times as fast as orjson's loads and dumps; 0.1 is a cost of 10 floors",
        "the default chain, in the same run as the preset with the line model",
    ),
    "filter": (
        "times as fast as orjson's loads and dumps; 1 is a cost of 1 floor",
        "a filter's cost on text that needs nothing: most text does",
    ),
}


def ratio_kind(name: str) -> str:
    """Return the key of `UNITS` for a ratio.

    >>> ratio_kind("clean/filter-quotes-vs-orjson"), ratio_kind("real/chain-vs-ftfy")
    ('filter', 'chain-vs-ftfy')
    """
    kind = name.partition("/")[2]
    return "filter" if kind.startswith("filter-") else kind


def made_ratios() -> dict[str, float]:
    """Measure on text made from the fixtures: the chain on dirty text, each filter on clean text."""
    dirty, clean = made_parts()
    ratios = _chain_ratios([dirty])
    ratios["dirty/command-vs-plain"] = compared_part(dirty).ratio
    return ratios | _filter_ratios(clean)


def real_ratios(paths: Sequence[Path]) -> dict[str, float]:
    """Measure on samples of real files, together."""
    ratios = _chain_ratios([real_part(path).sampled(SAMPLE)._replace(name="real") for path in paths])
    for path in paths:
        if path.name.partition(".")[0] in MODEL_PARTS:
            ratios |= model_ratios(real_part(path).sampled(MODEL_SAMPLE))
    return ratios


def model_ratios(part: Part) -> dict[str, float]:
    """Measure what boilerplate costs with the line model, and the presets with and without it."""
    model = shipped_model()

    def with_model(part: Part) -> None:
        model.forget()
        boilerplate(part)

    boilerplate = of_filter("boilerplate", strength="safe")
    presets = {name: of_preset(name) for name in ("article", "extracted")}
    spent = least_seconds(part, {"orjson": orjson_floor, "model": with_model, **presets}, ROUNDS)
    return {f"{part.name}/{name}-vs-orjson": spent["orjson"] / spent[name] for name in ("model", *presets)}


def _chain_ratios(parts: list[Part]) -> dict[str, float]:
    contenders: dict[str, Contender] = {
        "orjson": orjson_floor,
        "ftfy": ftfy_alone,
        "plain text": plain_text_part,
        "plain": plain_whole(),
        "chain": of_preset("article"),
        "rules": of_chain(SAME_STEPS),
        "text": of_chain(TEXT_PART),
    }
    spent = [least_seconds(part, contenders, ROUNDS) for part in parts]
    total = {name: sum(seconds[name] for seconds in spent) for name in contenders}
    ratios = {
        "chain-vs-ftfy": total["ftfy"] / total["chain"],
        "chain-vs-orjson": total["orjson"] / total["chain"],
        "rules-vs-plain": total["plain"] / total["rules"],
        "text-vs-orjson": total["orjson"] / total["text"],
        "text-vs-plain": total["plain text"] / total["text"],
    }
    return {f"{parts[0].name}/{kind}": ratio for kind, ratio in ratios.items()}


def _filter_ratios(part: Part) -> dict[str, float]:
    contenders = {name: of_filter(name) for name in filter_names()}
    spent = least_seconds(part, {"orjson": orjson_floor, **contenders}, 2 * ROUNDS)
    return {f"{part.name}/filter-{name}-vs-orjson": spent["orjson"] / spent[name] for name in contenders}
