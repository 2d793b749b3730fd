import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleankit.errors import ConfigError, FilterError
from cleankit.language import UNKNOWN, Guess, backend, backend_names, detect, detect_lines, normal_code
from cleankit.language.backends import LOADERS, languages_of, open_backend
from cleankit.language.codes import covered
from cleankit.language.known import check_language, languages
from cleankit.language.sample import SAMPLE, sample_of
from cleankit.testing import check_linear

SENTENCES = {
    "en": "The mayor said on Monday that the old bridge over the river would open again in May.",
    "de": "Der Bürgermeister sagte am Montag, dass die alte Brücke über den Fluss im Mai wieder öffnet.",
    "fr": "Le maire a déclaré lundi que le vieux pont sur la rivière rouvrirait au mois de mai.",
    "es": "El alcalde dijo el lunes que el viejo puente sobre el río volverá a abrirse en mayo.",
    "pl": "Burmistrz powiedział w poniedziałek, że stary most na rzece zostanie ponownie otwarty w maju.",
    "fi": "Pormestari sanoi maanantaina, että joen ylittävä vanha silta avataan uudelleen toukokuussa.",
    "ru": "Мэр сказал в понедельник, что старый мост через реку снова откроется в мае.",
    "ar": "قال رئيس البلدية يوم الاثنين إن الجسر القديم فوق النهر سيفتح من جديد في شهر مايو.",
}
BY_SCRIPT = {
    "ja": "市長は月曜日、川にかかる古い橋が五月に再び開通すると述べた。",
    "ko": "시장은 월요일에 강 위의 오래된 다리가 오월에 다시 열릴 것이라고 말했다.",
    "zh": "市长星期一说，河上的旧桥将在五月重新开放。",
    "el": "Ο δήμαρχος είπε τη Δευτέρα ότι η παλιά γέφυρα θα ανοίξει.",
    "he": "ראש העיר אמר ביום שני כי הגשר הישן ייפתח שוב.",
    "th": "นายกเทศมนตรีกล่าวว่าสะพานเก่าจะเปิดอีกครั้ง",
    "ka": "მერმა თქვა, რომ ძველი ხიდი კვლავ გაიხსნება.",
    "hy": "Քաղաքապետն ասաց, որ հին կամուրջը կրկին կբացվի։",
    "km": "អភិបាលក្រុងបាននិយាយថាស្ពានចាស់នឹងបើកឡើងវិញ",
    "ta": "பழைய பாலம் மீண்டும் திறக்கப்படும் என்று மேயர் கூறினார்.",
}
BY_ALPHABET = {
    "be": "У панядзелак мэр сказаў, што стары мост праз раку зноў адкрыецца ў маі.",
    "uk": "Мер сказав у понеділок, що старий міст через річку знову відкриється, її відремонтували.",
    "sr": "Градоначелник је рекао да ће стари мост у мају поново бити отворен, а кућа ће остати.",
    "kk": "Қала әкімі ескі көпір мамыр айында қайта ашылады деп айтты.",
    "az": "Bələdiyyə sədri bazar ertəsi köhnə körpünün yenidən açılacağını dedi.",
    "ps": "ښاروال وویل چې زوړ پل به بیا پرانیستل شي او ټول خلک به ترې تېرېږي.",
    "am": "ከንቲባው ሰኞ ዕለት እንደተናገሩት አሮጌው ድልድይ በግንቦት ወር ውስጥ እንደገና ይከፈታል ነው ያሉት።",
    "ti": "ከንቲባ ከምዝበሎ እቲ ኣረጊት ድልድል ኣብ ግንቦት ካብ ሓድሽ ክኽፈት እዩ።",
}


@pytest.mark.parametrize(("lang", "text"), (SENTENCES | BY_SCRIPT | BY_ALPHABET).items())
def test_news_is_recognised(lang, text):
    guess = detect(text)
    expected = "script" if lang in BY_SCRIPT else "alphabet" if lang in BY_ALPHABET else guess.by
    assert (guess.lang, guess.by) == (lang, expected)
    assert guess.by in ("langdetect", expected)
    assert 0.5 < guess.confidence <= 1


