"""Each gate: texts that it lets through, and texts that it refuses with measure, value and limit."""

import pytest

from cleankit import Chain, filter
from cleankit.document import Block, Cleaned, Document
from cleankit.errors import ConfigError
from cleankit.registry import find, names
from cleankit.testing import BITS, check_linear

ARTICLE = "\n\n".join(
    [
        "The mayor said on Monday that the old bridge over the river would open again in May, and that "
        "nobody will have to pay a toll until the end of the year. Repairs took eleven months, two more "
        "than planned, because the steel arrived late and the workers of the yard were on strike in "
        "March.",
        "Ships that have waited for the bridge will be let through first, the port said, and it expects "
        'no delays after the first week of June. Asked about the costs, the mayor answered: "We will know '
        'in July." The paper that he showed to the council speaks of four million, half of which the '
        "state pays.",
        "The old bridge was built in 1931. It carries twelve thousand cars a day, more than any other in "
        "the county, and was closed when engineers found cracks in two of its piers. The council had "
        "hoped to be done with the work before the winter, and fishermen welcomed the news with relief.",
    ]
)
GERMAN = "\n\n".join(
    [
        "Der Bürgermeister sagte am Montag, dass die alte Brücke über den Fluss im Mai wieder öffnet und "
        "dass bis zum Ende des Jahres niemand eine Gebühr bezahlen muss.",
        "Die Arbeiten dauerten elf Monate, zwei mehr als geplant, weil der Stahl zu spät kam und die "
        "Arbeiter der Werft im März streikten. Der Rat hatte gehofft, vor dem Winter fertig zu sein.",
        "Schiffe, die auf die Brücke gewartet haben, werden zuerst durchgelassen, teilte der Hafen mit, "
        "und er rechnet nach der ersten Woche im Juni nicht mehr mit Verspätungen.",
    ]
)
CHINESE = "市长星期一说，河上的旧桥将在五月重新开放。维修用了十一个月，比计划多了两个月，钢材来得太晚。" * 3
REPEATED = "The bridge opens again on Monday morning.\n" * 2 + "Nobody minds that."  # 41 of 100 characters
MENU = "Home\nNews\nSport\nWeather\nCulture\nTravel\nJobs\nShop"
PAGE = Document(
    "",
    title="Harbour bridge opens again",
    blocks=[Block("p")],
    metadata={"description": "After eleven months of repairs, ships may pass"},
)


def asked(name, text, document=None, **options):
    return filter(name, **options)(Cleaned(text, document or Document(text), None, ""))


@pytest.mark.parametrize("name", [name for name in names() if find(name).kind == "gate"])
def test_an_article_passes_every_gate(name):
    assert asked(name, ARTICLE) is None


@pytest.mark.parametrize("name", [name for name in names() if find(name).kind == "gate"])
@pytest.mark.parametrize("text", ["", "\n", "\ud800", "😀", "a", "中", "…", "#", "- ", "\x00"])
def test_any_text_has_an_answer(name, text):
    reason = asked(name, text)
    assert reason is None or (isinstance(reason, str) and reason)


@pytest.mark.parametrize("name", [name for name in names() if find(name).kind == "gate"])
@pytest.mark.clock
def test_gates_are_linear(name):
    gate = filter(name)
    check_linear(lambda text: gate(Cleaned(text, Document(text), None, "")), BITS)


@pytest.mark.parametrize(
    ("name", "text", "options"),
    [
        ("length", "Short.", {"min_words": 1}),
        ("length", CHINESE, {"min_words": 50}),  # no blanks: words by length
        ("length", "x" * 10, {"min_words": 0, "min_chars": 10, "max_chars": 10}),
        ("language", GERMAN, {"lang": "en,de"}),
        ("language", GERMAN, {"lang": ["ger"]}),
        ("language", "12:30", {"unknown": True}),
        ("mean-word-length", GERMAN, {}),
        ("upper-case", CHINESE, {}),
        ("stop-words", CHINESE, {}),  # words are not set off
        ("stop-words", GERMAN, {}),
        ("lists", "Bridge opens\nBy Our Correspondent\n3 May", {}),
        ("empty", "x", {}),
        (
            "fineweb2-quality",
            "Köprüyü bekleyen gemiler cuma günü limana geç ulaştı, dedi belediye başkanı.",
            {},
        ),  # no numbers for it
        ("fineweb2-quality", GERMAN, {}),
        ("lorem-ipsum", "Printers set lorem ipsum.", {"max_times": 1}),
        ("page-type", "Price: 4", {}),
        ("doubtful-extraction", "Too short.", {}),  # not from a page
    ],
)
def test_stays(name, text, options):
    assert asked(name, text, **options) is None


