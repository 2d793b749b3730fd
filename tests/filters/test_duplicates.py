"""What repeats, which copy stays, what the notes say, and that no input makes it slow."""

import pytest

from cleankit import Chain, filter
from cleankit.document import Block, Document, Lines
from cleankit.filters.duplicates import repeated_lines
from cleankit.repeats.relations import relation
from cleankit.testing import check_linear_time, cpu_seconds

LONG = "The old bridge over the river was closed on Monday after a crack was found."
OTHER = "Engineers said that they would need at least three weeks to mend it well."
THIRD = "Nobody was hurt, and the ferry will run twice an hour until it is open."
TWO = f"{LONG} {OTHER}"
LABEL = "Pleaded guilty to one count of disturbing the peace in a public park"
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
        f"{LONG}\nX\n{LONG[:-1]}, the city said.",
        "It costs 5 crowns to cross the old bridge in a car, and nothing on foot 1\n"
        "It costs 5 crowns to cross the old bridge in a car, and nothing on foot 10",
        "The toll for a car with a trailer on the bridge is 15.\n"
        "The toll for a car with a trailer on the bridge is 15.50.",
        "The toll for a car with a trailer on the bridge is 15.\n"
        "The toll for a car with a trailer on the bridge is 1.5.",
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
        f"{TWO}\nWill the old bridge ever open again for the cars of the island?\nNo.\n{THIRD}\n"
        "Will the old bridge ever open again for the cars of the island?\nYes.",
        f"Adam Lee, 41, Irvine\n{LABEL}\nBen Moss, 39, Tustin\n{LABEL}",
        f"{OTHER}\n\n{LONG}\n\n{THIRD}\n\nNobody minded.\n\nIt rained.\n\nIt snowed.\n\n{LONG}",
        f"{LONG[:-1]} | Harbour News\nBy Ann\n{OTHER}\n{LONG}",
        f"Group A, stage I, radiotherapy\n{TWO}\nGroup B, stage II, surgery\n{TWO}",
        f"Отель «Маяк»\n{TWO}\n{THIRD}\nОтель «Причал»\n{TWO}\n{THIRD}",
        f"Pour un cœur irrégulier :\n{LONG}\n{OTHER}\nAprès une opération :\n{LONG}\n{OTHER}",
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
        (f"{LONG}\nX\n{LONG[:70]}...", f"{LONG}\nX"),
        (f"Headline\n{LONG}\n{OTHER}\nHeadline\n{LONG}\n{OTHER}", f"Headline\n{LONG}\n{OTHER}"),
        (f"{LONG}\n{OTHER}\n{THIRD}\n{LONG}\n{OTHER[:-1]} indeed.\n{THIRD}", f"{LONG}\n{OTHER}\n{THIRD}"),
        (f"Headline\n{LONG}\nShare\n{LONG}\n{OTHER}", f"Headline\nShare\n{LONG}\n{OTHER}"),
        (f"Headline\n{LONG}\nOne.\nTwo.\n{LONG}\n{OTHER}", f"Headline\nOne.\nTwo.\n{LONG}\n{OTHER}"),
        (
            f"Headline\n{LONG}\nOne.\nTwo.\nThree.\n{LONG}\n{OTHER}",
            f"Headline\n{LONG}\nOne.\nTwo.\nThree.\n{OTHER}",
        ),
        (f"{THIRD}\n{TWO}\nA\nB\nC\nD\nE\n{TWO}", f"{THIRD}\n{TWO}\nA\nB\nC\nD\nE"),
        (f"{THIRD}\n{LONG} | Harbour News\n{OTHER}\n{LONG}", f"{THIRD}\n{OTHER}\n{LONG}"),
        (f"{THIRD}\n{LONG}\n{OTHER}\n{LONG} © Lee/dpa", f"{THIRD}\n{LONG}\n{OTHER}"),
        (f"{THIRD}\n{LONG}\n{OTHER}\nRT @harbour: {LONG}", f"{THIRD}\n{LONG}\n{OTHER}"),
        (f"Click to play video: {LONG}\n{LONG}\n{OTHER}", f"{LONG}\n{OTHER}"),
        (f"{LONG}\n{TWO}\n{THIRD}", f"{TWO}\n{THIRD}"),
        (f"{THIRD}\n{TWO}\nSo be it.\n{TWO.replace(' at ', '  at–')}", f"{THIRD}\n{TWO}\nSo be it."),
    ],
)
def test_changes(text, left):
    assert chain(text) == left
    assert chain(left) == left


