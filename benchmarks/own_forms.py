"""Texts of known form in thirteen languages, built from own sentences: the form of each line, and what goes.

python -m benchmarks.own_forms [--show]

Nothing in them is boilerplate, whatever words of the interface they use. Prints a table of the forms found
for each form that was built, and the characters that the default chain takes, which are to be none.
"""

import argparse
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator

from benchmarks.losses import Lost
from benchmarks.own_texts import LANGUAGES, Language
from cleankit import Chain, Document
from cleankit.text.forms import KEPT, Forms
from cleankit.text.scripts import is_spaceless

WIDTHS = (40, 48, 56, 64, 72, 80)
Built = tuple[list[str], set[int]]
"""Lines, and those of them that have the form."""


def wrapped(one: Language) -> Iterator[Built]:
    """Yield paragraphs filled to a width."""
    for width in WIDTHS:
        lines: list[str] = []
        having: set[int] = set()
        for turn in range(len(one.prose)):
            text = " ".join((*one.prose[turn:], *one.prose[:turn]))
            filled = _filled(text, width)
            having.update(range(len(lines), len(lines) + len(filled)))
            lines += [*filled, ""]
        yield lines, having


def listed(one: Language) -> Iterator[Built]:
    """Yield lists of buttons below a sentence with a colon, with marks and with numbers."""
    opening = one.prose[0].rstrip(one.stop) + one.colon
    for marks in (["- "] * 4, ["1. ", "2. ", "3. ", "4. "], ["• "] * 4):
        items = [mark + button for mark, button in zip(marks, one.buttons, strict=True)]
        yield [opening, "", *items, "", one.prose[1]], set(range(2, 2 + len(items)))


def versed(one: Language) -> Iterator[Built]:
    """Yield stanzas under a title that is a button, one of them said again."""
    for title in one.buttons:
        lines = [title, "", *one.stanza, "", *reversed(one.stanza[1:]), one.stanza[0], "", *one.stanza]
        yield lines, {i for i, line in enumerate(lines) if line and i}


def coded(one: Language) -> Iterator[Built]:
    """Yield a configuration, a program and a fence."""
    keys = ["name: site", "share: true", "comments: 5", "login: false", "related:", "- more"]
    program = [
        "def share(text):",
        f'    print("{one.buttons[0]}")',
        "    return text",
        "share(1)",
        "share(1)",
    ]
    fence = ["```", *one.buttons, *one.buttons, "```"]
    for block in (keys, program, fence):
        yield [one.prose[0], "", *block, "", one.prose[1]], set(range(2, 2 + len(block)))


def tabled(one: Language) -> Iterator[Built]:
    """Yield rows between tabs and bars."""
    cells = [(button, str(count), str(count * 3)) for count, button in enumerate(one.buttons * 2, 1)]
    for rows in (["\t".join(row) for row in cells], [f"| {' | '.join(row)} |" for row in cells]):
        yield [one.prose[0], "", *rows, "", one.prose[1]], set(range(2, 2 + len(rows)))


def interviews(one: Language) -> Iterator[Built]:
    """Yield turns of two speakers who answer with words of the interface."""
    said = [one.prose[0], *[button + one.stop for button in one.buttons], one.prose[1], one.prose[0]]
    space = "" if one.colon == "：" else " "
    lines = [f"{one.names[i % 2]}{one.colon}{space}{text}" for i, text in enumerate(said)]
    yield lines, set(range(len(lines)))


def results(one: Language) -> Iterator[Built]:
    """Yield lines of numbers, and labels with values that stand twice."""
    numbers = [f"{button.split()[0]} 12 {30 - i} {i}" for i, button in enumerate(one.buttons)]
    pairs = [f"{button}{one.colon} {10 + i}" for i, button in enumerate(one.buttons)]
    for rows in (numbers * 2, pairs * 2):
        yield [one.prose[0], "", *rows, "", one.prose[1]], set(range(2, 2 + len(rows)))


def glossaries(one: Language) -> Iterator[Built]:
    """Yield entries: each button above a sentence of its own. A label is no form that is kept."""
    texts = [*one.prose, one.stanza[-1].rstrip(",،，、") + " " * 0]
    texts[-1] += "" if texts[-1].endswith(one.stop) else one.stop
    lines = [line for entry in zip(one.buttons, texts, strict=True) for line in (*entry, "")]
    yield lines, set()


BUILDERS: dict[str, Callable[[Language], Iterator[Built]]] = {
    "wrapped": wrapped,
    "item": listed,
    "verse": versed,
    "code": coded,
    "row": tabled,
    "turn": interviews,
    "row (results)": results,
    "label (glossary)": glossaries,
}


def lost(lines: list[str]) -> Lost:
    """Return what the default chain takes of lines, the blanks that tables may lose apart."""
    found = Lost()
    Chain("article").run(Document("\n".join(lines)), trace=found)
    return found


def _filled(text: str, width: int) -> list[str]:
    if is_spaceless(text[:1]):
        half = width // 2
        return [text[i : i + half] for i in range(0, len(text), half)]
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="print the lines that go or get another form")
    show = parser.parse_args().show
    for name, build in BUILDERS.items():
        forms: Counter[str] = Counter()
        characters = gone = 0
        for language, one in LANGUAGES.items():
            for lines, having in build(one):
                found = Forms(lines)
                for i in sorted(having):
                    kept = [form for form in KEPT if i in found.sets[form]]
                    own = name.partition(" ")[0]
                    form = own if own in kept else next(iter(kept), found.of(i)[0])
                    forms[form] += 1
                    if show and form != own:
                        print(f"    {language} {name}: {form} {lines[i]!a}")
                taken = lost(lines)
                characters += sum(len("".join(line.split())) for line in lines)
                gone += sum(chars for rule, chars in taken.chars.items() if ":" in rule)
                for rule, line in taken.examples if show else ():
                    print(f"    {language} {name}: {rule} took {line!a}")
        total = forms.total()
        table = "  ".join(f"{form} {times / total:.4f}" for form, times in forms.most_common())
        print(f"{name:18}{total:6,} lines  {characters:8,} characters, {gone} lost  {table}")


if __name__ == "__main__":
    main()
