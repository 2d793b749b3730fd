"""The table [html] of a configuration: what it takes, and that everything that reads pages follows it."""

import json
import subprocess
import sys

import orjson
import pytest
from courier_page import ARTICLE, COMMENTS, page

from cleankit import Chain, ConfigError, InputError, batch
from cleankit.extraction import PageOptions
from cleankit.html import clean_html, extract
from cleankit.html.audit import audit_page

TITLE = "Storm closes harbour of Kalmar"
SAID = "They should have replaced them ten years ago, when the money for it was there."
PAGE = page(after=COMMENTS)
RULES = '["courier.example"]\nkeep = ["aside.related"]\ndrop = [".teaser-text"]\n'


def config(**options):
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in options.items())
    return f'extends = "minimal"\n[html]\n{lines}'


def cleaned(tmp_path, table, name="page.html", data=None, **how):
    (tmp_path / name).write_bytes(data or PAGE.encode())
    (tmp_path / "chain.toml").write_text(config(**table))
    chain = Chain.from_toml(tmp_path / "chain.toml")
    summary = batch.run([str(tmp_path / name)], str(tmp_path / "out.jsonl"), chain=chain, **how)
    assert summary.exit_code == 0
    (record,) = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    return record["text"].split("\n")


def test_headline(tmp_path):
    assert cleaned(tmp_path, {"headline": "keep"})[0] == TITLE
    assert TITLE not in cleaned(tmp_path, {"headline": "drop"})
    doubled = page(f"<p>{TITLE}</p>" + "".join(f"<p>{text}</p>" for text in ARTICLE)).encode()
    assert cleaned(tmp_path, {"headline": "once"}, data=doubled).count(TITLE) <= 1
    assert cleaned(tmp_path, {"headline": "drop"}, data=doubled) == ARTICLE


def test_comments(tmp_path):
    assert SAID in cleaned(tmp_path, {"comments": "keep"})
    assert SAID not in cleaned(tmp_path, {"comments": "drop"})
    assert "gull77" not in cleaned(tmp_path, {"comments": "keep"})


def test_favor(tmp_path):
    sizes = {favor: len(cleaned(tmp_path, {"favor": favor})) for favor in ("precision", "balanced", "recall")}
    assert sizes["precision"] <= sizes["balanced"] <= sizes["recall"]
    assert cleaned(tmp_path, {"favor": "recall"}) == extract(PAGE, favor="recall").text.split("\n")


def test_site_rules(tmp_path):
    (tmp_path / "sites.toml").write_text(RULES)
    kept = cleaned(tmp_path, {"site_rules": str(tmp_path / "sites.toml")})
    titles = ["Town hall gets a new roof", "Choir looks for basses", "Ice on the lakes too thin"]
    assert kept == ["More from Kalmar", *titles]


@pytest.mark.parametrize("kind", ["field", "archive"])
def test_fields_and_archives_follow_it_too(tmp_path, kind):
    if kind == "field":
        data = json.dumps({"page": PAGE}).encode()
        text = cleaned(
            tmp_path, {"headline": "keep"}, "in.jsonl", data, options=batch.RunOptions(html_field="page")
        )
    else:
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <1>\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        data = head.encode() + body + b"\r\n\r\n"
        text = cleaned(tmp_path, {"headline": "keep"}, "in.warc", data)
    assert text == [TITLE, *ARTICLE]


def test_python_follows_the_chain():
    chain = Chain("minimal", page=PageOptions(comments="keep", headline="drop"))
    assert clean_html(PAGE, chain=chain).split("\n")[-1] == SAID
    report = audit_page(chain, PAGE)
    assert report.text == clean_html(PAGE, chain=chain)
    assert TITLE not in report.text.split("\n")
    assert audit_page(chain, PAGE, headline="keep").text.split("\n")[0] == TITLE
    assert clean_html(PAGE.encode("cp1252"), charset="cp1252", chain=Chain("html"))


def test_explain_follows_the_config(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "chain.toml").write_text(config(comments="keep"))
    args = ["explain", str(tmp_path / "page.html"), "--json", "--config", str(tmp_path / "chain.toml")]
    done = subprocess.run([sys.executable, "-m", "cleankit.cli", *args], capture_output=True, check=True)
    assert SAID in orjson.loads(done.stdout)["text"]


def test_fingerprint_and_toml(tmp_path):
    plain = Chain("article")
    assert Chain("html").fingerprint == plain.fingerprint
    (tmp_path / "sites.toml").write_text(RULES)
    rules = str(tmp_path / "sites.toml")
    chains = [
        Chain("article", page=PageOptions(**options))
        for options in (
            {"favor": "recall"},
            {"comments": "keep"},
            {"headline": "keep"},
            {"site_rules": rules},
        )
    ]
    assert len({chain.fingerprint for chain in (plain, *chains)}) == 5
    for chain in chains:
        again = Chain.from_toml(chain.to_toml())
        assert (again.fingerprint, again.page, repr(again)) == (chain.fingerprint, chain.page, repr(chain))
    (tmp_path / "sites.toml").write_text(RULES + "# another\n")
    assert Chain("article", page=chains[3].page).fingerprint != chains[3].fingerprint
    assert repr(chains[0]).startswith("Chain(html: favor='recall' | text: newlines")
    assert "[html]" not in plain.to_toml()


def test_members_hand_it_on():
    chain = Chain("article", page=PageOptions(favor="recall"))
    assert Chain(chain, "blank-lines").page.favor == "recall"
    assert Chain(chain, page=PageOptions()).page.favor == "balanced"
    assert Chain.from_toml('extends = "html"\n[html]\nheadline = "drop"\n').page == PageOptions(
        headline="drop"
    )
    assert Chain.from_toml('extends = "html"\n[duplicates]\nmin_chars = 60\n').page == PageOptions()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[html]\nfavour = 3", "config: table [html]: unknown option 'favour'; did you mean 'favor'?"),
        (
            '[html]\nfavor = "recal"',
            "option favor: found 'recal'; accepted: 'precision', 'balanced', 'recall'",
        ),
        ("[html]\ncomments = true", "option comments: found True; accepted: 'drop', 'keep'"),
        ("[html]\nsite_rules = 3", "option site_rules: found 3; accepted: str or None"),
        ('[htlm]\nfavor = "recall"', "table [htlm] names no filter of this chain; did you mean 'html'?"),
        ("html = 3", "config: unknown key 'html'"),
    ],
)
def test_what_is_wrong_is_told(table, message):
    text = f'extends = "article"\n{table}' if table[0] == "[" else f'{table}\nextends = "article"'
    with pytest.raises(ConfigError) as error:
        Chain.from_toml(text)
    assert message in str(error.value)


def test_site_rules_that_cannot_be_used_stop_the_run(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    for rules, kind in ((None, ConfigError), ("[a", ConfigError), ('["a"]\nkeep = ["p{"]', ConfigError)):
        path = tmp_path / "sites.toml"
        if rules is not None:
            path.write_text(rules)
        chain = Chain("article", page=PageOptions(site_rules=str(path)))
        with pytest.raises((kind, InputError), match=r"sites\.toml"):
            batch.run([str(tmp_path / "page.html")], str(tmp_path / "out.jsonl"), chain=chain)
        assert not (tmp_path / "out.jsonl").exists()
