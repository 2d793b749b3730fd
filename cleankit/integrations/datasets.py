r"""Clean Hugging Face datasets: in memory, on disk, streamed. Extra: ``datasets``.

>>> from datasets import Dataset
>>> from cleankit import Chain
>>> dataset = Dataset.from_dict({"text": ["Advertisement\nSnow fell.", None]})
>>> clean(dataset, "text", Chain("article"))[:]
{'text': ['Snow fell.', None], 'dropped': [None, None], 'error': [None, None]}
"""

from typing import Any

from cleankit import Chain, ConfigError
from cleankit.errors import did_you_mean
from cleankit.integrations.rows import ADDED, KNOWN, chosen, clean_rows


class CleanBatch:
    """What `clean` maps over batches: for a ``map`` of your own, with ``batched=True``.

    Its pickle is the same before and after use and in every process, so the cache of datasets finds what it
    has made, and makes it anew for another chain.
    """

    def __init__(self, chain: Chain | None = None, field: str = "text") -> None:
        self.chain = chosen(chain)
        self.field = field

    def __call__(self, batch: Any) -> dict[str, list[Any]]:
        if self.field not in batch:
            raise ConfigError(f"datasets: no column {self.field!r}; {did_you_mean(self.field, batch)}")
        if isinstance(batch[self.field], str):  # else each of its letters is taken for a text
            raise ConfigError("datasets: found one record; accepted: batches of them: map(..., batched=True)")
        known = {name: batch[name] for name in KNOWN if name != self.field and name in batch}
        texts, dropped, errors = clean_rows(list(batch[self.field]), self.chain, known)
        return {self.field: texts, **dict(zip(ADDED, (dropped, errors), strict=True))}


def clean(dataset: Any, field: str = "text", chain: Chain | None = None, **options: Any) -> Any:
    """Return a Dataset, IterableDataset, or dict of them, with ``field`` cleaned.

    The columns ``dropped`` (a gate's reason) and ``error`` are added; nulls stay, a row with an error keeps
    its text, all other columns stay. ``options`` are those of ``map``: num_proc, batch_size. Raises
    ConfigError where there is no such column of strings.
    """
    from datasets import Features, Value

    if isinstance(dataset, dict):
        parts = {name: clean(part, field, chain, **options) for name, part in dataset.items()}
        return type(dataset)(parts)
    if field in ADDED:
        raise ConfigError(f"datasets: column {field!r} is one that is added; rename it")
    features = dataset.features  # a stream may not know its own
    if features is not None:
        _check(features, field)
        text = features[field] if features[field].dtype != "null" else Value("string")
        strings = {name: Value("string") for name in ADDED}
        options["features"] = Features({**features, field: text, **strings})
    return dataset.map(CleanBatch(chain, field), batched=True, **options)


def _check(features: Any, field: str) -> None:
    if field not in features:
        raise ConfigError(f"datasets: no column {field!r}; {did_you_mean(field, features)}")
    kind = getattr(features[field], "dtype", features[field])
    if kind not in ("string", "large_string", "null"):
        raise ConfigError(f"datasets: column {field!r} is of type {kind}; accepted: strings")
