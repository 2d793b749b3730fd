"""Clean Ray Data datasets, with a chain per actor. Extra: ``ray``.

from cleankit.integrations.ray import clean
cleaned = clean(ray.data.read_parquet("s3://bucket/articles/"), "text", chain)
"""

from typing import Any

from cleankit import Chain, ConfigError
from cleankit.integrations import arrow
from cleankit.integrations.rows import check_field, chosen

BATCH_ROWS = 1024


def clean(
    dataset: Any,
    field: str = "text",
    chain: Chain | None = None,
    *,
    actors: int | tuple[int, int] | None = None,
    batch_size: int = BATCH_ROWS,
    **options: Any,
) -> Any:
    """Return a Dataset with ``field`` cleaned, and the columns ``dropped`` and ``error``.

    ``dropped`` is a gate's reason. Nulls stay null; a row with an error keeps its text, so that none ends the
    job; all other columns stay. ``actors`` is how many clean, or from how many to how many; by default from
    one to one less than the cluster has CPUs, since reading and writing need one too: with as many actors as
    CPUs a job never ends, and that is refused. ``options`` go to ``map_batches``.
    """
    import ray

    if not hasattr(dataset, "map_batches"):
        raise ConfigError(f"ray: found {type(dataset).__name__}; accepted: a Dataset of Ray Data")
    check_field("ray", field, [field])  # before it takes a run to know the columns
    if not ray.is_initialized():
        ray.init()
    schema = dataset.schema(fetch_if_missing=False)  # None where it takes a run to know it
    if schema is not None:
        check_field("ray", field, schema.names)
    cpus = int(ray.cluster_resources().get("CPU", 1))
    each = options.setdefault("num_cpus", 1)
    most = max(1, int((cpus - 1) // each)) if each else cpus
    actors = (1, most) if actors is None else actors
    if (actors if isinstance(actors, int) else actors[1]) > most:
        raise ConfigError(
            f"ray: actors: found {actors}; accepted: up to {most} on {cpus} CPUs, so that one is left to read"
        )
    return dataset.map_batches(
        CleanBatch,
        fn_constructor_args=(chosen(chain), field),
        batch_format="pyarrow",
        batch_size=batch_size,
        concurrency=actors,
        **options,
    )


class CleanBatch:
    """What an actor maps over Arrow batches."""

    def __init__(self, chain: Chain, field: str) -> None:
        self.chain = chain
        self.field = field

    def __call__(self, batch: Any) -> Any:
        return arrow.clean(batch, self.field, self.chain)
