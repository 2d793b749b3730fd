"""Made sites in several scripts whose every line is known to be text or not.

Each kind repeats things for its own reason: news has menus, counters and footers around its text; recipes
have ingredients, notices a form, a serial its formulas, talks their speakers, police reports their appeals.
"""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

Line = tuple[str, bool]  # and whether it is text


class Tongue(NamedTuple):
    """Syllables to make words of, and how words and sentences are set."""

    syllables: str
    blank: str
    stop: str


TONGUES = {
    "en": Tongue("bri cal dor fen gul har kel mor ta nis ver lo san", " ", "."),
    "el": Tongue("κα λο με ρα τη σι πο νε θα δρο μυ κι", " ", "."),
    "ru": Tongue("ка ло ме ра ти со по не за дро му ки", " ", "."),
    "ar": Tongue("با لم كت در سم نو فا قر هل مد شع صو", " ", "."),
    "hi": Tongue("का लो मे रा ती सो पो ने था दी मु की", " ", "।"),
    "zh": Tongue("山 水 火 木 金 土 日 月 星 云 雨 雪 风 花 草 鸟 鱼 马 牛 羊 春 夏 秋", "", "。"),
}


class Writer:
    """Words, sentences and labels of one tongue, the same for the same seed."""

    def __init__(self, tongue: str, seed: object) -> None:
        self.tongue, self.random = TONGUES[tongue], random.Random(repr(seed))

    def word(self) -> str:
        return "".join(self.random.choices(self.tongue.syllables.split(), k=self.random.randint(2, 3)))

    def label(self, most: int = 3) -> str:
        words = [self.word() for _ in range(self.random.randint(1, most))]
        return self.tongue.blank.join(words).capitalize()

    def sentence(self, least: int = 9) -> str:
        words = [self.word() for _ in range(self.random.randint(least, 2 * least))]
        return self.tongue.blank.join(words).capitalize() + self.tongue.stop

    def paragraph(self) -> str:
        return (self.tongue.blank).join(self.sentence() for _ in range(self.random.randint(1, 4)))


def text(*lines: str) -> list[Line]:
    return [(line, True) for line in lines]


def junk(*lines: str) -> list[Line]:
    return [(line, False) for line in lines]


def news(tongue: str, number: int) -> Iterator[Line]:
    """Menus that lack the page's own section, counters, teasers that change, a footer beneath."""
    site, page = Writer(tongue, "news"), Writer(tongue, ("news", number))
    menu, share, foot = ([site.label(2) for _ in range(n)] for n in (14, 4, 12))
    related, comments, about = site.label(), site.label(), site.sentence()
    here = page.random.randrange(len(menu))
    yield from junk(*menu[:here], *menu[here + 1 :], "|")
    yield from text(page.label(5))
    yield from junk(f"{page.random.randint(2, 900)} {share[0]}", *share[1:])
    yield from text(*(page.paragraph() for _ in range(page.random.randint(3, 8))))
    yield from junk(share[1], "×", f"{page.random.randint(0, 99)} {comments}", *share[2:], related)
    yield from [(page.label(6), False) for _ in range(4)]
    yield from junk(
        "#####", *foot[:6], about, f"© 20{page.random.randint(10, 26)} {site.label()} desk@skerry.example"
    )
    yield from junk(*foot[6:])


def recipes(tongue: str, number: int) -> Iterator[Line]:
    """Headings and ingredients that all recipes share, and steps that many do."""
    site, page = Writer(tongue, "recipes"), Writer(tongue, ("recipes", number))
    headings = [site.label(2) for _ in range(6)]
    pantry, steps = [site.label(2) for _ in range(12)], [site.sentence(4) for _ in range(5)]
    menu, foot = [site.label(2) for _ in range(6)], [site.label(3) for _ in range(5)]
    yield from junk(*menu)
    yield from text(page.label(4), page.sentence())
    for heading in headings[:3]:
        yield from text(heading, f"{page.random.randint(5, 90)} min")
    yield from text(
        headings[3], *page.random.sample(pantry, 5), page.label(2), *page.random.sample(pantry, 2)
    )
    yield from text(headings[4], *page.random.sample(steps, 2), page.sentence(5), page.sentence(5))
    yield from text(*page.random.sample(steps, 1), *page.random.sample(pantry, 1))
    yield from junk(*foot)


def notices(tongue: str, number: int) -> Iterator[Line]:
    """Notices of one form about different people, and the office's footer."""
    site, page = Writer(tongue, "notices"), Writer(tongue, ("notices", number))
    frames = [site.sentence(6) for _ in range(4)]
    yield from text(page.label(2), frames[0], f"{page.label(2)}: {page.label(3)}", page.sentence(5))
    if number % 3:
        yield from text(frames[1])
    yield from text(page.sentence(6), *([frames[2]] if number % 2 else []))
    yield from junk(*(site.label(3) for _ in range(5)))


