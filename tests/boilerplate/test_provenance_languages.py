"""In each language: who wrote an article, its source, its dates and credits go with all categories alone."""

import pytest

from cleankit import judge
from cleankit.boilerplate.rules import pack_names

SAID = ["The ferry to Little Skerry was late again on Monday because of the fog, the office said.", ""] * 14
HEAD, TAIL = (0, 2, 3), (1, 4)  # who wrote it, when it was changed, when it came out; the source, a credit
LINES: dict[str, tuple[str, str, str, str, str]] = {
    "ar": (
        "بقلم: ليلى حداد",
        "المصدر: صحيفة الميناء",
        "آخر تحديث: 03/05/2024 10:15",
        "الجمعة 3 مايو 2024",
        "تصوير: أحمد سالم",
    ),
    "bg": (
        "Автор: Анна Примерова",
        "Източник: Пристанище",
        "Публикувано на 03.05.2024 10:15",
        "петък, 3 май 2024",
        "Снимка: Иван Петров",
    ),
    "cs": (
        "Autor: Jana Nováková",
        "Zdroj: Přístav",
        "Aktualizováno 3. 5. 2024 10:15",
        "pátek 3. května 2024",
        "Foto: Petr Dvořák",
    ),
    "da": (
        "Tekst: Anna Jensen",
        "Kilde: Havnen",
        "Opdateret 03.05.2024 10:15",
        "fredag den 3. maj 2024",
        "Foto: Jens Holm",
    ),
    "de": (
        "Autorin: Anna Beispiel",
        "Quelle: Hafenblatt",
        "Aktualisiert am 03.05.2024, 10:15 Uhr",
        "Freitag, 3. Mai 2024",
        "Foto: Peter Muster",
    ),
    "el": (
        "Συντάκτης: Άννα Παππά",
        "Πηγή: Λιμάνι",
        "Ενημερώθηκε: 03/05/2024 10:15",
        "Παρασκευή 3 Μαΐου 2024",
        "Φωτογραφία: Νίκος Δήμου",
    ),
    "en": (
        "By Ann Lee",
        "Source: Harbour Post",
        "Updated 3 May 2024 10:15",
        "Friday, May 3, 2024",
        "Photo: Ann Lee",
    ),
    "es": (
        "Autor: Ana Molina",
        "Fuente: El Puerto",
        "Actualizado: 03/05/2024 10:15",
        "viernes, 3 de mayo de 2024",
        "Foto: Juan Pérez",
    ),
    "fa": (
        "نویسنده: مریم احمدی",
        "منبع: روزنامه بندر",
        "آخرین به‌روزرسانی: 1403/02/14 10:15",
        "جمعه 14 اردیبهشت 1403",
        "عکس: رضا کریمی",
    ),
    "fi": (
        "Teksti: Anna Virtanen",
        "Lähde: Satamalehti",
        "Päivitetty 3.5.2024 klo 10.15",
        "perjantai 3. toukokuuta 2024",
        "Kuva: Matti Meri",
    ),
    "fr": (
        "Auteur : Anne Dubois",
        "Source : Le Port",
        "Mis à jour le 03/05/2024 à 10h15",
        "vendredi 3 mai 2024",
        "Photo : Jean Dupont",
    ),
    "he": (
        "מאת: רותי לוי",
        "מקור: עיתון הנמל",
        "עודכן: 03.05.2024 10:15",
        "יום שישי, 3 במאי 2024",
        "צילום: דני כהן",
    ),
    "hi": (
        "लेखक: अनिता शर्मा",
        "स्रोत: बंदरगाह समाचार",
        "अपडेट: 03 मई 2024 10:15",
        "शुक्रवार, 3 मई 2024",
        "फोटो: रवि कुमार",
    ),
    "hu": (
        "Szerző: Példa Anna",
        "Forrás: Kikötő",
        "Frissítve: 2024. május 3. 10:15",
        "2024. május 3., péntek",
        "Fotó: Nagy Béla",
    ),
    "id": (
        "Penulis: Sari Dewi",
        "Sumber: Harian Pelabuhan",
        "Diperbarui 03/05/2024 10:15",
        "Jumat, 3 Mei 2024",
        "Foto: Budi Santoso",
    ),
    "it": (
        "Autore: Anna Bianchi",
        "Fonte: Il Porto",
        "Aggiornato il 03/05/2024 alle 10:15",
        "venerdì 3 maggio 2024",
        "Foto: Mario Rossi",
    ),
    "ja": (
        "文：山田花子",
        "出典：港新聞",
        "更新日：2024年5月3日 10:15",
        "2024年5月3日（金）",
        "写真：田中太郎",
    ),
    "ko": ("김하나 기자", "출처: 항구일보", "입력 2024.05.03 10:15", "2024년 5월 3일 금요일", "사진: 이민수"),
    "nb": (
        "Tekst: Anna Hansen",
        "Kilde: Havneposten",
        "Oppdatert 03.05.2024 10:15",
        "fredag 3. mai 2024",
        "Foto: Ola Berg",
    ),
    "nl": (
        "Auteur: Anna Jansen",
        "Bron: De Haven",
        "Bijgewerkt 03-05-2024 10:15",
        "vrijdag 3 mei 2024",
        "Foto: Jan de Vries",
    ),
    "pl": (
        "Autor: Anna Nowak",
        "Źródło: Port",
        "Aktualizacja: 03.05.2024 10:15",
        "piątek, 3 maja 2024",
        "Fot. Jan Kowalski",
    ),
    "pt": (
        "Autor: Ana Ferreira",
        "Fonte: O Porto",
        "Atualizado em 03/05/2024 às 10h15",
        "sexta-feira, 3 de maio de 2024",
        "Foto: João Silva",
    ),
    "ro": (
        "Autor: Ana Popescu",
        "Sursa: Portul",
        "Actualizat: 03.05.2024 10:15",
        "vineri, 3 mai 2024",
        "Foto: Ion Ionescu",
    ),
    "ru": (
        "Автор: Анна Примерова",
        "Источник: Портовая газета",
        "Обновлено: 03.05.2024 10:15",
        "пятница, 3 мая 2024",
        "Фото: Иван Петров",
    ),
    "sv": (
        "Text: Anna Svensson",
        "Källa: Hamnbladet",
        "Uppdaterad 2024-05-03 10:15",
        "fredag 3 maj 2024",
        "Foto: Lars Holm",
    ),
    "tr": (
        "Yazar: Ayşe Yılmaz",
        "Kaynak: Liman",
        "Güncelleme: 03.05.2024 10:15",
        "3 Mayıs 2024 Cuma",
        "Fotoğraf: Ali Demir",
    ),
    "uk": (
        "Автор: Оксана Коваль",
        "Джерело: Порт",
        "Оновлено: 03.05.2024 10:15",
        "п'ятниця, 3 травня 2024",
        "Фото: Іван Шевчук",
    ),
    "vi": (
        "Tác giả: Lê Anh",
        "Nguồn: Báo Cảng",
        "Cập nhật 03/05/2024 10:15",
        "Thứ Sáu, ngày 3 tháng 5 năm 2024",
        "Ảnh: Trần Minh",
    ),
    "zh": (
        "作者：李明",
        "来源：港口日报",
        "更新时间：2024-05-03 10:15",
        "2024年5月3日 星期五",
        "图片来源：王强",
    ),
}
NAMED = {
    "de": "Von Anna Beispiel",
    "fr": "Par Anne Dubois",
    "es": "Por Ana Molina",
    "it": "Di Anna Bianchi",
    "pt": "Por Ana Ferreira",
    "nl": "Door Anna Jansen",
    "sv": "Av Anna Svensson",
    "da": "Af Anna Jensen",
    "nb": "Av Anna Hansen",
}


