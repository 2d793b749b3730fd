"""Each kind of harm in other languages than those it was reported in: what stays, and what changes beside it."""

# ruff: noqa: E501 - texts of one line are easier to read

import pytest

from cleankit import Chain

ARTICLE, EXTRACTED = Chain("article"), Chain("extracted")
RU = "Паром к островам снова опоздал в понедельник из-за тумана, и начальник порта просил пассажиров потерпеть."
FR = "Le bac pour les îles est encore arrivé en retard lundi à cause du brouillard, et le port s'en est excusé."
DE = "Die Fähre zu den Inseln kam am Montag wegen des Nebels wieder zu spät, und das Hafenamt bat um Geduld."
JA = "月曜日の朝、霧のために島へ渡る船がまた遅れ、港の事務所は乗客にしばらく待つように求めた。"

STAYS = {
    "near-dup": [
        "Il consiglio approva il bilancio del prossimo anno senza altre modifiche da lunedì.\n\nPioveva.\n\n"
        "Il consiglio respinge il bilancio del prossimo anno senza altre modifiche da lunedì.",
        "理事会批准了港口明年的全部预算，没有提出任何其他的修改意见和建议。\n\n下雨了。\n\n理事会没有批准港口明年的全部预算，没有提出任何其他的修改意见和建议。",
    ],
    "exact-dup": [
        f"{DE}\n\nAnna, Lehrerin\n\nWas würden Sie tun, wenn das Wasser nächstes Jahr wieder in Ihr Haus käme?\n\n"
        "Ich ginge.\n\nPer, Fischer\n\nWas würden Sie tun, wenn das Wasser nächstes Jahr wieder in Ihr Haus käme?\n\n"
        "Ich bliebe.",
        "Лодки спят в гавани этой ночью, любовь моя,\nи чайкам на молу нечего взять,\n\nя был молод, когда ушёл из города,\n"
        "лодки спят в гавани этой ночью, любовь моя,\n\nЛодки спят в гавани этой ночью, любовь моя,\nи чайкам на молу нечего взять.",
    ],
    "wrapped": [
        "La société, fondée en 2004, tire la plus grande part de ses revenus de la\npublicité.\n\nElle a grandi.",
        "Kaikki, jotka haluavat tulla ensi kokoukseen kaupungintalolle, voivat jo\nilmoittautua.\n\nKokous päättyi.",
    ],
    "ui-word": [
        f"{FR}\n\nLa télécommande n'a que trois touches :\n\n- Lecture\n- Pause\n- Menu\n\n{FR[:-1]} hier.",
        "«Помогите!»\n\nГолос шёл от воды, и прошло время, пока на причале поняли, что это было.\n\nТрое побежали.",
    ],
    "pattern": [
        f"{DE}\n\nDie Firma nannte drei Zahlen:\n\n(a) 2018 stieg der Umsatz;\n(b) 2019 blieb er gleich;\n(c) 2020 fiel er.",
        "ЕЩЁ: Молчание есть согласие.\n\nСУДЬЯ: Не в этом суде.\n\nЕЩЁ: Молчание есть согласие.",
    ],
    "block": [
        f"{FR}\n\nButs : Le Goff 12, Morvan 44\nSpectateurs : 4210",
        f"{RU}\n\nСевер: Иванов; Петров, Сидоров, Кузнецов; Попов\nГолы: Попов 12, Иванов 44",
    ],
    "invisible": [
        "می‌خواهم کتاب‌ها را بخوانم",
        "क्‍ष और ज्ञ",
        "བོད་\u200bཡིག",
        "ꦲ\u200bꦏ\u200bꦱ",
        "ສະບາຍດີ\u200bຊາວ\u200bລາວ",
    ],
    "spaces": [
        "Getränke:\n\n- Kaffee\n- Tee\n    - Schwarztee\n    - Grüntee\n- Milch",
        "Команда\tОчки\tГолы\nСевер\t12\t30\nВосток\t9\t21",
        "Rosen sind rot  \nund Veilchen blau",
    ],
    "quotes": [
        "他说“好”，然后走了。",
        "그는 ‘안녕’이라고 말했다.",
        "Tippe `echo “x”` ein.",
        "п’ять об’єктів",
        "O‘zbek tili, ma’no",
    ],
    "extracted": [
        f"Suppe der Großmutter\n\n{DE}\n\nZutaten\n\n1 kg Dorsch\n2 Zwiebeln\n3 Möhren\n\nZubereitung\n\n"
        "1. Den Fisch zehn Minuten kochen.\n2. Die Zwiebeln in Butter braten.\n3. Mit Dill servieren.",
        f"{RU}\n\nДесять вопросов Анне\n\nКофе или чай?\n\nКофе.\n\nМоре или горы?\n\nМоре.\n\nПоследняя книга?\n\nПоваренная.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in STAYS.items() for text in texts])
def test_stays(kind, text):
    assert (EXTRACTED if kind == "extracted" else ARTICLE)(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{RU}\n\nКоротко.\n\nИ ещё.\n\n{RU} Он ждал.\n\n{RU} Он ждал.", f"{RU} Он ждал."),
        (f"Publicité\nIngrédients\n\n{FR}", f"Ingrédients\n\n{FR}"),
        (f"Реклама\nСостав\n\n{RU}", f"Состав\n\n{RU}"),
        (
            f"{FR}\n\nContact\n\nTéléphone : 0123 456\nAdresse : 12, rue du Port",
            "0123 456\nAdresse : 12, rue du Port",
        ),
        (f"{JA}\n\n関連記事\n\n橋が開通\n\n雨が続く", JA),
        (f"{DE}\n\nLesen Sie auch: Brücke wieder offen\n\n{DE[:-1]} erneut.", f"{DE}\n\n{DE[:-1]} erneut."),
        ("Wert\u00adpapier und cafÃ© &amp; Kuchen", "Wertpapier und café & Kuchen"),
        ("Il a dit “non”  et  puis\u200b rien.", 'Il a dit "non" et puis rien.'),
    ],
)
def test_changes(text, left):
    cleaned = ARTICLE(text)
    assert left in cleaned
    assert len(cleaned) < len(text)
    assert ARTICLE(cleaned) == cleaned
