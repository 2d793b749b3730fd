"""The page of statistics in headless Chromium: drawn, moved by keyboard, on a phone, deaf to data."""

import json
import time

import pytest

from cleankit.report.stats_page import write_stats_page
from cleankit.stats import stats

pytestmark = pytest.mark.slow

WINDOW = "1280,900"
HOSTILE = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stats")
    records = [
        {
            "text": f"{HOSTILE} " + "The bridge opens again on Monday. " * (n % 40),
            "site": f"{HOSTILE} {n % 3}",
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
    site = next(i for i, option in enumerate(choice.options) if option.text.startswith("site: "))
    before = effect(page)
    choice.select_by_index(site)
    assert effect(page) != before


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