@pytest.mark.parametrize("name", ["langdetect", "langdetect-rs", "py3langid"])
@pytest.mark.parametrize(
    "text",
    [
        "", " \n", "12:30", "😀" * 7, "OK", "\ud800" * 50, "https://", "?!" * 40, "a" * 100_000, "ha " * 50,
        "中" * 30, "https://example.org/the-mayor-said-that-the-bridge-opens", "someone.else@example.org",
        "ᚠᚢᚦᚨᚱᚲᚷᚹᚺᚾᛁᛃᛇᛈᛉ", "3f2a9c" * 20,
    ],
)  # fmt: skip
def test_too_little_is_unknown(name, text):
    if name != "langdetect":
        pytest.importorskip(name.replace("-", "_"))
    assert detect(text, backend=name).lang == UNKNOWN


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_an_answer(text):
    guess = detect(text)
    assert isinstance(guess, Guess)
    assert guess == detect(text)
    assert 0 <= guess.confidence <= 1


@pytest.mark.parametrize("between", ["\x00", "😀", "\r", "\t", "\u2028", "\ud800"])
def test_what_parts_words_does_not_hide_the_language(between):
    assert detect(between.join(SENTENCES["en"].split())).lang == "en"


@pytest.mark.parametrize("inside", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_what_cannot_be_seen_in_words_does_not_hide_the_language(inside):
    assert detect(inside.join(SENTENCES["en"])).lang == "en"


@pytest.mark.parametrize(
    "around",
    [
        "{}", "<p>{}</p>", "\u202e{}", "\ufeff{}", "\ud800{}\udfff", "\n" * 10_000 + "{}",
        BY_SCRIPT["el"][:20] + "\n{}", "😀" * 3000 + "\n{}", "z" * 10_000 + "\n{}",
        "─" * 300 + "\n{}\n" + "─" * 300,
    ],
)  # fmt: skip
def test_what_stands_beside_a_text_does_not_hide_its_language(around):
    assert detect(around.format(SENTENCES["en"])).lang == "en"


@pytest.mark.parametrize(
    "text", ["e" + "\u0301" * 100_000, "\ue000" * 300, "\uffff" * 300, "\x00" * 1000, "٣٤٥ " * 80]
)
def test_signs_are_no_language(text):
    assert detect(text) == Guess(UNKNOWN, 0.0, "guard")


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_another_process_has_the_same_answers(seed):
    texts = list(SENTENCES.values())
    if seed == "77":
        texts.reverse()
    code = (
        "import sys, json; from cleankit.language import detect; "
        "print(json.dumps([detect(text) for text in json.load(sys.stdin)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(texts), capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    assert json.loads(done.stdout) == [list(detect(text)) for text in texts]


def test_the_answer_depends_on_nothing_before():
    texts = [*SENTENCES.values(), "Der Zug, le train, the train, el tren, il treno, pociąg"] * 2
    forth = [detect(text) for text in texts]
    assert [detect(text) for text in reversed(texts)] == forth[::-1]


def test_nobody_else_is_seeded():
    from langdetect import DetectorFactory

    random.seed(1)
    before = random.getstate()
    detect(SENTENCES["en"])
    assert random.getstate() == before
    assert DetectorFactory.seed is None


def test_a_line_is_read_from_its_start():
    assert detect(SENTENCES["en"] * 3 + SENTENCES["ru"] * 100_000).lang == "en"


def test_the_longest_lines_are_read():
    menu = "\n".join(["Startseite", "Politik", "Wirtschaft", "Sport", "Anmelden"] * 10)
    assert detect(f"{menu}\n{SENTENCES['en']}\n{SENTENCES['en']}").lang == "en"
    assert len(sample_of("\n".join(SENTENCES.values()))) <= SAMPLE


def test_keys_and_hashes_are_no_words():
    key = "AgeKeyQp3zR8vLwXw" * 20
    assert detect(f"{key}\n{SENTENCES['en']}").lang == "en"


def test_lines_have_answers_of_their_own():
    text = f"{SENTENCES['en']}\n\nOK\n{SENTENCES['fr']}\n{BY_SCRIPT['el']}"
    assert [guess.lang for guess in detect_lines(text)] == ["en", "und", "und", "fr", "el"]
    assert len(detect_lines("")) == 1


@pytest.mark.clock
def test_detection_is_linear():
    check_linear(detect)


def test_the_fast_backend_gives_the_same_probabilities():
    pytest.importorskip("langdetect_rs")
    from cleankit.language.backends.langdetect import original

    slow, fast = original(), open_backend("langdetect-rs")
    mixed = [f"{a[:60]} {b[:60]}" for a in SENTENCES.values() for b in SENTENCES.values()]
    for text in [*SENTENCES.values(), *BY_ALPHABET.values(), *mixed, "12", "xq zz"]:
        assert fast(text) == slow(text)


def test_py3langid_knows_languages_that_langdetect_lacks():
    pytest.importorskip("py3langid")
    zulu = "UMeya uthe ngoMsombuluko ibhuloho elidala elinqamula umfula lizovulwa futhi ngoMeyi."
    assert detect(zulu, backend="py3langid").lang in {"zu", "xh"}
    assert detect(SENTENCES["de"], backend="py3langid") == detect(SENTENCES["de"], backend="py3langid")


def test_a_backend_of_ones_own():
    @backend("always-zulu")
    def load():
        return lambda text: ("ZUL", 2.0)

    try:
        assert "always-zulu" in backend_names()
        assert detect(SENTENCES["en"], backend="always-zulu") == Guess("zu", 1.0, "always-zulu")
        with pytest.raises(ConfigError, match="the name is taken"):
            backend("always-zulu")(load)
    finally:
        del LOADERS["always-zulu"]


def test_an_error_of_a_backend_names_it():
    @backend("broken")
    def load():
        return lambda text: (_ for _ in ()).throw(KeyError("lost"))

    try:
        with pytest.raises(FilterError, match="language backend 'broken': KeyError"):
            detect(SENTENCES["en"], backend="broken")
    finally:
        del LOADERS["broken"]


def test_an_unknown_backend_is_named():
    with pytest.raises(ConfigError, match="unknown language backend 'langdetekt'; did you mean 'langdetect'"):
        detect("", backend="langdetekt")


def test_a_missing_package_names_its_extra():
    code = (
        "import sys; sys.modules['py3langid'] = sys.modules['py3langid.langid'] = None\n"
        "from cleankit.language import detect\n"
        "try: detect('', backend='py3langid')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("ConfigError language backend 'py3langid': py3langid")
    assert "pip install 'cleankit-articles[wide-language]'" in done.stdout


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ("zh-cn", "zh"), ("zh_TW", "zh"), ("cmn", "zh"), ("ENG", "en"), ("de-AT", "de"), ("arb", "ar"),
        ("iw", "he"), ("nob", "no"), ("nn", "nn"), ("pcm", "pcm"), ("swh", "sw"),
        ("", "und"), ("German", "und"), ("1", "und"),
    ],
)  # fmt: skip
def test_codes_are_one_per_language(found, code):
    assert normal_code(found) == code


def test_a_macro_code_covers_its_members():
    assert covered("nb") == {"no", "nn"}
    assert covered("en-GB") == {"en"}


@pytest.mark.parametrize("name", ["langdetect", "langdetect-rs", "py3langid"])
def test_what_a_backend_can_answer_is_what_it_says(name):
    known = languages(name)
    assert known is not None
    assert {"en", "el", "be"} <= known  # of the backend, of a script, of letters
    assert {normal_code(code) for code in known} == known


def test_the_list_of_langdetect_is_that_of_its_profiles():
    from langdetect.detector_factory import PROFILES_DIRECTORY

    found = {normal_code(path.name) for path in Path(PROFILES_DIRECTORY).iterdir()}
    assert languages_of("langdetect") == languages_of("langdetect-rs") == found


def test_the_list_of_py3langid_is_that_of_its_model():
    langid = pytest.importorskip("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    no_language = {"zxx", "ext"}
    assert languages_of("py3langid") == {*map(normal_code, identifier.nb_classes)} - no_language


def test_a_backend_of_ones_own_may_say_its_languages():
    def load():
        return lambda text: ("haw", 1.0)

    backend("own")(load)
    try:
        assert languages("own") is None
        check_language("lang", "haw", "own")
        load.languages = ["haw"]
        with pytest.raises(ConfigError, match="found 'fr', which backend 'own' never answers; try backend"):
            check_language("lang", "fr", "own")
    finally:
        del LOADERS["own"]
