# ruff: noqa: E501 - pages are easier to read unbroken
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metadata_page import hints, page, script

from cleankit.html.metadata.dates import date_in_address, dates_in, parse_date, reading
from cleankit.testing import check_linear_time, cpu_seconds

VISIBLE = [
    ("en", "May 3, 2024"),
    ("en", "Friday 3rd of May 2024"),
    ("de", "Freitag, 3. Mai 2024"),
    ("fr", "le 3 mai 2024"),
    ("es", "3 de mayo de 2024"),
    ("pt", "3 de maio de 2024"),
    ("it", "3 maggio 2024"),
    ("nl", "3 mei 2024"),
    ("sv", "3 maj 2024"),
    ("da", "3. maj 2024"),
    ("no", "3. mai 2024"),
    ("fi", "3. toukokuuta 2024"),
    ("pl", "3 maja 2024"),
    ("cs", "3. května 2024"),
    ("sk", "3. mája 2024"),
    ("hr", "3. svibnja 2024."),
    ("hu", "2024. május 3."),
    ("ro", "3 mai 2024"),
    ("ru", "3 мая 2024"),
    ("uk", "3 травня 2024"),
    ("bg", "3 май 2024"),
    ("el", "3 Μαΐου 2024"),
    ("tr", "3 Mayıs 2024"),
    ("id", "3 Mei 2024"),
    ("vi", "ngày 3 tháng 5 năm 2024"),
    ("lt", "2024 m. gegužės 3 d."),
    ("ar", "٣ مايو ٢٠٢٤"),
    ("he", "3 במאי 2024"),
    ("hi", "3 मई 2024"),
    ("th", "3 พฤษภาคม 2567"),
    ("zh", "2024年5月3日"),
    ("ja", "2024年5月3日"),
    ("ko", "2024년 5월 3일"),
]


@pytest.mark.parametrize(("lang", "text"), VISIBLE)
def test_visible_below_the_headline(lang, text):
    found = hints(page(below=f"<div>{text}</div>", lang=lang))
    assert (found.date, found.sources["date"]) == ("2024-05-03", "text")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024/05/03 10:00:00", "2024-05-03T10:00:00"),
        ("2024-05-03T10:00:00.123+0200", "2024-05-03T10:00:00+02:00"),
        ("Fri, 03 May 2024 10:15:00 GMT", "2024-05-03T10:15:00Z"),
        ("May 3, 2024 at 10:15 p.m.", "2024-05-03T22:15:00"),
        ("Dec 17th 2025", "2025-12-17"),
        ("15-Mar-2024", "2024-03-15"),
        ("20240503", "2024-05-03"),
        ("20240503T101112Z", "2024-05-03T10:11:12Z"),
        ("1714730000", "2024-05-03T09:53:20Z"),
        ("1714730000000", "2024-05-03T09:53:20Z"),
        ("Tue Feb 11 10:12:13 CET 2025", "2025-02-11"),
        ("13/11/2025 09:21:40", "2025-11-13T09:21:40"),
        ("3.5.2024", "2024-05-03"),
        ('"2025-12-17T13:22:47Z"', "2025-12-17T13:22:47Z"),
        ("2024-02-31", None),
        ("May 2024", None),
        ("3 quays 2024", None),
        ("0000-00-00 00:00:00", None),
        ("99999999999999999999", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_values(value, expected):
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    ("lang", "region", "expected"),
    [
        ("en", "US", "2024-03-05"),
        ("en", "GB", "2024-05-03"),
        ("en", None, "2024-03-05"),
        ("fr", None, "2024-05-03"),
    ],
)
def test_numbers_are_read_by_region(lang, region, expected):
    assert parse_date("03/05/2024", reading(lang, region)) == expected


def test_a_month_is_read_in_the_language_of_the_page():
    assert parse_date("3 listopada 2024", reading("hr", None)) == "2024-10-03"
    assert parse_date("3 listopada 2024", reading("pl", None)) == "2024-11-03"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2024/05/03/quay", "2024-05-03"),
        ("https://a.example/news/2024-05-03-quay.html", "2024-05-03"),
        ("https://a.example/2024/may/3/quay", "2024-05-03"),
        ("https://a.example/20240503/quay", "2024-05-03"),
        ("https://a.example/2025/12/small-adventures", None),
        ("https://a.example/2022/12", None),
        ("https://a.example/item-2024123", None),
        ("https://a.example/?d=2024/05/03", None),
        ("https://2024.example/05/03", None),
        ("https://a.example/2024/13/45/x", None),
        (None, None),
    ],
)
def test_address(url, expected):
    assert date_in_address(url) == expected


