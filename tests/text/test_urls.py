"""Addresses out of records: whatever stands there, nothing raises and no article is lost."""

import json

import pytest

import cleankit
from cleankit import Chain, Document, batch
from cleankit.boilerplate.rules.sites import site_of
from cleankit.html.site_rules import SiteRules
from cleankit.text.urls import host

BAD = [
    "http://[",
    "http://[::1",
    "//[x]/",
    "http://a]b/",
    "http://℀.example/",
    "\ud800",
    "\0",
    ":",
    7,
    b"x",
    1.5,
    [],
]
PAGE = (
    '<html><head><link rel="canonical" href="http://["><meta property="og:url" content="http://[::1"></head>'
    "<body><article><p>The boat left the harbour on Monday, as it does every week of the year.</p></article>"
)
LINES = ["The boat left the harbour on Monday, the captain said.", "Advertisement"] * 8


@pytest.mark.parametrize("url", BAD)
def test_no_address_has_no_host(url):
    assert host(url) == ""
    assert site_of(Document("", url=url)) == ""
    assert SiteRules().find(url) is None


@pytest.mark.parametrize(
    ("url", "wanted"), [("HTTPS://www.Example.ORG:80/x", "www.example.org"), ("//a.b/", "a.b")]
)
def test_an_address_has_one(url, wanted):
    assert host(url) == wanted


@pytest.mark.parametrize("url", BAD)
def test_a_bad_address_costs_nothing(url):
    plain = [verdict.line for verdict in cleankit.judge(LINES)]
    assert [verdict.line for verdict in cleankit.judge(LINES, url=url)] == plain
    for preset in ("article", "extracted"):
        chain = Chain(preset)
        text = "\n".join(LINES)
        assert chain.run(Document(text, url=url)).text == chain(text)


@pytest.mark.parametrize("url", ["http://[", None, "", "not an address"])
def test_a_page_with_a_bad_address_is_extracted(url):
    assert "The boat left" in cleankit.html.extract(PAGE, url).text


@pytest.mark.parametrize("preset", ["article", "extracted", "html"])
def test_records_with_bad_addresses_are_cleaned(tmp_path, preset):
    urls = [url for url in BAD if not isinstance(url, bytes)]
    records = [json.dumps({"url": url, "text": "\n".join(LINES)}) for url in urls]
    (tmp_path / "in.jsonl").write_text("\n".join(records))
    summary = batch.run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", chain=Chain(preset))
    assert summary.exit_code == 0
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == len(urls)
