"""`--learned FILE`: a rule pack in a TOML file goes to the packs of the chain's boilerplate filter."""

from collections.abc import Sequence
from pathlib import Path

from cleankit.chain import Chain
from cleankit.errors import ConfigError


def with_packs(chain: Chain, files: Sequence[Path]) -> Chain:
    """Return the chain with these packs too. Raises ConfigError if it has no filter that uses them."""
    if not files:
        return chain
    used = next((one.options.get("packs", "all") for one in chain.filters if one.name == "boilerplate"), None)
    if used is None:
        raise ConfigError("--learned: the chain has no filter 'boilerplate' that could use a rule pack")
    named = [used] if isinstance(used, str) else list(used)
    return chain.replace("boilerplate", packs=[*named, *(str(file.resolve()) for file in files)])
