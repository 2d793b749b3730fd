"""`--learned FILE`: a rule pack in a TOML file goes to the packs of the chain's boilerplate filter."""

from collections.abc import Sequence
from pathlib import Path

from cleankit.chain import Chain
from cleankit.errors import ConfigError
from cleankit.registry import Filter
from cleankit.registry import filter as filter_of


def with_packs(chain: Chain, files: Sequence[Path]) -> Chain:
    """Return the chain with these packs too. Raises ConfigError if it has no filter that uses them."""
    if not files:
        return chain
    if not any(one.name == "boilerplate" for one in chain.filters):
        raise ConfigError("--learned: the chain has no filter 'boilerplate' that could use a rule pack")
    filters = (_with_packs(one, files) if one.name == "boilerplate" else one for one in chain.filters)
    return Chain(*filters, page=chain.page)


def _with_packs(one: Filter, files: Sequence[Path]) -> Filter:
    packs = one.options.get("packs", "all")
    named = [packs] if isinstance(packs, str) else list(packs)
    return filter_of(one.name, **{**one.options, "packs": [*named, *(str(file.resolve()) for file in files)]})
