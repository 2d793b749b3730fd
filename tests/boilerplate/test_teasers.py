"""Headlines of other stories with their times go below an article; its own lists by time stay."""

import pytest

from cleankit import Chain
from cleankit.boilerplate.teasers import teaser_lines
from cleankit.document import Lines
from cleankit.filters.boilerplate import boilerplate_lines
from cleankit.testing import check_linear_time, cpu_seconds

SAID = [
    "The mayor said on Monday that the bridge will open again in spring, after two years.",
    "The port wants a second pier by then, and the council is to vote on it in October.",
    "Fishermen doubt it: the last pier took nine years and was never quite finished.",
]


def kept(below: list[str], above: list[str] = SAID, **options: object) -> list[str]:
    texts = [*above, *below]
    gone = {verdict.line for verdict in boilerplate_lines(Lines(texts), **options)}
    assert not gone & set(range(len(above)))
    return [text for line, text in enumerate(texts) if line not in gone and line >= len(above)]


@pytest.mark.parametrize(
    "teasers",
    [
        ["Fog on the lake 20/1/2026 05:10", "Pier too short 20/1/2026 05:05", "Fares rise 19/1/2026 05:00"],
        ["- 湖上起雾 04/10 07:43", "- 码头太短 04/10 07:03", "- 票价上涨 04/10 02:07"],
        ["• Nebel am See (3.5.2024 9:15)", "• Steg zu kurz (2.5.2024 18:00)", "• Preise (2.5.2024 7:30)"],
        ["Туман 2024-05-03 | 09:15", "Пирс короток 2024-05-02 | 18:00", "Цены 2024-05-02 | 07:30"],
        ["08:40 \t\tMgła nad jeziorem", "08:32 Molo za krótkie?", "08:25 Ceny w górę", "07:10 Port..."],
        ["20:01 Ομίχλη στη λίμνη", "19:36 Ο μόλος", "18:22 Ακριβότερα εισιτήρια", "15:04 Λιμάνι"],
        ["ضباب فوق البحيرة 03/05/2024 09:15", "الرصيف قصير 02/05/2024 18:00", "الأسعار 02/05/2024 07:30"],
    ],
)
def test_teasers_go_in_every_language(teasers: list[str]) -> None:
    assert kept(teasers) == []


def test_dates_between_headlines_go_with_them() -> None:
    teasers = ["2011-12-22 00:00:00.0", "Fog again", "2011-12-17 10:00:00", "Fares", "2011-06-30 09:00"]
    assert kept(teasers) == []


@pytest.mark.parametrize(
    "own",
    [
        ["Harbour - Lakes 20/1/2026 15:00", "Nets - Boats 21/1/2026 15:00", "Piers - Fog 27/1/2026 18:00"],
        [
            "Harbour 2-1 Lakes 27/1/2026 15:00",
            "Nets 0-0 Boats 21/1/2026 15:00",
            "Piers 3-1 Fog 2/1/2026 9:00",
        ],
        ["8:05 Oldbridge", "8:35 Harrow Mill", "9:05 Long Marsh", "9:40 Skerry"],
        ["09:00 Registration", "10:30 Opening", "12:00 Lunch", "10:00 Boats (Sunday)"],
        ["20:01 The harbour is closed.", "19:36 Two boats collide.", "18:22 Fog.", "15:04 All is calm."],
        ["Fog on the lake 20/1/2026 05:10", "Pier too short 20/1/2026 05:05"],
        ["Ferry 12 5.30", "Ferry 9 4.30", "Ferry 7 4.10"],
        ["3 May 2024", "2 May 2024", "1 May 2024"],
    ],
    ids=["fixtures", "results", "timetable", "programme", "live report", "two", "fares", "days"],
)
def test_lists_of_the_article_stay(own: list[str]) -> None:
    assert kept(own) == own


def test_amid_the_article_and_without_one_they_stay() -> None:
    teasers = [
        "Fog on the lake 20/1/2026 05:10",
        "Pier too short 20/1/2026 05:05",
        "Fares rise 19/1/2026 05:00",
    ]
    assert kept([*teasers, SAID[0] + " So it is."]) == [*teasers, SAID[0] + " So it is."]
    assert kept(teasers, SAID[:1]) == teasers


def test_teasers_are_of_the_category_related() -> None:
    teasers = [
        "Fog on the lake 20/1/2026 05:10",
        "Pier too short 20/1/2026 05:05",
        "Fares rise 19/1/2026 05:00",
    ]
    assert kept(teasers, keep=["related"]) == teasers


def test_they_come_back_and_nothing_more_goes() -> None:
    text = "\n\n".join(
        [*SAID, *["- Fog 20/1/2026 05:10", "- Pier 20/1/2026 05:05", "- Fares 19/1/2026 05:00"]]
    )
    chain = Chain("article")
    report = chain.audit(text)
    assert report.text == "\n\n".join(SAID) == chain(report.text)
    assert report.undo() == text


@pytest.mark.clock
def test_linear() -> None:
    def seconds(times: int) -> float:
        lines = [*SAID, *["Fog on the lake 20/1/2026 05:10", "A link"] * times]
        return cpu_seconds(teaser_lines, Lines(lines), ())

    check_linear_time(seconds, 250, least=0.025)
