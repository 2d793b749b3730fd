import random

import pytest

from cleankit.language import UNKNOWN, detect

SENTENCES = {
    "en": "The mayor said on Monday that the old bridge over the river would open again in May.",
    "de": "Der Bürgermeister sagte am Montag, dass die alte Brücke über den Fluss im Mai wieder öffnet.",
    "fr": "Le maire a déclaré lundi que le vieux pont sur la rivière rouvrirait au mois de mai.",
    "es": "El alcalde dijo el lunes que el viejo puente sobre el río volverá a abrirse en mayo.",
    "pl": "Burmistrz powiedział w poniedziałek, że stary most na rzece zostanie ponownie otwarty w maju.",
    "fi": "Pormestari sanoi maanantaina, että joen ylittävä vanha silta avataan uudelleen toukokuussa.",
    "ru": "Мэр сказал в понедельник, что старый мост через реку снова откроется в мае.",
    "ar": "قال رئيس البلدية يوم الاثنين إن الجسر القديم فوق النهر سيفتح من جديد في شهر مايو.",
    "ja": "市長は月曜日、川にかかる古い橋が五月に再び開通すると述べた。",
    "ko": "시장은 월요일에 강 위의 오래된 다리가 오월에 다시 열릴 것이라고 말했다.",
    "zh-cn": "市长星期一说，河上的旧桥将在五月重新开放。",
}


@pytest.mark.parametrize(("lang", "text"), SENTENCES.items())
def test_news_is_told(lang, text):
    assert detect(text) == lang


@pytest.mark.parametrize(
    "text", ["", " \n", "12:30", "😀😀😀😀😀😀😀", "OK", "\ud800" * 50, "https://", "?!" * 40]
)
def test_too_little_is_unknown(text):
    assert detect(text) == UNKNOWN


def test_the_same_text_gets_the_same_answer():
    mixed = "Der Zug, le train, the train, el tren, il treno, pociąg"
    assert len({detect(mixed) for _ in range(20)}) == 1


def test_nobody_else_is_seeded():
    from langdetect import DetectorFactory

    random.seed(1)
    before = random.getstate()
    detect(SENTENCES["en"])
    assert random.getstate() == before
    assert DetectorFactory.seed is None


def test_only_the_start_is_read():
    assert detect(SENTENCES["en"] * 3 + SENTENCES["ru"] * 100_000) == "en"