@pytest.mark.parametrize(
    ("below", "date", "modified"),
    [
        ("<p>Published May 3, 2024 · Updated June 1, 2024</p>", "2024-05-03", "2024-06-01"),
        ("<p>Last updated: June 1, 2024</p>", "2024-06-01", "2024-06-01"),
        ("<p>Aktualisiert am 1. Juni 2024</p><p>Veröffentlicht am 3. Mai 2024</p>", "2024-05-03", "2024-06-01"),
        ("<time class=updated datetime=2024-06-01>x</time><time class=published datetime=2024-05-03>y</time>",
         "2024-05-03", "2024-06-01"),
        ("<time datetime='2024-05-03T10:00+02:00'>Friday</time>", "2024-05-03T10:00:00+02:00", None),
    ],
)  # fmt: skip
def test_update_is_told_from_publication(below, date, modified):
    found = hints(page(below=below))
    assert (found.date, found.modified) == (date, modified)


@pytest.mark.parametrize(
    ("below", "after", "expected"),
    [
        # A line near the headline goes before what is called a date far from it.
        ("<p>Mara Holm- 2024/5/3</p>", "<div class=card-date>2025/12/20</div>", "2024-05-03"),
        # Dates of accounts, persons and rights.
        ("<p>Joined: 4. Jul 2012, 16:09</p><p>Post by mara » 3. May 2024</p>", "", "2024-05-03"),
        ("<p>Mitglied seit 4.7.2012</p><p>3. Mai 2024</p>", "", "2024-05-03"),
        ("<p>注册：2012-07-04</p><p>2024-05-03</p>", "", "2024-05-03"),
        # A note of the first publication speaks of the article, wherever it stands.
        ("<p>30 Sep 2022, 11:07am</p>", "<p>This article was originally published on 3 May 2024 at 4:12pm but has been regularly updated.</p>", "2024-05-03T16:12:00"),
        # Numbers are read as the page's own times and other dates read them.
        ("<time datetime=2024-05-03>05/03/2024</time>", "<aside><time datetime=2024-03-05>x</time></aside>", "2024-05-03"),
        ("<time datetime=03-05-2024>03-05-2024</time>", "<time datetime=2024-05-03>May 03, 2024</time>", "2024-05-03"),
        ("<abbr class=published title=2024-05-03T10:00:00Z>Friday</abbr>", "", "2024-05-03T10:00:00Z"),
        ("<relative-time datetime=2024-05-03T10:00:00Z>last year</relative-time>", "", "2024-05-03T10:00:00Z"),
    ],
)  # fmt: skip
def test_date_of_the_article_among_others(below, after, expected):
    assert hints(page(below=below, after=after)).date == expected


@pytest.mark.parametrize(
    ("stated", "modified", "shown", "expected"),
    [
        # The software's date, as of a site that moved, gives way to the older one that readers see.
        ("2025-06-12", "2025-06-10", "November 2, 2022", "2022-11-02"),
        ("2025-06-12", None, "November 2, 2022", "2022-11-02"),
        ("2025-06-12", "2025-12-01", "November 2, 2022", "2025-06-12"),  # its history is stated
        ("2024-05-05", None, "May 3, 2024", "2024-05-05"),  # may be the day of what is reported
        ("2024-05-03", None, "June 1, 2025", "2024-05-03"),  # later
        ("2024-05-03", None, "03.05.24", "2024-05-03"),
    ],
)
def test_older_date_beside_the_headline(stated, modified, shown, expected):
    change = f', "dateModified": "{modified}"' if modified else ""
    graph = script(f'{{"@type": "Article", "datePublished": "{stated}"{change}}}')
    assert hints(page(head=graph, below=f"<p>{shown}</p>")).date == expected


@pytest.mark.parametrize(
    "after",
    [
        "<div class=comments><time datetime=2025-12-31>31 Dec</time></div>",
        "<aside><time datetime=2025-12-31>31 Dec</time></aside>",
        "<div class=related><p class=date>December 31, 2025</p></div>",
    ],
)
def test_date_of_something_else(after):
    assert hints(page(after=after)).date is None


def test_date_of_another_month_than_the_address_names():
    markup = page(below="<p>June 17, 2021</p><p>December 20, 2025</p>")
    assert hints(markup, "https://port.example/2025/12/quay").date == "2025-12-20"


def test_sentence_with_a_date_is_no_date_line():
    sentence = "The quay was closed to lorries on May 3, 2024 after the storm had moved the piling by nine centimetres."
    assert hints(page(below=f"<p>{sentence}</p>")).date is None


def test_markup_before_text_and_text_before_an_update():
    graph = script(
        '{"@type": "Article", "datePublished": "2024-05-03T10:00:00Z", "dateModified": "2024-06-01"}'
    )
    found = hints(page(head=graph, below="<p>June 1, 2024</p>"))
    assert (found.date, found.modified, found.sources["date"]) == (
        "2024-05-03T10:00:00Z",
        "2024-06-01",
        "json-ld",
    )


@given(st.text(max_size=200))
def test_any_text(text):
    parse_date(text)
    found = list(dates_in(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.clock
@pytest.mark.parametrize(
    "piece", ["1 ", "aa ", "11.11.", "12 abc ", "2024 ", "1 de ", "abc 1, ", "12 a b c d e "]
)
def test_time_is_linear(piece):
    check_linear_time(lambda times: cpu_seconds(lambda: list(dates_in(piece * times))), 2_000)
