"""How the article is taken out of a page: what a chain knows of it before there is a text to clean.

>>> PageOptions(headline="drop")
PageOptions(favor='balanced', comments='drop', headline='drop', links=False, images=False, site_rules=None)
>>> PageOptions(favor="recal")
Traceback (most recent call last):
cleankit.errors.ConfigError: html: option favor: found 'recal'; accepted: 'precision', 'balanced', 'recall'
"""

from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from cleankit.errors import ConfigError
from cleankit.options import File, check_options

Favor = Literal["precision", "balanced", "recall"]
Comments = Literal["drop", "keep"]
Headline = Literal["keep", "once", "drop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """The options of `cleankit.html.extract`; ``site_rules`` is the path of a TOML file, or None.

    Raises ConfigError for a value that is not accepted.
    """

    favor: Favor = "balanced"
    comments: Comments = "drop"
    headline: Headline = "once"
    links: bool = False
    images: bool = False
    site_rules: File | None = None

    def __post_init__(self) -> None:
        check_options("html", PageOptions, asdict(self))

    @classmethod
    def from_table(cls, where: str, table: dict[str, Any]) -> "PageOptions":
        """Return the options that a table of a file holds. Raises ConfigError with the place."""
        check_options(where, cls, table)
        return cls(**table)

    def as_dict(self) -> dict[str, Any]:
        """Return the options as keywords."""
        return asdict(self)

    @property
    def changed(self) -> dict[str, Any]:
        """The options that are not the default ones."""
        given = ((one.name, getattr(self, one.name), one.default) for one in fields(self))
        return {name: value for name, value, default in given if value != default}

    @property
    def data(self) -> str:
        """A digest of the file of site rules. Raises ConfigError if it cannot be read."""
        if self.site_rules is None:
            return ""
        try:
            return sha256(Path(self.site_rules).read_bytes()).hexdigest()[:16]
        except OSError as error:
            raise ConfigError(
                f"html: site_rules: {self.site_rules}: {error.strerror}; give a TOML file"
            ) from error


DEFAULT = PageOptions()
