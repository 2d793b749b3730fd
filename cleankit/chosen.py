"""The chain that a caller gives, or the default one; where it is none, an error that says so.

>>> chosen("stream", "article")
Traceback (most recent call last):
cleankit.errors.ConfigError: stream: chain: found str; accepted: a Chain; try Chain('article')
"""

from cleankit.chain import Chain
from cleankit.errors import ConfigError


def chosen(where: str, chain: object) -> Chain:
    """Return the chain that is given, the preset ``article`` for None, or raise ConfigError."""
    if chain is None:
        return Chain("article")
    if isinstance(chain, Chain):
        return chain
    hint = f"; try Chain({chain!r})" if isinstance(chain, str) else ""
    raise ConfigError(f"{where}: chain: found {type(chain).__name__}; accepted: a Chain{hint}")
