"""A copy far from its source, with sentences of its own around it, stays; a body or a post again goes."""

from itertools import product

import pytest

from cleankit import Chain

LANGUAGES = {
    "en": (
        ("The harbour office", "A captain", "The old ferry", "My neighbour", "The council", "Nobody here"),
        (
            "had no answer when we asked about the new timetable",
            "came back from the island before the fog did",
            "spent most of the winter in the dry dock",
            "was seen on the long pier with a broken lamp",
            "paid for the ropes out of the fund for storms",
            "has written to the paper about the price of diesel",
            "will not sail on a Friday if it can be helped",
        ),
        "Whether or not the ferry sails in winter, the island has to buy diesel in the autumn, and whoever"
        " pays for that will want to know in spring how many people came, and why they did not come sooner.",
        ("Which of these is true was asked at once.", "Both of them should answer for the bill."),
        "Posted by {} on 3 May 2031 at 10:{}",
    ),
    "de": (
        ("Das Hafenamt", "Ein Kapitän", "Die alte Fähre", "Mein Nachbar", "Der Gemeinderat", "Niemand hier"),
        (
            "wusste auf die Frage nach dem neuen Fahrplan keine Antwort",
            "kam noch vor dem Nebel von der Insel zurück",
            "verbrachte den größten Teil des Winters im Trockendock",
            "wurde mit einer zerbrochenen Lampe auf der langen Mole gesehen",
            "bezahlte die Taue aus der Kasse für Sturmschäden",
            "hat der Zeitung über den Preis des Diesels geschrieben",
            "fährt an einem Freitag nicht aus, wenn es sich vermeiden lässt",
        ),
        "Ob die Fähre im Winter nun fährt oder nicht, die Insel muss Diesel im Herbst kaufen, und wer ihn"
        " bezahlt, der will im Frühjahr wissen, wie viele Leute kamen und warum sie nicht früher da waren.",
        ("Welches davon stimmt, wurde sofort gefragt.", "Beide sollten für die Rechnung geradestehen."),
        "Geschrieben von {} am 3. Mai 2031 um 10:{}",
    ),
    "ru": (
        ("Портовая служба", "Одна команда", "Старая машина", "Моя соседка", "Городская дума", "Вся округа"),
        (
            "не нашла ответа на вопрос о новом расписании",
            "вернулась с острова раньше, чем опустился туман",
            "простояла большую часть зимы в сухом доке",
            "оказалась на длинном пирсе с разбитой лампой",
            "заплатила за канаты из кассы на случай шторма",
            "написала в газету о том, сколько стоит топливо",
            "не выходит в море по пятницам, если можно подождать",
        ),
        "Ходит паром зимой или нет, топливо остров должен купить осенью, и тот, кто за него платит, захочет"
        " весной узнать, сколько людей приехало и почему они не приехали раньше, когда места ещё оставались.",
        ("Что из этого правда, спросили сразу же.", "Обоим следует ответить за этот счёт."),
        "Написано: {} 3 мая 2031 в 10:{}",
    ),
}
chain = Chain("duplicates", "blank-lines")


@pytest.fixture(params=LANGUAGES)
def texts(request):
    who, what, shared, ends, mark = LANGUAGES[request.param]
    return [f"{one} {other}." for other, one in product(what, who)], shared, ends, mark


def _text(*lines):
    return "\n\n".join(lines)


def test_a_paragraph_that_a_post_far_below_takes_up_stays(texts):
    prose, shared, ends, _ = texts
    far = _text(prose[0], shared, *prose[1:38], shared, *ends)
    assert chain(far) == far
    close = _text(prose[0], shared, *prose[1:12], shared, *ends)
    assert chain(close) == _text(prose[0], shared, *prose[1:12], *ends)


def test_a_paragraph_again_in_a_list_far_below_goes(texts):
    prose, shared, *_ = texts
    text = _text(prose[0], shared, *prose[1:40], "Skerry", "Tor", shared, "Larn")
    assert chain(text) == _text(prose[0], shared, *prose[1:40], "Skerry", "Tor", "Larn")


