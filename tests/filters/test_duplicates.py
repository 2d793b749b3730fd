"""What repeats, which copy stays, what the notes say, and that no input makes it slow."""

from time import process_time

import pytest

from cleankit import Chain, filter
from cleankit.document import Block, Document, Lines
from cleankit.filters.duplicates import repeated_lines
from cleankit.repeats.similarity import differing, holds, plainly_near

LONG = "The old bridge over the river was closed on Monday after a crack was found."
OTHER = "Engineers said that they would need at least three weeks to mend it well."
THIRD = "Nobody was hurt, and the ferry will run twice an hour until it is open."
chain = Chain("duplicates")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "No comment.\nNo comment.",
        f"{LONG} 3.\n{LONG} 4.",
        f"{LONG}\n{OTHER}\n{THIRD}",
        f"{LONG[:-1]} by Ann.\n{LONG[:-1]} by Tom.",
        "It costs 5 crowns to cross the old bridge in a car, and nothing on foot 1\n"
        "It costs 5 crowns to cross the old bridge in a car, and nothing on foot 10",
        "The toll for a car with a trailer on the bridge is 15.\n"
        "The toll for a car with a trailer on the bridge is 15.50.",
        f"{'_' * 60}\nNews\n{'_' * 60}",
        f"{LONG}\nX\n“{LONG}”",
        "## What the keeper of the lighthouse says\nA\n## What the keeper of the lighthouse says",
        "These are the boats that came in this week:\nA\nThese are the boats that came in this week:",
        f"She wrote:\n{LONG}\nHe wrote:\n{LONG}",
        "— Ann Lee, keeper of the lighthouse on Little Skerry\nYes.\n"
        "— Ann Lee, keeper of the lighthouse on Little Skerry",
        "[Tickets](https://example.org/a/long/address/of/a/page)\nX\n[Tickets](https://example.org/a/long/address/of/a/page)",
        "Everybody has the right to cross the bridge.\nNobody has the right to cross the bridge.",
        "وقال الوزير إن الجسر القديم سيفتح من جديد في شهر مايو المقبل أمام جميع السيارات.\n"
        "وقال الرئيس إن الجسر القديم سيفتح من جديد في شهر مايو المقبل أمام جميع السيارات.",
    ],
)
def test_stays(text):
    assert chain(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{LONG}\n{LONG}", LONG),
        ("\n".join([LONG] * 25), LONG),
        (f"{LONG}\n{OTHER}\n" * 25, f"{LONG}\n{OTHER}\n"),
        (f"{LONG}\nX\n{LONG[:-1]}, the city said.", f"X\n{LONG[:-1]}, the city said."),
        (f"{LONG}\nX\n{LONG[:70]}...", f"{LONG}\nX"),
        (f"Headline\n{LONG}\n{OTHER}\nHeadline\n{LONG}\n{OTHER}", f"Headline\n{LONG}\n{OTHER}"),
        (f"{LONG}\n{OTHER}\n{THIRD}\n{LONG}\n{OTHER[:-1]} indeed.\n{THIRD}", f"{LONG}\n{OTHER}\n{THIRD}"),
        (f"Headline\n{LONG}\nShare\n{LONG}\n{OTHER}", f"Headline\nShare\n{LONG}\n{OTHER}"),
    ],
)
def test_changes(text, left):
    assert chain(text) == left
    assert chain(left) == left


def test_notes_name_the_line_that_stays():
    longest = f"{LONG[:-1]}, the city said."
    lines = Lines([LONG, longest, OTHER, LONG.upper(), "x", OTHER])
    notes = {verdict.line: (verdict.rule, verdict.note) for verdict in repeated_lines(lines)}
    assert notes == {
        0: ("duplicates:near", "repeats line 2"),
        3: ("duplicates:exact", "repeats line 2"),
        5: ("duplicates:exact", "repeats line 3"),
    }


def test_items_of_a_page_stay_by_their_tag():
    def left(tag):
        document = Document(f"{LONG}\n{LONG}", blocks=[Block(tag), Block(tag)])
        return Chain("duplicates").run(document).text

    assert left("li") == f"{LONG}\n{LONG}"
    assert left("p") == LONG


def test_the_shortest_line_that_counts_is_an_option():
    assert Chain(filter("duplicates", min_chars=9))("Nine letters.\nNine letters.") == "Nine letters."


@pytest.mark.parametrize(
    ("longer", "shorter", "expected"),
    [
        ("a" * 99 + " b", "a" * 99, True),
        ("a" * 100, "a" * 99, False),
        ("xx " + "b" * 50, "b" * 50, True),
        ("x" * 20 + " " + "b" * 50, "b" * 50, False),
        ("价" * 50 + "五", "价" * 50, True),
        ("价" * 50 + "1", "价" * 50 + "", True),
        ("价" * 50 + "12", "价" * 50 + "1", False),
        ("costs 3.5 million for the whole of the bridge", "5 million for the whole of the bridge", False),
    ],
)
def test_holds(longer, shorter, expected):
    assert holds(longer, shorter) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a b c", "a b c", ([], [])),
        ("a b c", "a c", ([1], [])),
        ("a b c d e f", "x b c d e y", ([0, 5], [0, 5])),
        ("a b c d e f", "b c d e f g", ([0], [5])),
        ("a b c d e f", "x b y d z f", None),
        ("a b", "a b c d e", None),
    ],
)
def test_differing(one, other, expected):
    assert differing(one.split(), other.split()) == expected


def test_a_name_at_the_start_of_a_sentence_is_no_plain_word():
    one = "Smith said in the evening that the old bridge over the river would not open again in May."
    other = one.replace("Smith", "Jones")
    assert not plainly_near(one, one.lower(), other, other.lower())


WORST = {
    "the same": lambda i: LONG,
    "many of each": lambda i: f"{LONG} {i % 997}.",
    "numbers": lambda i: f"{LONG} {i}.",
    "one beginning": lambda i: f"{LONG[:60]}" + " word" * (i % 50) + ".",
    "near": lambda i: f"{LONG[:30]} {'abcdefgh'[i % 8] * (i % 61 + 1)}, {LONG[30:]}",
    "turns": lambda i: f"{'Ann' if i % 2 else 'Bob'}: {LONG} {i % 7}",
    "brackets": lambda i: "a(" * (i % 90 + 20),
    "calls": lambda i: f"{LONG[:20]} " + "a(=" * (i % 40 + 10) + " end.",
    "names": lambda i: "x" * (i % 20 + 30) + " y" * 5 + " 1:" + LONG,
    "stars": lambda i: "**" + "a*" * (i % 40 + 20),
    "blank": lambda i: LONG if i % 50 == 0 else "",
}


@pytest.mark.parametrize("make", WORST.values(), ids=list(WORST))
def test_linear(make):
    def seconds(count):
        lines = Lines([make(i) for i in range(count)])
        lines.keys  # noqa: B018 - shared by all filters, and not this one's cost
        started = process_time()
        list(repeated_lines(lines))
        return process_time() - started

    size = 1_000
    while seconds(size) < 0.05 and size < 64_000:
        size *= 2
    once = twice = float("inf")
    for _ in range(8):  # the least times seen: a clock can be disturbed, a quadratic search is slow each time
        once, twice = min(once, seconds(size)), min(twice, seconds(2 * size))
        if twice <= 2.6 * max(once, 0.02):
            return
    pytest.fail(f"{twice:.3f} s for twice the lines, {once:.3f} s for once")


@pytest.mark.slow
def test_a_million_repeated_paragraphs():
    lines = Lines([LONG] * 1_000_000)
    assert sum(1 for _ in repeated_lines(lines)) == 999_999
