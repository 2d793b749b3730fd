"""Whether junk lines below a text make the line model take the text: ``python -m benchmarks.beside_junk``.

Texts of known form in thirteen languages (`benchmarks.own_forms`), between paragraphs, with 0, 1, 3 and 9
lines of a page's foot below them; articles of ten kinds in ten languages, and of thirty more kinds
(`benchmarks.own_articles`), with as much junk of their language above or below, which rules name as well.
Nothing but the junk may go. Prints how many texts lost a line, of how many, by number of lines and strength.
With a data folder also real texts of ten sets, their paragraphs filled to 72 columns, that foot below.
"""

import argparse
import random
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.own_articles import articles
from benchmarks.own_forms import BUILDERS
from benchmarks.own_texts import LANGUAGES
from benchmarks.texts import add_data_option, real_part
from cleankit.boilerplate.judge import judge
from cleankit.boilerplate.model.strengths import STRENGTHS

FOOT = (
    "Sign up for our newsletter", "Share this article", "Related articles", "Most read", "About us",
    "Contact", "Terms of use", "Privacy policy", "Follow us",
)  # fmt: skip
BELOW = (0, 1, 3, 9)
REAL = (
    "bbc_en", "gnad_de", "fakebr", "fakenews_es", "fi_news", "vfnd_vi", "hack_fake_bg", "saudinews",
    "moroccan_ar", "masakhane_news",
)  # fmt: skip
OF_A_SET = 50  # texts
WIDTH = 72  # columns
LONGEST = 6000  # characters of a text
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


def lost_articles(beside: int, strength: str) -> Iterator[tuple[str, list[str]]]:
    """Yield of each article with junk above, and with junk below, its name and what rules and model take."""
    for name, lines, junk in articles():
        for above, below in ((junk[:beside], ()), ((), junk[:beside])):
            verdicts = judge([*above, "", *lines, "", *below], strength=strength)  # type: ignore[arg-type]
            gone = (one.line - len(above) - 1 for one in verdicts if one.text is None)
            yield name, [lines[i] for i in gone if 0 <= i < len(lines)]


def wrapped(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield set and lines of real texts, each paragraph filled."""
    for name in REAL:
        drawn = random.Random(18).sample(real_part(data / f"text/{name}.jsonl.gz").texts, OF_A_SET)
        for text in drawn:
            paragraphs = (
                text[:LONGEST].rpartition("\n")[0].split("\n") if len(text) > LONGEST else text.split("\n")
            )
            yield name, [line for one in paragraphs for line in (textwrap.wrap(one, WIDTH) or [""])]


def show_wrapped(data: Path, *, show: bool) -> None:
    """Print how many real texts lose a line to the model, by set, number of lines below and strength."""
    found = list(wrapped(data))
    for strength in STRENGTHS:
        for below in BELOW:
            gone = [(name, hurt(lines, below, strength)) for name, lines in found]
            count = Counter(name for name, lost in gone if lost)
            print(f"{strength:11}real, {below} below: {count.total()} of {len(found)} hurt  {dict(count)}")
            for name, lost in gone if show else ():
                if lost:
                    print(f"    {name} {below}: {lost[:3]!a}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="print the lines that go")
    add_data_option(parser)
    given = parser.parse_args()
    show = given.show
    if given.data is not None:
        show_wrapped(given.data, show=show)
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
        for beside in BELOW:
            lost = list(lost_articles(beside, strength))
            count = sum(bool(gone) for _, gone in lost)
            print(f"{strength:11}articles, {beside} lines of junk: {count} of {len(lost)} hurt")
            for name, gone in lost if show else ():
                if gone:
                    print(f"    {name} {beside}: {gone[:3]!a}")


if __name__ == "__main__":
    main()
