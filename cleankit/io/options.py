"""How records are read, whatever is done with them.

>>> ReadOptions(text_field="body").text_field
'body'
>>> ReadOptions(format="json lines")
Traceback (most recent call last):
cleankit.errors.ConfigError: unknown format 'json lines'; did you mean 'jsonl'?
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from cleankit.decoding.charsets import codec_of
from cleankit.decoding.utf16 import WIDE
from cleankit.errors import ConfigError, did_you_mean, wrong_type
from cleankit.io.formats import FORMATS
from cleankit.options import check_fields

TABLES = ("csv", "tsv")  # which have a delimiter
Options = TypeVar("Options", bound="ReadOptions")
StepProgress = Callable[[str, int], None]
"""Called with the name of a step, and how many records, or of what else it takes, it has done so far."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How records are read.

    ``text_field``, ``id_field`` and ``url_field`` are the fields of a record that its `Document` is made of;
    with ``html_field`` the article is taken out of the page in that field. ``format`` is what inputs are,
    whatever their names; ``encoding`` what they are in, where that is known; ``delimiter`` what parts the
    cells of tables; ``max_record`` the bytes that a record may have: a longer one is read past, and not held.
    Raises ConfigError for a value that is not accepted.
    """

    text_field: str = "text"
    id_field: str = "id"
    url_field: str = "url"
    html_field: str | None = None
    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    max_record: int = 16 << 20

    def __post_init__(self) -> None:
        check_fields(self)
        if self.format is not None and self.format not in FORMATS:
            raise ConfigError(f"unknown format {self.format!r}; {did_you_mean(self.format, FORMATS)}")
        if self.max_record < 1:
            raise ConfigError(f"max_record: found {self.max_record}; accepted: bytes, 1 or more")
        if self.delimiter is not None and (len(self.delimiter) != 1 or self.delimiter in '"\r\n'):
            raise ConfigError(f"delimiter: found {self.delimiter!r}; accepted: one character, as ';'")
        if self.delimiter is not None and self.format not in (None, *TABLES):
            raise ConfigError(f"delimiter: has no effect on {self.format}, only on {', '.join(TABLES)}")
        if self.encoding is not None and not codec_of(self.encoding):
            raise ConfigError(
                f"unknown encoding {self.encoding!r}; accepted: names such as utf-8, cp1252, gb18030"
            )

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields that an article may be in: of a folder's .json files those count that have one."""
        return (self.text_field,) if self.html_field is None else (self.html_field, self.text_field)

    @property
    def codec(self) -> str:
        """The codec of the encoding, "" if none was given."""
        return codec_of(self.encoding) if self.encoding else ""

    @property
    def wide(self) -> bool:
        """Whether the encoding is one in which a line feed is not one byte."""
        return self.codec.startswith(WIDE)


def options_of(
    call: Callable[..., Any], kind: type[Options], options: Options | None, given: Mapping[str, Any]
) -> Options:
    """Return the options of a call: those that are ``given`` by name before those of ``options``.

    Raises ConfigError for a name that is neither an option of that kind nor a keyword of the call.

    >>> def count(inputs, *, options=None, lines=False, **given):
    ...     return options_of(count, ReadOptions, options, given)
    >>> count("news/", text_field="body").text_field
    'body'
    >>> count("news/", line=True)
    Traceback (most recent call last):
    cleankit.errors.ConfigError: count: unknown option 'line'; did you mean 'lines'?
    """
    if not isinstance(options, kind | None):
        raise wrong_type(f"{call.__name__}: options", options, f"{kind.__name__}(...)", "or options by name")
    known = [one.name for one in fields(kind)]
    for name in given:
        if name not in known:
            near = did_you_mean(name, [*known, *(call.__kwdefaults__ or ())])
            raise ConfigError(f"{call.__name__}: unknown option {name!r}; {near}")
    return replace(kind() if options is None else options, **given)
