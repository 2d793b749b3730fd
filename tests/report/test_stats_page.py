"""The page of statistics in headless Chromium: drawn, moved by keyboard, on a phone, deaf to data."""

import json
import time

import pytest

from cleankit.report.stats_page import write_stats_page
from cleankit.stats import stats

pytestmark = pytest.mark.slow

WINDOW = "1280,900"
SITES = 15
HOSTILE = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stats")
    records = [
        {
            "text": f"{HOSTILE} " + "The bridge opens again on Monday. " * (n % 40),
            "site": f"{HOSTILE} {n % SITES}",
        }
        for n in range(200)
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    write_stats_page(folder / "stats.html", stats(folder / "in.jsonl"))
    return (folder / "stats.html").as_uri()


@pytest.fixture
def page(driver, address):
    driver.get("about:blank")
    driver.get(address)
    end = time.monotonic() + 20
    while not driver.execute_script("return performance.getEntriesByName('drawn').length"):
        assert time.monotonic() < end, "the page is drawn"
        time.sleep(0.02)
    return driver


def effect(page):
    return page.execute_script("return document.querySelector('.effect').textContent")


def setting(page):
    return page.execute_script("return document.querySelector('.setting').textContent")


def test_it_shows_every_measure_and_runs_nothing_from_data(page):
    assert page.execute_script("return document.querySelectorAll('.measure').length") == 14
    assert page.execute_script("return document.querySelectorAll('.bars i').length") > 500
    assert page.execute_script("return window.ran") is None
    assert "200 articles" in page.execute_script("return document.getElementById('lead').textContent")
    assert [entry["message"] for entry in page.get_log("browser")] == []
    loaded = page.execute_script("return performance.getEntriesByType('resource').length")
    assert loaded == 0


def test_arrow_keys_move_a_threshold(page):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    before = effect(page)
    assert before.startswith("< 50: ")
    slider = page.find_element(By.CSS_SELECTOR, "input[type=range]")
    slider.send_keys(Keys.HOME)
    assert effect(page).endswith("0 go, 0.0 %")
    slider.send_keys(Keys.END)
    assert effect(page).endswith("200 go, 100.0 %")
    assert slider.get_attribute("aria-valuetext") == effect(page)
    assert page.execute_script(
        "return document.querySelectorAll('.measure .bars')[0].querySelectorAll('.gone').length"
    )


def test_a_group_has_its_own_histograms(page):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.select import Select

    choice = Select(page.find_element(By.ID, "group"))
    before = effect(page)
    choice.select_by_index(1)
    assert [one.get_attribute("label") for one in page.find_elements(By.TAG_NAME, "optgroup")] == [
        "Sites",
        "Languages",
        "Files",
    ]
    assert effect(page) != before


def test_a_threshold_stays_in_another_group_until_it_is_reset(page):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.select import Select

    reset = page.find_element(By.ID, "reset")
    assert not reset.is_displayed()
    assert setting(page) == "--gate length:min_words=50"
    page.find_element(By.CSS_SELECTOR, "input[type=range]").send_keys(Keys.ARROW_RIGHT * 2)
    moved = setting(page)
    assert moved not in ("--gate length:min_words=50", "--gate length:min_words=inf")
    Select(page.find_element(By.ID, "group")).select_by_index(1)
    assert setting(page) == moved
    reset.send_keys(Keys.ENTER)
    assert setting(page) == "--gate length:min_words=50"
    assert not reset.is_displayed()


def test_tables_choose_groups_and_show_all_rows_by_keyboard(page):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    rows = "return [...document.querySelectorAll('#site tr')].filter(row => !row.hidden).length"
    assert page.execute_script(rows) == 12
    page.find_element(By.CSS_SELECTOR, "#site + .more").send_keys(Keys.ENTER)
    assert page.execute_script(rows) == SITES
    names = page.find_elements(By.CSS_SELECTOR, "#site .name")
    names[-1].send_keys(Keys.ENTER)
    chosen = page.execute_script(
        "const s = document.getElementById('group'); return s.selectedOptions[0].text"
    )
    assert chosen.startswith(names[-1].text)
    assert page.execute_script("return document.activeElement.id") == "group"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_that_go_stand_out_in_both_schemes(page, scheme):
    page.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    kept, gone = page.execute_script(
        "const of = (s) => getComputedStyle(document.querySelector(s)).backgroundImage;"
        "return [of('.bars i:not(.gone)'), of('.bars i.gone')]"
    )
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert kept != gone


def test_it_fits_a_phone(page):
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True},
    )
    try:
        wide = page.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
