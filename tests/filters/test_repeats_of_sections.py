"""What two sections of a text share stays, by what stands above and below the copies, in three languages."""

import pytest

from cleankit import Chain

LANGUAGES = {
    "en": (
        [
            "A groyne is a low wall of wood or stone that runs out from a beach into the sea, and "
            "slows down the sand that the waves would carry away along the coast in the course of a "
            "winter.",
            "The town has forty of them, and half of those are older than its oldest house.",
            "Most were built by people who had lost a field to the sea and wanted to keep the next one.",
            "Nobody has counted the stones, but the harbour office knows what a new one costs.",
            "This is how the office puts it, and we could not say it better.",
            "The oldest one was mended in spring with oak from the woods behind the town.",
        ],
        ("## What is a groyne?", "The north beach", "The south beach"),
    ),
    "de": (
        [
            "Eine Buhne ist eine niedrige Wand aus Holz oder Stein, die vom Strand aus ins Meer führt"
            " und den Sand aufhält, den die Wellen sonst im Lauf eines Winters an der Küste entlang "
            "forttragen würden.",
            "Die Stadt hat vierzig davon, und die Hälfte ist älter als ihr ältestes Haus.",
            "Die meisten bauten Leute, die ein Feld an das Meer verloren hatten und das nächste "
            "behalten wollten.",
            "Die Steine hat niemand gezählt, aber das Hafenamt weiß, was eine neue Buhne kostet.",
            "So sagt es das Amt, und besser können wir es auch nicht sagen.",
            "Die älteste wurde im Frühjahr mit Eichenholz aus dem Stadtwald ausgebessert.",
        ],
        ("## Was ist eine Buhne?", "Der Nordstrand", "Der Südstrand"),
    ),
    "ru": (
        [
            "Буна представляет собой низкую стену из дерева или камня, которая уходит от пляжа в море"
            " и задерживает песок, который волны иначе унесли бы за зиму вдоль всего берега к "
            "соседнему городу.",
            "В городе их сорок, и половина старше самого старого дома.",
            "Большинство построили люди, у которых море забрало поле и которые хотели сохранить следующее.",
            "Камней никто не считал, но портовая служба знает, сколько стоит новая буна.",
            "Так об этом говорит служба, и лучше нам не сказать.",
            "Самую старую весной починили дубом из городского леса.",
        ],
        ("## Что такое буна?", "Северный пляж", "Южный пляж"),
    ),
}
chain = Chain("duplicates")
tidy = Chain("duplicates", "blank-lines")


@pytest.fixture(params=LANGUAGES)
def paragraphs(request):
    return LANGUAGES[request.param]


def _text(*lines):
    return "\n\n".join(lines)


def test_what_stands_right_below_a_heading_of_its_own_stays(paragraphs):
    (shared, *rest), (heading, *_) = paragraphs
    text = _text(shared, *rest[:3], heading, shared, *rest[3:])
    assert chain(text) == text
    beside = _text(shared, rest[0], heading, shared, *rest[1:])
    assert chain(beside) == beside
    again = _text(shared, *rest[:4], shared, rest[4])
    assert tidy(again) == _text(shared, *rest)


def test_the_last_lines_of_two_sections_stay(paragraphs):
    (shared, *rest), (_, north, south) = paragraphs
    text = _text(rest[0], shared, north, rest[1], rest[2], rest[3], shared, south, rest[4])
    assert chain(text) == text
    again = _text(rest[0], shared, north, rest[1], rest[2], rest[3], shared, north, rest[1])
    assert chain(again).count(shared) == 1


def test_a_sentence_quoted_far_away_from_its_paragraph_stays(paragraphs):
    (shared, *rest), _ = paragraphs
    text = _text(shared, *rest[:4], f"{rest[4]} {shared}")
    assert chain(text) == text
    beside = _text(rest[0], shared, f"{rest[3]} {shared}", rest[4])
    assert tidy(beside) == _text(rest[0], f"{rest[3]} {shared}", rest[4])


def test_two_teasers_of_which_neither_is_the_text_stay(paragraphs):
    (shared, *rest), _ = paragraphs
    text = _text(rest[0], f"{shared[:120]} …", rest[1], f"{shared[:70]} …", rest[2])
    assert chain(text) == text
    whole = _text(rest[0], shared, rest[1], f"{shared[:70]} …", rest[2])
    assert tidy(whole) == _text(rest[0], shared, rest[1], rest[2])


def test_what_the_entries_of_a_list_share_stays(paragraphs):
    (*_, one, other), (_, north, south) = paragraphs
    entries = [
        _text(f"12.5. {place}: 2030, 10 – 16, 40 / 20, A 7, B 12, C 40.", one, other, "-")
        for place in (north, south)
    ]
    assert chain(_text(*entries)) == _text(*entries)