def test_a_few_paragraphs_that_two_sections_share_stay(texts):
    prose, shared, ends, _ = texts
    passage = (ends[0], shared, ends[1])
    text = _text(prose[0], *passage, *prose[1:36], *passage, *prose[36:])
    assert chain(text) == text


def test_a_whole_body_again_goes_however_long_it_is(texts):
    prose, *_ = texts
    assert chain(_text(*prose, *prose)) == _text(*prose)


def test_what_two_posts_share_stays_and_a_post_again_goes(texts):
    prose, shared, ends, mark = texts
    posts = [mark.format(name, minute) for name, minute in (("Ann Lee", 12), ("Bo Carr", 25), ("Cy Dow", 51))]
    text = _text(posts[0], prose[0], shared, posts[1], shared, ends[0], posts[2], prose[9])
    assert chain(text) == text
    again = (posts[1], shared, ends[0], ends[1])
    assert chain(_text(posts[0], prose[0], *again, *again, posts[2], prose[9])).count(shared) == 1


def test_a_quotation_that_a_comment_answers_stays_and_a_pull_quote_goes(texts):
    prose, shared, ends, _ = texts
    quoted = f"“{shared}”"
    text = _text(prose[0], quoted, *prose[1:9], quoted, *ends)
    assert chain(text) == text
    pulled = _text(prose[0], quoted, prose[8], quoted, *ends)
    assert chain(pulled) == _text(prose[0], quoted, prose[8], *ends)


def test_a_sentence_of_the_body_that_only_a_caption_holds_stays(texts):
    prose, shared, ends, _ = texts
    caption = f"Skerry: {prose[7]} {shared}"
    text = _text(prose[0], shared, ends[0], caption, ends[1])
    assert chain(text) == text
    unended = _text(prose[0], shared, ends[0], f"{prose[7]} {shared}".rstrip("."), ends[1])
    assert chain(unended) == unended


def test_rows_that_two_plans_share_stay(texts):
    prose, _, (first, second), _ = texts
    rows = [
        "Skerry Larn",
        prose[1],
        "Larn Ayr",
        prose[2],
        "Ayr Tor",
        prose[3],
        "Tor Esk",
        prose[8],
        "Esk Dow",
    ]
    text = _text(prose[20], prose[21], "+ 19 %", first, *rows, "Ann", "Pro", "+ 19 %", second, *rows, "Bo")
    assert chain(text) == text


def test_two_sentences_that_an_explanation_says_again_stay(texts):
    prose, *_ = texts
    text = _text(*prose[:10], *prose[2:4], *prose[12:18])
    assert chain(text) == text


def test_a_short_standfirst_that_the_body_says_far_below_stays_in_both(texts):
    prose, *_ = texts
    text = _text("Skerry", prose[0], *prose[7:13], prose[0], *prose[14:17])
    assert chain(text) == text
    last = _text("Skerry", prose[0], *prose[7:17], prose[0])
    assert chain(last) == _text("Skerry", prose[0], *prose[7:17])


def test_a_post_that_was_sent_again_with_other_words_stays_whole(texts):
    prose, shared, ends, mark = texts
    posts = [mark.format("Ann Lee", minute) for minute in (12, 25, 51)]
    text = _text(posts[0], shared, ends[0], posts[1], shared, ends[1], posts[2], prose[9])
    assert chain(text) == text


def test_the_entries_of_a_list_stay_where_a_line_has_them_all(texts):
    prose, *_ = texts
    names = ("Skerry", "Larn", "Ayr Sound", "Tor Head", "Esk Mouth")
    entries = [f"{name} — {one}" for name, one in zip(names, prose[::7], strict=False)]
    text = _text(prose[3], *entries, prose[4], " ".join(entries))
    assert chain(text) == text


def test_a_term_under_its_own_heading_stays(texts):
    prose, shared, ends, _ = texts
    text = _text(prose[0], shared, *prose[7:12], ends[1], "Skerry Larn", f"RPI: {shared}", *prose[14:17])
    assert chain(text) == text
