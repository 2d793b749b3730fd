"""What made other tools quadratic, let them hang or raise: here it costs what its length costs.

Filters that hang, kill their worker or eat its memory are in test_workers.py.
"""

import os
import time

import pytest
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

SIZE = 100_000
TIMEOUT = 20  # seconds a record; in quadratic time each of these would take minutes or more


def sized(unit):
    return unit * (SIZE // len(unit))


TEXTS = {
    "phone numbers": sized("555-"),
    "combining marks": "a" + sized("\u0301\u0327"),
    "combining marks of all classes": "e" + sized("\u0316\u0300\u0345\u05b0"),
    "open tags": sized("<a "),
    "open brackets": sized("<"),
    "open comments": sized("<!--"),
    "tags in tags": sized("<b>"),
    "tags closed twice": sized("</b>"),
    "entities without end": sized("&amp"),
    "entities of entities": "&" + sized("amp;"),
    "numeric entities": sized("&#x1F600"),
    "one word": sized("a"),
    "digits": sized("1"),
    "dots": sized("."),
    "blanks": sized(" ") + "x",
    "blank lines": sized(" \n"),
    "tabs and blanks": sized("\t "),
    "quotes": sized("“"),
    "quotes of both kinds": sized("“'"),
    "mojibake": sized("â€œ"),
    "mojibake of mojibake": sized("Ã¢â‚¬Å“"),
    "mojibake without end": sized("Ã"),
    "bytes of C1": sized("\x93\x94"),
    "emoji": sized("😀"),
    "joiners": sized("👩\u200d"),
    "ideographs": sized("新"),
    "one line again and again": sized("The bridge opens on Monday, the mayor said.\n"),
    "lines that are nearly equal": "".join(f"The bridge opens on day {i}, they say.\n" for i in range(2500)),
    "boilerplate": sized("Advertisement\n"),
    "beginnings of boilerplate": sized("Sign up for our newsletter "),
    "addresses": sized("https://a.b/"),
    "dashes": sized("- "),
    "carriage returns": sized("\r"),
    "separators": sized("\u2028"),
    "soft hyphens": sized("a\u00ad"),
    "right to left": sized("\u202e"),
    "lone surrogates": sized("a\ud800"),
    "brackets": sized("[["),
    "backslashes": sized("\\n"),
    "counters": sized("1 comment "),
    "nothing but marks": sized("?!"),
}
PAGES = {
    "nesting": sized("<div>") + CLEAN,
    "nesting of inline tags": sized("<b><i>") + CLEAN,
    "tables in tables": sized("<table><tr><td>") + CLEAN,
    "lists in lists": sized("<ul><li>") + CLEAN,
    "attributes": "<p " + "".join(f"a{i}=1 " for i in range(SIZE // 8)) + f">{CLEAN}</p>",
    "open tags": sized("<a ") + CLEAN,
    "open comments": sized("<!--") + CLEAN,
    "misnested formatting": sized("<b><p></b>") + CLEAN,
    "selects": sized("<select><option>") + CLEAN,
    "paragraphs": sized(f"<p>{CLEAN}</p>"),
    "lone surrogates": f"<p>{CLEAN}\ud800</p>",
    "empty": "",
}


@pytest.mark.slow
@pytest.mark.parametrize(("field", "poison"), [("text", TEXTS), ("html", PAGES)])
def test_each_costs_nothing_but_its_length(tmp_path, field, poison):
    good = {"text": DIRTY, "html": f"<p>{CLEAN}</p>"}[field]
    records = [one for name, text in poison.items() for one in ({field: good}, {"id": name, field: text})]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*records, {field: good}))
    args = ["--timeout", TIMEOUT, "--add-fields", "--workers", min(2, os.cpu_count() or 1)]
    args += ["--html-field", "html"] if field == "html" else []
    started = time.monotonic()
    batch_clean("in.jsonl", "-o", "out.jsonl", *args, cwd=tmp_path)
    assert time.monotonic() - started < 3 * TIMEOUT
    out = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert [record.get("id") for record in out] == [record.get("id") for record in records] + [None]
    assert {record["text"] for record in out if "id" not in record} == {CLEAN}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["nesting", "attributes", "open tags"])
def test_a_poison_page_is_a_page(tmp_path, name):
    (tmp_path / "a.html").write_text(PAGES[name])
    batch_clean("a.html", "-o", "a.txt", "--timeout", TIMEOUT, cwd=tmp_path)
    if name != "open tags":  # there the sentence is in a tag that nobody closes
        assert CLEAN in (tmp_path / "a.txt").read_text()