@pytest.mark.parametrize(
    ("name", "text", "options", "reason"),
    [
        ("length", "Page not found", {}, "words 3 < 50"),
        ("length", "a b c", {"min_words": 0, "max_words": 2}, "words 3 > 2"),
        ("length", "a b c", {"min_words": 0, "min_lines": 2}, "lines 1 < 2"),
        ("length", "a\nb\nc", {"min_words": 0, "max_lines": 2}, "lines 3 > 2"),
        ("length", "a\nb\n\nc", {"min_words": 0, "min_paragraphs": 3}, "paragraphs 2 < 3"),
        ("length", "a\n\nb", {"min_words": 0, "max_paragraphs": 1}, "paragraphs 2 > 1"),
        ("length", "a" * 1200, {"min_words": 0, "max_chars": 1000}, "characters 1,200 > 1,000"),
        ("language", GERMAN, {}, "language de, not en"),
        ("language", GERMAN, {"lang": "en fr"}, "language de, not en or fr"),
        ("language", "12:30", {}, "language unknown, not en"),
        ("language", ARTICLE, {"min_confidence": 1.0}, "confidence of en 0.999"),
        ("mean-word-length", "a b c d", {}, "mean word length 1 < 3"),
        ("mean-word-length", "Donaudampfschifffahrt", {}, "mean word length 21 > 10"),
        ("symbols", "#a #b", {}, "hash signs per word 0.5 > 0.1"),
        ("symbols", "Ships late...", {}, "ellipses per word 0.333 > 0.1"),
        ("digits", "1 2 3 go", {}, "share of digits 0.6 > 0.15"),
        ("urls", "https://example.org/a/b", {}, "share of addresses 1 > 0.2"),
        ("upper-case", "SHIPS LATE now", {}, "share of upper case 0.75 > 0.5"),
        ("bullet-lines", "• one\n– two", {}, "share of lines with a bullet 1 > 0.9"),
        ("ellipsis-lines", "Ships late…\nPort open", {}, "share of lines with an ellipsis 0.5 > 0.3"),
        ("stop-words", "Hotels Rome cheap " * 9, {"lang": "en"}, "share of stop words of en 0 < 0.05"),
        ("gopher-quality", GERMAN, {}, "stop words 0 < 2"),
        ("gopher-quality", "that and with be " * 15, {"max_word_length": 3}, "mean word length 3.25 > 3"),
        ("gopher-repetition", "One line.\n\n" * 4, {}, "share of repeated paragraphs 0.75 > 0.3"),
        ("gopher-repetition", "the bridge opens on Monday " * 9, {}, "share of the most frequent 2 words"),
        ("fineweb-quality", MENU, {}, "share of lines with an end mark 0 < 0.12"),
        ("fineweb-quality", "Late.\nOpen.\nDone.", {}, "share of short lines 1 > 0.67"),
        ("fineweb-quality", REPEATED, {}, "share of characters in repeated lines 0.41 > 0.01"),
        ("fineweb2-quality", MENU, {"lang": "fr"}, "share of the most frequent 2 words 0.188 > 0.161"),
        ("c4-quality", "The bridge opens on Monday.", {}, "sentences 1 < 5"),
        ("c4-quality", "One word.\nThe bridge {opens} on Monday.", {}, "curly-bracket in line 2"),
        ("c4-paragraphs", "Short.", {}, "long lines 0 < 3"),
        ("lists", MENU, {}, "share of text in sentences 0 < 0.3"),
        ("empty", " \n", {}, "nothing is left of 2 characters"),
        ("lorem-ipsum", "Lorem  ipsum dolor", {}, "lorem ipsum: 'Lorem  ipsum dolor'"),
    ],
)  # fmt: skip
def test_changes(name, text, options, reason):
    assert asked(name, text, **options).startswith(reason)


def test_what_a_record_says_of_its_type():
    def typed(**metadata):
        return asked("page-type", "Price: 4", Document("Price: 4", metadata=metadata))

    assert typed(type="https://schema.org/Product") == "page type 'https://schema.org/Product', not article"
    assert typed(type=["NewsArticle", "VideoObject"]) == "page type 'VideoObject', not article"
    assert typed(type="article") is typed(type=None) is typed(type=3) is None
    assert asked("page-type", "x", Document("x", metadata={"kind": "ad"}), field="kind", refuse=["ad"])


def test_pages_say_their_type():
    from cleankit.html import extract

    head = '<meta property="og:type" content="product"><title>Mug</title>'
    page = extract(f"<html><head>{head}</head><body><p>{ARTICLE}</p></body></html>")
    assert Chain("article", "page-type").run(page).dropped == "page-type: page type 'product', not article"


def test_an_extraction_that_missed_the_text_is_doubtful():
    assert asked("doubtful-extraction", "We use cookies.", PAGE) == "characters of a page 15 < 200"
    other = "Our site uses technology to remember what readers like and to measure how adverts perform. " * 4
    reason = asked("doubtful-extraction", other, PAGE, min_agreement=0.25)
    assert reason == "share of the title's or description's words in the text 0 < 0.25"
    assert asked("doubtful-extraction", other, PAGE) is None  # by default only the size counts
    assert asked("doubtful-extraction", ARTICLE, PAGE, min_agreement=0.25) is None
    assert asked("doubtful-extraction", CHINESE, PAGE) is None  # fewer characters that say as much


