"""The page in headless Chromium: it opens fast, is used by keyboard, and runs nothing from data."""

import time

import pytest

from cleankit import Chain, Document
from cleankit.audit.shown import Shown
from cleankit.report.page import write_page

pytestmark = pytest.mark.slow

ARTICLES = 2_000
WINDOW = "1440,900"
HOSTILE = [
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "<svg onload=window.ran=1><a href='javascript:window.ran=1'>x</a>",
    "<!--<script>window.ran = 1//-->",
    "{records} {figures} \u202eevil\u202c \u2028 \ud800 \x1b[31m \x00",
]
PLACES = ["harbour", "mill", "orchard", "quarry", "station", "chapel", "market"]


def article(number):
    """Return a made-up article of some 3,000 characters with the usual junk around it."""
    place = PLACES[number % len(PLACES)]
    body = [
        f"The {place} of parish {number} opened its gates on day {k}, and {11 * k + number} people “came to "
        f"see” it.  Nobody’s boat was harmed, said the keeper of the {place}, who counted {7 * k + 3} lamps."
        for k in range(14)
    ]
    hostile = HOSTILE[number % len(HOSTILE)] if number % 4 == 0 else "Share on Facebook"
    lines = [
        f"Report {number} from the {place}",
        "Advertisement",
        hostile,
        *body,
        "",
        "",
        "Sign up for our newsletter",
    ]
    return Document("\n".join(lines), id=f"{hostile} {number}" if number % 50 == 0 else f"parish-{number}")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("browser") / "review.html"
    write_page(path, map(Chain("article").audit, map(article, range(ARTICLES))), title=HOSTILE[0])
    return path.as_uri()


