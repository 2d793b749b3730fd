"""What documents share because they are of one form stays: notices, data sheets, chapters."""

import random

import pytest
from stories import SITE, cleaned, lines_of, sentence, sentences
from test_learned_runs import FOOTER, MENU

from cleankit.learn import learn


def test_documents_of_one_form_keep_its_lines():
    def notice(i):
        return [
            "NOTICE OF SALE",
            f"{sentence(f'sale {i}')}",
            "Whoever claims an interest in the lamp must say so within 60 days.",
            f"The sale will be held in the hall of the pier on {3 + i} May at {8 + i} o'clock.",
            "In the place of flowers a gift to the lamp fund is welcome.",
            "Arrangements by the clerk of the pier.",
            "Rest in peace.",
        ]

    records = [{"url": f"https://{SITE}/{i}", "text": "\n".join(notice(i))} for i in range(12)]
    learned = learn(records)
    assert lines_of(learned) == set()
    assert "the documents are of one form" in learned.as_toml()
    with_footer = [{**one, "text": "\n".join([one["text"], *FOOTER])} for one in records]
    assert lines_of(learn(with_footer)) == {*FOOTER[2:]}  # two may sign the notice


def test_a_form_keeps_its_heading_and_its_signature():
    def notice(i):
        return [
            *MENU,
            "Notice of a sale",
            "Whoever claims an interest in the lamp must say so within 60 days.",
            f"The sale is on {3 + i}.{5 + i % 6}.2023",
            "It is held in the hall of the pier, whatever the weather may be.",
            sentence(f"sale {i}"),
            *(["No bid is taken from those who serve at the light."] if i % 3 else []),
            sentence(f"lot {i}"),
            "The clerk of the pier has signed this notice.",
            "Clerk of the pier",
            "Little Skerry",
            *FOOTER,
        ]

    learned = learn([{"url": f"https://{SITE}/{i}", "text": "\n".join(notice(i))} for i in range(24)])
    assert lines_of(learned) == {*MENU, *FOOTER}


@pytest.mark.parametrize("values", ["mm", "mm or words"])
def test_labels_above_their_values_stay(values):
    labels = ["Size of the lamp", "Width", "Height", "Depth of water", "Weight", "Reach of light"]

    def goods(i):
        numbers = [values == "mm" or (i + k) % 3 > 0 for k in range(5)]
        wide = [f"{7 * i + k} mm" if number else f"as lamp {word(i, k)}" for k, number in enumerate(numbers)]
        named = [line for pair in zip(labels[1:], wide, strict=True) for line in pair]
        return [*MENU, f"Lamp {word(i, 9)}", sentence(f"lamp {i}"), labels[0], *named, *FOOTER]

    def word(*seed):
        return "".join(random.Random(repr(seed)).choices("abcdefghij", k=8))

    learned = learn([{"url": f"https://{SITE}/{i}", "text": "\n".join(goods(i))} for i in range(24)])
    assert lines_of(learned) == {*MENU, *FOOTER}


def test_the_number_of_a_chapter_stays():
    def chapter(i):
        return [
            *MENU,
            f"Chapter {i}",
            sentence(f"title {i}").rstrip("."),
            *sentences(f"tale {i}", 5),
            *FOOTER,
        ]

    records = [{"url": f"https://{SITE}/{i}", "text": "\n".join(chapter(i))} for i in range(12)]
    assert cleaned(learn(records), records[7]) == "\n".join(chapter(7)[len(MENU) : -len(FOOTER)])


def test_one_word_that_ends_lines_stays():
    def text(i):
        return " ".join([*sentences(i), "Comments"])

    assert lines_of(learn([{"url": f"https://{SITE}/{i}", "text": text(i)} for i in range(12)])) == set()