def test_spacy_is_a_tokenizer_of_choice():
    pytest.importorskip("spacy")
    for name in ("gopher-quality", "gopher-repetition", "fineweb-quality", "c4-quality"):
        assert asked(name, ARTICLE, tokenizer="spacy") is None


def test_the_chain_puts_the_gate_first():
    assert Chain("newlines", "length").run("Page not found").dropped == "length: words 3 < 50"


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("language", {"backend": "fasttext"}, "unknown language backend 'fasttext'"),
        ("language", {"lang": "English"}, "lang: found 'English'; accepted: codes such as en"),
        ("language", {"lang": "en,xx"}, "lang: found 'xx'; accepted: codes such as en"),
        ("language", {"lang": "en;de"}, "lang: found 'en;de'; accepted: codes such as en"),
        ("language", {"lang": ["en,de"]}, "lang: found 'en,de'; accepted: codes such as en"),
        ("stop-words", {"lang": "de;fr"}, "lang: found 'de;fr', without a list; accepted: af"),
        ("fineweb2-quality", {"lang": "de,fr"}, "lang: found 'de,fr'; accepted: af am ar"),
        ("gopher-quality", {"stop_words": ["und", "und"]}, "min_stop_words 2 is above the 1 different"),
        ("c4-quality", {"end_marks": "no"}, "option end_marks: found 'no'; accepted: true or false$"),
        ("language", {"lang": ","}, "lang: found ','; accepted: codes such as en"),
        ("language", {"lang": []}, r"lang: found \[\]; accepted: codes such as en"),
        ("language", {"lang": "zu"}, "'langdetect' never answers; try backend 'py3langid'"),
        ("language", {"lang": "qqq"}, "'qqq', which backend 'langdetect' never answers; accepted: "),
        ("language", {"min_confidence": 90}, "found 90; accepted: a share from 0 to 1; 90 % is 0.9"),
        ("fineweb2-quality", {"lang": "tr"}, "lang: found 'tr'; accepted: af am ar"),
        ("stop-words", {"lang": "zh"}, "lang: found 'zh', without a list; accepted: af"),
        ("digits", {"max": -1}, "option max: found -1; accepted: a share from 0 to 1, or inf for no limit$"),
        ("digits", {"max": 30}, "option max: found 30; .* 30 % is 0.3"),
        ("digits", {"max": float("nan")}, "option max: found nan; accepted"),
        ("length", {"min_words": -1}, "option min_words: found -1; accepted: a whole number from 0 on"),
        ("length", {"min_words": 5, "max_words": 3}, "min_words 5 is above max_words 3: nothing could pass"),
        ("length", {"max_words": 3}, r"min_words 50 \(the default\) is above max_words 3"),
        ("mean-word-length", {"min": 12}, r"min 12 is above max 10 \(the default\)"),
        ("gopher-repetition", {"max_top": [20]}, r"max_top: found \[20\]; accepted: list of a [^;]*limit$"),
        ("length", {"min_words": "50"}, "option min_words: found '50'; accepted: a whole number"),
        ("gopher-quality", {"tokenizer": "nltk"}, "option tokenizer: found 'nltk'; accepted: 'regex'"),
        ("gopher-quality", {"max_bullet": 1}, "unknown option 'max_bullet'; did you mean 'max_bullets'"),
    ],
)  # fmt: skip
def test_a_wrong_option_is_an_error_when_the_gate_is_made(name, options, message):
    with pytest.raises(ConfigError, match=message):
        filter(name, **options)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("digits", {"max": float("inf")}),
        ("gopher-repetition", {"max_top": [], "max_lines": float("inf")}),
        ("length", {"min_words": 5, "max_words": 5}),
        ("language", {"lang": "no,sh,sr,ti,chr"}),  # what a macro code takes in, letters and scripts answer
        ("language", {"lang": "zu", "backend": "py3langid"}),
    ],
)
def test_limits_that_can_be_met_are_taken(name, options):
    if "backend" in options:
        pytest.importorskip(options["backend"])
    assert filter(name, **options).options == options


def test_an_option_that_is_none_by_default_is_not_said():
    chain = Chain(filter("quotes", lang=None))
    assert Chain.from_toml(chain.to_toml()).fingerprint == chain.fingerprint == Chain("quotes").fingerprint


def test_gates_of_a_chain_share_what_is_counted(monkeypatch):
    from cleankit.text import measures

    counted = []
    real = measures.words_of_pieces
    monkeypatch.setattr(
        measures, "words_of_pieces", lambda *args, **given: counted.append(args) or real(*args, **given)
    )
    measures.forget()
    gates = [name for name in names() if find(name).kind == "gate"]
    Chain(*gates).run(ARTICLE)
    assert len(counted) == 1


def test_gates_survive_pickle_and_toml():
    import pickle

    chain = Chain("article", filter("language", lang="en,de"), filter("gopher-quality", min_stop_words=0))
    assert pickle.loads(pickle.dumps(chain)).run(GERMAN).dropped is None
    assert Chain.from_toml(chain.to_toml()).fingerprint == chain.fingerprint
