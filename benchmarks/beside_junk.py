"""Whether junk lines below a text make the line model take the text: ``python -m benchmarks.beside_junk``.

Texts of known form in thirteen languages (`benchmarks.own_forms`), between paragraphs, with 0, 1, 3 and 9
lines of a page's foot below them. Nothing but the foot may go. Prints for each form how many texts lost a
line, of how many, by number of lines below and by strength.
"""

import argparse
from collections import Counter
from collections.abc import Iterator

from benchmarks.own_forms import BUILDERS
from benchmarks.own_texts import LANGUAGES
from cleankit.boilerplate.judge import judge
from cleankit.boilerplate.model.strengths import STRENGTHS

FOOT = (
    "Sign up for our newsletter", "Share this article", "Related articles", "Most read", "About us",
    "Contact", "Terms of use", "Privacy policy", "Follow us",
)  # fmt: skip
BELOW = (0, 1, 3, 9)
AROUND = 4  # times that the paragraphs of a language stand above a text, and half as often below


def texts(form: str) -> Iterator[tuple[str, list[str]]]:
    """Yield language and lines of all texts of a form, amid paragraphs."""
    for language, one in LANGUAGES.items():
        for lines, _ in BUILDERS[form](one):
            prose = list(one.prose)
            yield language, [*prose * AROUND, "", *lines, "", *prose * (AROUND // 2)]


def hurt(lines: list[str], below: int, strength: str) -> list[str]:
    """Return the lines of a text that the model takes when so many lines of a foot stand below it."""
    verdicts = judge([*lines, "", *FOOT[:below]], strength=strength)  # type: ignore[arg-type]
    return [lines[one.line] for one in verdicts if one.rule == "model" and one.line < len(lines)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="print the lines that go")
    show = parser.parse_args().show
    for strength in STRENGTHS:
        for form in BUILDERS:
            found: Counter[int] = Counter()
            count = 0
            for language, lines in texts(form):
                count += 1
                for below in BELOW:
                    gone = hurt(lines, below, strength)
                    found[below] += bool(gone)
                    if gone and show:
                        print(f"    {language} {below}: {gone[:3]!a}")
            print(f"{strength:11}{form:18}{count:5} texts hurt: ", *(f"{n} below: {found[n]}" for n in BELOW))


if __name__ == "__main__":
    main()
