"""The filter: golden cases, what stays, what goes, and packs of one's own."""

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from cleankit.chain import Chain
from cleankit.document import Block, Document, Lines
from cleankit.errors import ConfigError
from cleankit.filters.boilerplate import boilerplate_lines
from cleankit.registry import filter
from cleankit.testing import check_linear

CASES = sorted((Path(__file__).parents[1] / "cases/boilerplate").glob("*.txt"))


def clean(text: str) -> str:
    lines = Lines(text.split("\n"))
    return "\n".join(lines.apply(list(boilerplate_lines(lines))))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_golden(case: Path) -> None:
    why, _, rest = case.read_text(encoding="utf-8").partition("\n")
    source, _, expected = rest.partition("# cleaned\n")
    assert why.startswith("# why: ")
    assert clean(source.removesuffix("\n")) == expected.removesuffix("\n")
    assert clean(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "No comment.",
        "Advertisement spending fell 4 percent.",
        "The advertisement was withdrawn.",
        "Share of the vote",
        "* * *",
        "Anna Example, Berlin",
        "\ud800\n\x00",
        "Only the mayor knew.\nWhy?\n1\nNo.",
    ],
)
def test_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "line",
    [
        *("ADVERTISEMENT ", "- Advertisement -", "[Advertisement]", "Advertisement\u00a0", "Ａdvertisement"),
        *("Anzeige", "Publicité", "PUBLICIDAD", "Реклама", "广告", "広告", "إعلان", "Reklam"),
        *("Show comments", "12 Kommentare", "3 commentaires", "2 min read", "Share:", "→ Read more…"),
    ],
)
def test_goes(line: str) -> None:
    assert (
        clean(f"The mayor spoke.\n\n{line}\n\nNobody heard him.") == "The mayor spoke.\n\n\nNobody heard him."
    )


def test_packs_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "my-site.toml"
    rule = '[[rule]]\nid = "ad-tram"\nmatch = "line"\nphrases = ["%s"]\nkeeps = ["k"]\ndrops = ["d"]\n'
    path.write_text(rule % "Ride the tram", encoding="utf-8")
    mine = filter("boilerplate", packs=["any", str(path)])
    lines = Lines(["Ride the tram!", "", "Show comments"])
    assert [verdict.rule for verdict in mine(lines)] == ["my-site:ad-tram"]


def test_an_edited_pack_changes_new_chains_alone(tmp_path: Path) -> None:
    path = tmp_path / "my-site.toml"
    rule = '[[rule]]\nid = "ad-tram"\nmatch = "line"\nphrases = ["%s"]\nkeeps = ["k"]\ndrops = ["d"]\n'
    text = "Ride the tram!\nShow comments"
    path.write_text(rule % "Ride the tram", encoding="utf-8")
    old = Chain(filter("boilerplate", packs=[str(path)]))
    pickled = pickle.dumps(old)
    again = pickle.loads(pickled)
    assert again(text) == old(text) == "Show comments"
    assert again.fingerprint == old.fingerprint
    path.write_text(rule % "Show comments", encoding="utf-8")
    new = Chain(filter("boilerplate", packs=[str(path)]))
    assert (old(text), new(text)) == ("Show comments", "Ride the tram!")
    assert old.fingerprint != new.fingerprint
    with pytest.raises(ConfigError, match=r"'boilerplate': its data changed since it was made: found digest"):
        pickle.loads(pickled)


def test_a_chain_goes_to_a_process_that_is_started_anew(tmp_path: Path) -> None:
    path = tmp_path / "my-site.toml"
    path.write_text(
        '[[rule]]\nid = "a"\nmatch = "line"\nphrases = ["Ride the tram"]\nkeeps = ["k"]\ndrops = ["d"]\n',
        encoding="utf-8",
    )
    chain = Chain(filter("boilerplate", packs=["all", str(path)]))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        text, fingerprint = pool.submit(used, chain).result()
    assert (text, fingerprint) == ("The mayor spoke.", chain.fingerprint)


def used(chain: Chain) -> tuple[str, str]:
    return chain("Ride the tram!\nThe mayor spoke.\nShow comments"), chain.fingerprint


def test_a_bad_pack_fails_when_the_filter_is_made() -> None:
    with pytest.raises(ConfigError, match="unknown rule pack 'germn'"):
        filter("boilerplate", packs=["germn"])
    with pytest.raises(ConfigError, match="option packs: found 3; accepted: str or list of str"):
        filter("boilerplate", packs=3)


def blocks_of(*blocks):
    return [Block(tag, density) for tag, density in blocks]


def judged(texts, blocks, **options):
    chosen = filter("boilerplate", **{"strength": "rules", **options})
    return [(verdict.line, verdict.rule) for verdict in chosen(Lines(texts, None, blocks))]


BELOW = [
    "The bridge opened on Monday.",
    "Related stories",
    "A storm in May",
    "Ten ships",
    "The port said no.",
]


@pytest.mark.parametrize(
    ("blocks", "gone"),
    [
        ([("p", 0.0), ("h3", 0.0), ("li", 1.0), ("li", 0.95), ("p", 0.1)], [1, 2, 3]),
        ([("p", 0.0), ("p", 0.0), ("li", 1.0), ("li", 0.5), ("p", 0.1)], [1, 2]),
        ([("p", 0.0), ("p", 0.0), ("h2", 1.0), ("p", 1.0), ("p", 0.1)], [1]),
        ([("p", 0.0), ("p", 0.0), ("p", 0.0), ("p", 1.0), ("p", 0.1)], [1]),
        ([("p", 1.0), ("p", 0.0), ("p", 0.0), ("p", 0.0), ("p", 1.0)], [1]),
    ],
)
def test_links_below_related_go_with_it(blocks, gone):
    assert [line for line, _ in judged(BELOW, blocks_of(*blocks))] == gone
    assert [line for line, _ in judged(BELOW, None)] == [1]
    assert [line for line, _ in judged(BELOW, [None] * 5)] == [1]


def test_links_below_another_label_stay():
    texts = ["The bridge opened on Monday.", "Advertisement", "How the bridge was built", "It took a year."]
    assert judged(texts, blocks_of(("p", 0), ("p", 0), ("p", 1), ("p", 0))) == [(1, "en:ad-label")]


@pytest.mark.parametrize("strength", ["rules", "safe", "aggressive"])
def test_preformatted_lines_stay(strength):
    texts = ["Advertisement", "The bridge opened on Monday, the mayor said.", "All rights reserved"]
    pre, other = blocks_of(*[("pre", 0.0)] * 3), blocks_of(*[("p", 0.0)] * 3)
    assert judged(texts, pre, strength=strength) == []
    assert {0, 2} <= {line for line, _ in judged(texts, other, strength=strength)}


def test_blocks_stay_with_their_lines_through_the_chain():
    text = "Show comments\r\nRelated stories\r\nStorm\u2028in May\r\nThe bridge opened on Monday."
    blocks = blocks_of(("p", 0), ("h3", 0), ("li", 1), ("p", 0))
    assert Chain("article").run(Document(text, blocks=blocks)).text == "The bridge opened on Monday."
    assert Chain("article")(text) == "Storm\nin May\nThe bridge opened on Monday."


@pytest.mark.clock
def test_links_below_related_take_linear_time():
    def judge(text):
        texts = text.split("\n")
        return judged(texts, blocks_of(*[("li", 1.0)] * len(texts)))

    check_linear(judge, ["Related stories\nTen ships\n", "Related stories\nRead more\n"])
