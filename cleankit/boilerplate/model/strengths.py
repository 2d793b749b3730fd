"""The strengths of judging: rules alone, or how sure the line model has to be before a line goes.

The figures were chosen on scores of pages of sites that the model had not seen; docs/boilerplate-model.md
shows what each keeps and loses.
"""

from typing import Literal, NamedTuple

Strength = Literal["rules", "safe", "balanced", "aggressive"]
"""By rules alone, or with the line model, more and more of what it doubts."""


class Caution(NamedTuple):
    """The probabilities that a line needs to go; the highest that applies to it counts."""

    usual: float
    like_text: float  # a line that its shape or place makes likely text of the article
    clean_page: float  # a line of a page that shows little other boilerplate
    small_page: float  # a line of a page of few lines, which say little of each other
    small_like_text: float
    unconfirmed: float  # of a page where no rule and hardly a word confirms the lines to go
    wide: float  # a line of a page in a script without word spaces
    length: float  # added to the log-odds wanted for each e-fold of length over PLAIN_SIZE
    boilerplate_share: float = 0.0  # below this share of a page's lines, expected, it is a clean page
    confirmed_share: float = 0.0  # below this share of the lines to go, they are unconfirmed
    full_page: float = 0.0  # a line of a page of which more than FULL_SHARE is expected to go


FULL_SHARE = 0.49
STRENGTHS: dict[str, Caution] = {
    "safe": Caution(0.79, 0.87, 0.93, 0.86, 0.94, 0.985, 0.985, 0.8, 0.16, 0.03),
    "balanced": Caution(0.36, 0.4, 0.58, 0.5, 0.6, 0.8, 0.95, 0.9, 0.05, full_page=0.5),
    "aggressive": Caution(0.35, 0.35, 0.35, 0.35, 0.35, 0.35, 0.9, 0.5),
}
