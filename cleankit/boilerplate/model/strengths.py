"""The strengths of judging: rules alone, or how sure the line model has to be before a line goes.

The figures stand in lines.json beside the tables: they were chosen with them, on pages of sites that the
model had not seen. docs/boilerplate-model.md shows what each keeps and loses.
"""

from typing import Literal, NamedTuple, get_args

Strength = Literal["rules", "safe", "balanced", "aggressive"]
"""By rules alone, or with the line model, more and more of what it doubts."""
STRENGTHS: tuple[str, ...] = get_args(Strength)[1:]
"""Those that need the model."""


class Caution(NamedTuple):
    """How sure the model has to be: a probability, and what is added to its log-odds."""

    usual: float
    like_text: float  # for a line that its shape or place makes likely text of the article
    length: float  # for each e-fold of length over PLAIN_SIZE
    wide: float  # on a page in a script without word spaces
    full_page: float  # on a page most of whose lines are expected to be boilerplate
    unconfirmed: float  # where rules and words of boilerplate confirm too few of the lines that would go
