"""How sure the line model has to be before a line goes, for each strength.

The figures were chosen on scores of pages of sites that the model had not seen; docs/boilerplate-model.md
shows what each keeps and loses.
"""

from typing import Literal, NamedTuple

Strength = Literal["safe", "balanced", "aggressive"]


class Caution(NamedTuple):
    """The scores, as probabilities, that a line needs to go; chosen on cross-validated scores."""

    usual: float
    like_text: float  # a line that is running text or a sentence, or alone between running text
    clean_page: float  # a line of a page that shows little other boilerplate
    unconfirmed: float  # a line of a page where no rule and hardly a word confirms the lines to go
    wide: float  # a line of a page in a script without word spaces
    length: float  # added to the log-odds wanted for each e-fold of length over PLAIN_SIZE
    boilerplate_share: float = 0.0  # below this share of a page's lines, expected, it is a clean page
    confirmed_share: float = 0.0  # below this share of the lines to go, they are unconfirmed


STRENGTHS: dict[str, Caution] = {
    "safe": Caution(0.8, 0.95, 0.94, 0.985, 0.985, 0.8, 0.2, 0.05),
    "balanced": Caution(0.56, 0.56, 0.56, 0.56, 0.95, 0.8),
    "aggressive": Caution(0.35, 0.35, 0.35, 0.35, 0.9, 0.5),
}