def goes(line: str, lines: list[str], categories: str) -> bool:
    return any(lines[verdict.line] == line for verdict in judge(lines, categories=categories))


def test_every_language_is_there() -> None:
    assert {*LINES, "any"} == set(pack_names())


@pytest.mark.parametrize("language", LINES)
def test_provenance_goes_with_all_alone(language: str) -> None:
    for place, line in enumerate(LINES[language]):
        lines = [line, "", *SAID] if place in HEAD else [*SAID, line]
        assert goes(line, lines, "all"), line
        assert not goes(line, lines, "interface"), line


@pytest.mark.parametrize("language", LINES)
def test_dates_amid_the_text_stay(language: str) -> None:
    date = LINES[language][3]
    assert not goes(date, [*SAID, date, *SAID], "all")


@pytest.mark.parametrize("language", NAMED)
def test_a_name_behind_a_word_goes_beside_what_went(language: str) -> None:
    line, date = NAMED[language], LINES[language][3]
    assert goes(line, [line, "", date, "", *SAID], "all")
    assert not goes(line, [line, "", date, "", *SAID], "interface")
    assert not goes(line, [line, *SAID], "all")


@pytest.mark.parametrize(
    "line",
    [
        "Von der Elbe bis zum Rhein",
        "Par temps de brume",
        "Por primera vez en años",
        "Di padre in figlio",
        "Por causa do nevoeiro",
        "Door dik en dun",
        "Av alla de båtarna",
        "Written by hand",
        "Published in May 2019",
        "Apollo 11, 1969",
        "Volume 3, 2008",
        "更新",
        "文：と書かれた札がある。",
    ],
)
def test_headings_of_the_same_words_stay(line: str) -> None:
    assert not goes(line, [line, "3 May 2024", *SAID], "all")
