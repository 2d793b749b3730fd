import pytest

from cleankit import Chain
from cleankit.document import Document

GREEK = "Ο δήμαρχος είπε ότι η παλιά γέφυρα ανοίγει τον Μάιο.\nΟι εργασίες κράτησαν έντεκα μήνες."
ENGLISH = "The mayor said that the old bridge opens in May.\nThe repairs took eleven months."
chain = Chain("foreign-lines")


@pytest.mark.parametrize(
    "text",
    [
        "",
        ENGLISH,
        GREEK,
        f"{GREEK}\nUS",  # too short to say anything
        f"{GREEK}\nΕίπε:\nThe bridge opens again on Monday.",  # announced
        f'{GREEK}\n"The bridge opens again on Monday."',  # quoted
        f"{GREEK}\n- Bridge over the River Kwai",
        f"{GREEK}\n```\nprint('The bridge opens on Monday')\n```",
        f"{GREEK}\nΗ γέφυρα Golden Gate Bridge άνοιξε.",
        f"{GREEK}\n\n{ENGLISH}",  # in two scripts
        f"{ENGLISH}\nDie alte Brücke wird im Mai wieder geöffnet.",  # in two languages, one script
        "市長は月曜日、川にかかる古い橋が五月に再び開通すると述べた。\n東京都千代田区霞が関一丁目国会議事堂前\nニュース一覧",
    ],
)
def test_stays(text):
    assert chain(text) == text


@pytest.mark.parametrize(
    ("article", "stray", "rule"),
    [
        (GREEK, "Subscribe to our newsletter", "foreign-lines:latin"),
        (ENGLISH * 2, "Подписывайтесь на наш канал", "foreign-lines:cyrillic"),
        (ENGLISH * 2, "使用微信扫描二维码分享", "foreign-lines:han"),
        ("Мэр сказал, что старый мост откроется в мае.", "Share on Facebook", "foreign-lines:latin"),
    ],
)  # fmt: skip
def test_changes(article, stray, rule):
    report = chain.audit(Document(f"{article}\n{stray}"))
    assert report.text == article
    assert [edit.rule for layer in report.layers for edit in layer.edits] == [rule]
