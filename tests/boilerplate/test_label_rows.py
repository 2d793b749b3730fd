"""Rows of labels on one line: menus, share bars, footers, in any language; what only looks like one stays."""

import pytest

from cleankit.boilerplate.rules.label_rows import row_fits
from cleankit.chain import Chain
from cleankit.testing import check_linear_time, cpu_seconds

BEFORE = "The council met on Monday and agreed that the bridge would be repaired before the end of the year."
AFTER = "Work on the road will begin in the spring, and a second meeting has been called for next month."


def cleaned(*lines):
    return Chain("article")("\n".join([BEFORE, "", *lines, "", AFTER]))


@pytest.mark.parametrize(
    "row",
    [
        "Print | Email | Share",
        "0 Comments | Print | Share",
        "Top | Back | E-mail to a friend | Printable version",
        "Privacy policy · Terms of use · Contact us",
        "Previous Article Next Article",
        "Log in Sign up",
        "Newsletter | Prenumerata | E-wydania | Mobile | RSS",
        "Compartilhar | Imprimir | Enviar por e-mail",
        "Войти / Регистрация",
        "Версия для печати | Обсудить на форуме | Закладка",
        "打印本页 | 关闭窗口 | 返回顶部",
        "[打印] [关闭] [返回顶部]",
        "公司简介 - 联系方法 - 招聘信息 - 隐私政策 - 网站地图",
    ],
)
def test_a_row_of_labels_goes_wherever_it_stands(row):
    assert cleaned(row) == f"{BEFORE}\n\n{AFTER}"


@pytest.mark.parametrize(
    "line",
    [
        "Settings > Account > Log out",
        "File > Share > Print",
        "Archive | Winter 1954",
        "Menu | Price | Share of sales",
        "Monday | Tuesday | Wednesday",
        "Politik - Wirtschaft - Kultur",
        "Search - A Love Story",
        "Read the book / Watch the film",
        "Contact us by email:",
        "Log in to win",
        "Subscribe to the theory",
        "Comments on the law",
        "Поиск / спасение",
        "分享 | 一九五四年冬天的故事",
    ],
)
def test_what_only_looks_like_one_stays(line):
    assert line in cleaned(line)


def test_rows_of_a_table_stay():
    table = ["Name | Email | Share", "Lee | lee@harbour.example | 12", "Dahl | dahl@harbour.example | 9"]
    assert "\n".join(table) in cleaned(*table)


def test_a_row_within_a_sentence_or_announced_by_a_colon_stays():
    lines = ["The page ends with three links:", "Print | Email | Share"]
    assert "\n".join(lines) in cleaned(*lines)


def test_what_the_user_keeps_is_no_label():
    chain = Chain("article").replace("boilerplate", keep=["share", "comments"])
    row = "Print | Email this | Share"
    assert row in chain(f"{BEFORE}\n\n{row}\n\n{AFTER}")


@pytest.mark.clock
@pytest.mark.parametrize("label", ["print | ", "print ", "| ", "winter 1954 - "])
def test_long_rows_cost_what_they_are_long(label):
    named = {"print": {"anywhere": "en:share"}}
    check_linear_time(lambda times: cpu_seconds(row_fits, (label * times).strip(), named), 100)