def test_notes_name_the_line_that_stays():
    lines = Lines([LONG, TWO, OTHER, TWO.upper(), "x", THIRD, THIRD])
    notes = {verdict.line: (verdict.rule, verdict.note) for verdict in repeated_lines(lines)}
    assert notes == {
        0: ("duplicates:near", "repeats line 2"),
        2: ("duplicates:near", "repeats line 2"),
        3: ("duplicates:exact", "repeats line 2"),
        6: ("duplicates:exact", "repeats line 6"),
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
    ("first", "second", "expected"),
    [
        ("a b c d.", "a b c d!", ("same", True)),
        ("the re-opening is on monday.", "the re–opening is on monday", ("same", True)),
        ("it costs 3.5 crowns.", "it costs 35 crowns.", None),
        ("it fell to -5 degrees.", "it fell to 5 degrees.", None),
        ("is it closed?", "is it closed.", None),
        ("the bridge is closed...", "the bridge is closed until may.", ("cut", False)),
        ("the bridge is closed.", "the bridge is closed. nobody was hurt.", ("held", False)),
        ("nobody was hurt.", "the bridge is closed. nobody was hurt.", ("held", False)),
        ("the bridge is closed", "the bridge is closed until may", None),
        ("the bridge is closed | harbour news", "the bridge is closed", ("dressed", False)),
        ("the bridge is closed | so he says to us in a note", "the bridge is closed", None),
        ("the bridge is closed.", "video: the bridge is closed.", ("dressed", True)),
        ("the bridge is closed.", "the bridge is not closed.", None),
        ("桥关闭了。", "桥关闭了。没有人受伤。", ("held", False)),
    ],
)
def test_relation(first, second, expected):
    assert relation(first, second) == expected


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


@pytest.mark.clock
@pytest.mark.parametrize("make", WORST.values(), ids=list(WORST))
def test_linear(make):
    def seconds(count):
        lines = Lines([make(i) for i in range(count)])
        lines.keys  # noqa: B018 - shared by all filters, and not this one's cost
        return cpu_seconds(lambda: list(repeated_lines(lines)))

    check_linear_time(seconds, 2_000, most=16_000)  # "many of each" has 997 of them


@pytest.mark.slow
def test_a_hundred_thousand_repeated_paragraphs():
    lines = Lines([LONG] * 100_000)
    assert sum(1 for _ in repeated_lines(lines)) == 99_999


def test_a_listing_of_calls_stays_though_its_lines_end_as_sentences_do():
    story = "The log starts like this, and a batch of the shop holds one entry at most, the author says."
    listing = [
        "appender, shutdown, reader, err := log.NewAppender(ctx, driver, log.NewAppendOptions().",
        "withCheckpointSigner(signer).",
        "withBatching(1, log.defaultBatchMaxAge, log.defaultInterval).",
    ]
    text = "\n\n".join([story, *listing, story.replace("starts", "goes on"), *listing])
    assert Chain("duplicates")(text) == text


@pytest.mark.parametrize(
    ("frame", "names"),
    [
        (
            "{} has servers in {} countries, and one near you makes the way of your data short.",
            ("North", "South"),
        ),
        (
            "{} betreibt Server in {} Ländern, und einer in der Nähe macht den Weg der Daten kurz.",
            ("Nord", "Süd"),
        ),
        (
            "{} a des serveurs dans {} pays, et le plus proche rend court le chemin des données.",
            ("Nord", "Sud"),
        ),
    ],
)
def test_what_two_products_share_stays_though_it_is_long(frame, names):
    shared = "We also think that it is better for the keys of a provider if the servers are its own and not "
    shared += "cheap ones, shared with other people who rent them by the month from a hall by the motorway."
    parts = [
        [
            frame.format(name, number),
            "Last checked: 2030-10-28",
            shared,
            "Audits",
            f"{name} has had {number} of them.",
        ]
        for name, number in zip(names, (35, 49), strict=True)
    ]
    text = "\n\n".join(line for part in parts for line in part)
    assert Chain("duplicates")(text) == text
    twice = "\n\n".join([parts[0][0], shared, "Nobody was hurt.", shared])
    assert Chain("duplicates")(twice).count(shared) == 1