def serial(tongue: str, number: int) -> Iterator[Line]:
    """Chapters with a heading for each part, a formula at the end, and a refrain."""
    site, page = Writer(tongue, "serial"), Writer(tongue, ("serial", number))
    parts, formula = [site.label(3) for _ in range(3)], site.sentence(4)
    refrain = [site.label(5) for _ in range(2)]
    menu = [site.label(2) for _ in range(8)]
    yield from junk(*menu)
    yield from text(page.label(4))
    for part in parts:
        yield from text(part, page.paragraph(), page.paragraph(), *refrain)
    if number % 4:
        yield from text(formula)
    yield from junk(*(site.label(2) for _ in range(7)))


def talks(tongue: str, number: int) -> Iterator[Line]:
    """Transcripts: speakers, questions asked every time, a host's name below."""
    site, page = Writer(tongue, "talks"), Writer(tongue, ("talks", number))
    host, guests = site.label(1), [site.label(1) for _ in range(3)]
    questions = [site.sentence(8) for _ in range(3)]
    yield from text(page.label(4))
    for question in questions:
        yield from text(f"{host}: {question}", f"{page.random.choice(guests)}: {page.paragraph()}")
        yield from text(host.upper(), page.sentence(), page.random.choice(guests).upper(), page.paragraph())
    yield from junk(*(site.label(3) for _ in range(6)))


def police(tongue: str, number: int) -> Iterator[Line]:
    """Reports with the place on a line of its own, and an appeal that half of them end with."""
    site, page = Writer(tongue, "police"), Writer(tongue, ("police", number))
    places, appeals = [site.label(1).upper() for _ in range(4)], [site.label(8), site.sentence(12)]
    yield from text(page.label(5), places[number % 4], f"– {page.sentence()}", page.paragraph())
    if number % 2:
        yield from text(appeals[0])
    if number % 3:
        yield from text(appeals[1])
    yield from junk(*(site.label(3) for _ in range(4)), f"www.{number % 7}.skerry.example")


def blog(tongue: str, number: int) -> Iterator[Line]:
    """Markdown with front matter, a frame, a byline and a signature."""
    site, page = Writer(tongue, "blog"), Writer(tongue, ("blog", number))
    yield from text("---", "layout: post", f"title: {page.label(4)}", "author: Anna Example", "---")
    yield from text(
        f"# {page.label(4)}", "By Anna Example", page.paragraph(), "::: tip", page.sentence(), ":::"
    )
    yield from text(f"## {site.label(2)}", page.paragraph(), f"## {site.label(2)}", page.paragraph())
    yield from text("Anna Example" if tongue != "zh" else site.label(1))
    yield from junk(*(f"[{site.label(2)}](/{i})" for i in range(5)))


def copies(tongue: str, number: int) -> Iterator[Line]:
    """An article published thirty times with a word changed, among others."""
    site, own = Writer(tongue, "copies"), Writer(tongue, ("copies", number if number >= 30 else "same"))
    page = Writer(tongue, ("copy", number))
    lines = [own.sentence() for _ in range(4)]
    if number < 30:
        lines[number % 3] = lines[number % 3].replace(lines[number % 3][2:5], page.word(), 1)
    yield from text(*lines)
    yield from junk(*(site.label(3) for _ in range(5)))


def products(tongue: str, number: int) -> Iterator[Line]:
    """Goods with what they can do, of a list that all choose from, and what they are made of."""
    site, page = Writer(tongue, "products"), Writer(tongue, ("products", number))
    menu, foot, labels = ([site.label(2) for _ in range(n)] for n in (9, 8, 3))
    features, stuffs = [site.label(2) for _ in range(12)], [site.label(2) for _ in range(3)]
    buy, notes = site.label(2), [site.sentence(6) for _ in range(3)]
    chosen = sorted(page.random.sample(range(12), page.random.randint(4, 9)))
    yield from junk(*menu)
    yield from text(page.label(4))
    yield from junk(buy)
    yield from text(*(features[i] for i in chosen))
    yield from text(*(f"{label}: {page.random.choice(stuffs)}" for label in labels))
    yield from text(page.paragraph(), *page.random.sample(notes, 1), page.paragraph())
    yield from junk(*foot)


KINDS: dict[str, Callable[[str, int], Iterator[Line]]] = {
    one.__name__: one for one in (news, recipes, notices, serial, talks, police, blog, copies, products)
}