class Page:
    """What a person sees and does."""

    def __init__(self, driver, address):
        self.driver, self.address = driver, address
        driver.get("about:blank")
        driver.get(address)
        self.wait("return performance.getEntriesByName('drawn').length", "the page is drawn")

    def run(self, script):
        return self.driver.execute_script(script)

    def wait(self, script, what):
        end = time.monotonic() + 20
        while not (found := self.run(script)):
            assert time.monotonic() < end, what
            time.sleep(0.02)
        return found

    def press(self, keys):
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(keys).perform()

    def text(self, ident):
        return self.run(f"return document.getElementById('{ident}').textContent")

    def complaints(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture
def page(driver, address):
    shown = Page(driver, address)
    yield shown
    assert shown.run("return window.ran") is None
    assert shown.complaints() == []  # no error, and no violation of the policy


def test_opens_in_two_seconds(driver, address):
    opened = []
    for _ in range(3):
        page = Page(driver, address)
        opened.append(page.run("return performance.getEntriesByName('drawn')[0].startTime"))
    assert min(opened) < 2_000


def test_overview_tells_what_was_done(page):
    assert page.text("title") == HOSTILE[0]  # as text, not as markup
    assert page.text("lead").startswith("2,000 articles.")
    assert "boilerplate" in page.text("filters")
    assert "en:ad-label" in page.text("top")
    assert "English" in page.text("languages")
    shares = page.run(
        "return [...document.querySelectorAll('#shares .value')].map(e => +e.textContent.replace(',', ''))"
    )
    assert sum(shares) == ARTICLES


def test_rules_are_searched_and_show_examples(page):
    page.press("/")
    page.press("ad-lab")
    page.wait("return document.querySelectorAll('#rules .rule').length === 1", "one rule is left")
    page.run("document.querySelector('#rules summary').click()")
    page.wait("return document.querySelector('#rules .examples del')", "its examples are shown")
    assert page.run("return document.querySelector('#rules .examples del').textContent") == "Advertisement"
    page.run("document.querySelector('#rules .all').click()")
    assert page.run("return document.getElementById('rule').value") == "r:en:ad-label"
    assert page.run("return document.activeElement.querySelector('.source').textContent") == "Advertisement"


def test_next_and_previous_edit_and_article_by_keyboard(page):
    page.press("a")
    page.wait("return document.querySelectorAll('#text .stop').length", "an article is shown")
    name, stops = page.text("name"), page.run("return document.querySelectorAll('#text .stop').length")
    page.press("j")
    assert page.text("at") == f"1 / {stops}"
    assert page.run("return document.activeElement.getAttribute('aria-current')") == "true"
    page.press("jj")
    assert page.text("at") == f"3 / {stops}"
    page.press("k")
    assert page.text("at") == f"2 / {stops}"
    page.press("j" * (stops - 1))
    assert page.text("at").startswith("1 / ")
    assert page.text("name") != name  # past the last edit, into the next article
    page.press("k")
    assert (page.text("name"), page.text("at")) == (name, f"{stops} / {stops}")
    page.press("n")
    assert page.text("name") == "parish-1"
    page.press("p")
    assert page.text("name") == name


def test_filter_by_rule_marks_only_its_lines(page):
    page.press("a")
    page.run("document.getElementById('rule').value = 'r:quotes'")
    page.run("document.getElementById('rule').dispatchEvent(new Event('change'))")
    page.wait("return document.querySelectorAll('#text .stop').length", "an article is shown")
    assert page.run(
        "return [...document.querySelectorAll('.stop')].every(r => r.textContent.includes('quotes'))"
    )
    assert page.run("return document.querySelectorAll('#text .removed').length")
    assert page.run("return document.querySelectorAll('#text .removed.stop').length") == 0
    page.press("c")
    assert "as before" in page.text("text")
    page.press("x")
    assert page.text("count") == "2,000 articles"


def test_search_finds_words_and_removed_text(page):
    page.press("a")
    page.press("/")
    page.press("report 1234 from")
    page.wait("return document.getElementById('count').textContent === '1 of 2,000 articles'", "one is found")
    assert page.text("name") == "parish-1234"
    assert page.run("return CSS.highlights.get('found').size") > 0
    page.run(
        "const s = document.getElementById('search'); s.value = 'zebra'; s.dispatchEvent(new Event('input'))"
    )
    page.wait(
        "return document.getElementById('count').textContent === '0 of 2,000 articles'", "none is found"
    )
    assert page.text("name") == "No article has that"


def test_column_heads_stay_in_view(page):
    page.run("location.hash = '#2'")
    page.wait("return document.querySelector('.row.head')", "an article is drawn")
    page.run("document.getElementById('article').scrollTop = 700")
    place = "(name) => document.querySelector(name).getBoundingClientRect()"
    stuck = f"const [bar, head] = ['.bar', '.row.head'].map({place});"
    places = f"const [bar, head, row] = ['.bar', '.row.head', '.row[aria-current]'].map({place});"
    page.wait(
        f"{stuck} return Math.abs(bar.bottom - head.top) < 2 && head.height > 10", "they stick to the bar"
    )
    page.press("j")
    assert page.run(f"{places} return row.top > head.bottom")


def test_articles_are_named_and_the_dropped_and_refused_are_there(driver, tmp_path):
    report = Chain("article", "length").audit(Document("Snow “fell”.", id="a7"))
    shown = [
        Shown(report, "Snow at last", "https://example.org/snow", "news.jsonl: line 3"),
        Shown(None, None, None, "news.jsonl: line 9", "not JSON", "<b>bad"),
    ]
    write_page(tmp_path / "out.html", shown)
    page = Page(driver, (tmp_path / "out.html").as_uri())
    assert "1dropped by a gate" in page.text("figures").replace("\n", "")
    assert "length: words < 50" in page.text("reasons")
    page.run("location.hash = '#1'")
    page.wait(
        "return document.getElementById('name').textContent === 'Snow at last'", "its title is its name"
    )
    assert page.text("from") == "a7 · https://example.org/snow · news.jsonl: line 3"
    assert "Dropped, so not in the output: length: words 2 < 50" in page.text("text")
    page.run("location.hash = '#2'")
    page.wait(
        "return document.getElementById('name').textContent === 'news.jsonl: line 9'", "its place is its name"
    )
    assert "In quarantine, so not cleaned: not JSON" in page.text("text")
    assert page.run("return document.querySelector('.source').textContent") == "<b>bad"
    assert page.run("return document.querySelector('.row:not(.head) .clean').textContent") == ""
    page.run("document.getElementById('fate').value = 'dropped'")
    page.run("document.getElementById('fate').dispatchEvent(new Event('change'))")
    assert page.text("count") == "1 of 2 articles"
    page.press("/")
    assert page.complaints() == []


def test_hostile_text_is_shown_as_text(page):
    page.press("a")
    tags = set()
    for number in range(4, 44, 4):
        page.run(f"location.hash = '#{number + 1}'")
        page.wait(f"return document.getElementById('name').textContent === 'parish-{number}'", number)
        tags |= set(page.run("return [...document.querySelectorAll('#text *')].map(e => e.localName)"))
    assert tags <= {"div", "span", "del", "ins", "button"}
    page.run("location.hash = '#1'")
    page.wait("return document.getElementById('name').textContent.endsWith(' 0')", "the first article")
    assert HOSTILE[0] in page.text("text")


def test_escapes_what_drives_a_screen(page):
    page.run("location.hash = '#5'")  # article 4 has the last hostile line
    page.wait("return document.getElementById('name').textContent === 'parish-4'", "article 4")
    text = page.text("text")
    assert "\\u202eevil" in text
    assert "\\ud800" in text
    assert "\\x1b" in text


def test_dark_by_the_system_and_by_the_button(page):
    colour = "return getComputedStyle(document.body).backgroundColor"
    light = page.run(colour)
    page.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    )
    try:
        dark = page.run(colour)
        assert dark != light
        page.press("t")
        assert page.run(colour) == light
        page.press("t")
        assert page.run(colour) == dark
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        page.run("localStorage.clear()")


def test_phone_has_no_sideways_scroll_and_opens_an_article(page):
    size = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    wide = "return document.documentElement.scrollWidth"
    try:
        assert page.run(wide) == 360
        page.press("a")
        page.wait("return document.querySelectorAll('.item').length", "the list is shown")
        assert page.run(wide) == 360
        drawn = page.run("return document.querySelectorAll('.item').length")
        page.run("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait(f"return document.querySelectorAll('.item').length > {drawn}", "more of the list is drawn")
        page.run("document.getElementById('item-3').click()")
        assert page.run("return document.getElementById('text').offsetWidth") > 300
        assert page.run("return document.getElementById('list').offsetWidth") == 0
        assert page.run(wide) == 360
        page.run("document.getElementById('back').click()")
        assert page.run("return document.getElementById('list').offsetWidth") > 300
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_help_opens_and_closes_by_keyboard(page):
    from selenium.webdriver.common.keys import Keys

    page.press("?")
    assert page.run("return document.getElementById('keys').open")
    page.press(Keys.ESCAPE)
    page.wait("return !document.getElementById('keys').open", "the keys are hidden")


def test_everything_that_acts_has_a_name(page):
    page.press("a")
    page.wait("return document.querySelectorAll('#text .stop').length", "an article is shown")
    nameless = """return [...document.querySelectorAll('button, input, select, [role=listbox], [role=table]')]
        .filter(e => !e.ariaLabel && !e.textContent.trim() && !e.labels?.length).map(e => e.outerHTML)"""
    assert page.run(nameless) == []
