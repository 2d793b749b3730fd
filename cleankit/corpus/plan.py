"""What a run looks for; it is part of the run's identity."""

from typing import Literal, NamedTuple, get_args

from cleankit.errors import ConfigError
from cleankit.io.options import ReadOptions

Documents = Literal["exact", "near"]
Keep = Literal["fullest", "newest", "first"]


class Plan(NamedTuple):
    """The options of a run that its result depends on."""

    documents: Documents | None = "near"
    lines: bool = False
    max_documents: int | None = None
    keep: Keep = "fullest"
    date_field: str | None = None
    threshold: float = 0.7
    min_chars: int = 40
    reading: ReadOptions = ReadOptions()


def check(plan: Plan) -> None:
    """Raise ConfigError for options that cannot be used, or have no effect."""
    if plan.documents not in (None, *get_args(Documents)):
        accepted = ", ".join(map(repr, get_args(Documents)))
        raise ConfigError(f"documents {plan.documents!r}: accepted: {accepted}, None")
    if plan.documents is None and not plan.lines:
        raise ConfigError("nothing to look for; give documents, lines, or both")
    if not 0.5 <= plan.threshold <= 1:
        raise ConfigError(
            f"threshold {plan.threshold}: accepted: 0.5 to 1; below that too few pairs are found"
        )
    if plan.keep not in get_args(Keep):
        raise ConfigError(f"keep {plan.keep!r}: accepted: {', '.join(get_args(Keep))}")
    if plan.date_field is not None and plan.keep != "newest":
        raise ConfigError('date_field: has an effect only with keep="newest"; give both or neither')
    if plan.max_documents is not None and not plan.lines:
        raise ConfigError("max_documents: has an effect only with lines=True; give both or neither")
    if plan.max_documents is not None and plan.max_documents < 1:
        raise ConfigError(f"max_documents {plan.max_documents}: accepted: 1 or more")
