"""Footers and headers are learned as runs, whatever stands between their lines."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import SITE, article, articles, cleaned, lines_of, sentence, sentences

from cleankit.learn import learn

MENU = [
    "Islands",
    "Island news",
    "Ferry times",
    "Tides",
    "Harbour",
    "Post box",
    "Weather at sea",
    "Old issues",
]
FOOTER = ["The island wire", "House guide", "Write to the desk", "Lamp fund", "Pier walks", "Sea club"]

APPEAL = "Police are appealing for witnesses"
HEADS = ["What's happening", "Why there's debate"]
REFRAIN = ["Row, row", "Row your boat", "Gently"]
MATTER = ["---", "layout: post", "title: {}", "author: Anna Example", "tags: [sea, fog]", "---"]


def pages(count, **parts):
    return [article(i, **{name: part(i) for name, part in parts.items()}) for i in range(count)]


@pytest.mark.parametrize(
    "between",
    [
        lambda i: ["#####"],
        lambda i: ["×", "|"],
        lambda i: [f"{7 * i + 2} views"],
        lambda i: [f"{i} comments", f"({i})"],
    ],
)
def test_signs_and_counters_do_not_end_a_run(between):
    def tail(i):
        return [*FOOTER[:3], *between(i), *FOOTER[3:]]

    found = learn(pages(12, tail=tail))
    assert len(found.on) == 1
    assert cleaned(found, article(99, tail=tail(99))) == article(99)["text"]


def test_constant_lines_are_learned_around_lines_that_change():
    def tail(i):
        teasers = [" ".join(sentence(f"{i} teaser {j}").split()[:4]) for j in range(6)]
        return [*FOOTER[:3], f"{i + 3} views", *teasers, *FOOTER[3:]]

    found = learn(pages(12, tail=tail))
    left = cleaned(found, article(99, tail=tail(99))).split("\n")
    assert not {*FOOTER} & {*left}
    assert {*tail(99)[4:10]} <= {*left}
    assert all(entry.fired.documents == 12 for entry in found.on)


def test_a_menu_lacks_the_section_of_its_page():
    def head(i):
        return [line for j, line in enumerate(MENU) if j != i % len(MENU)]

    def page(i, menu):
        return {**article(i), "text": "\n".join([*menu, article(i)["text"]])}

    found = learn([page(i, head(i)) for i in range(24)])
    (entry,) = found.on
    assert entry.table["phrases"] == MENU
    assert cleaned(found, page(99, MENU)) == article(99)["text"]


def test_long_runs_are_one_rule():
    advert = [f"Offer of the house {word}" for word in "abcdefghijklmnopqrstuvwxyz"]
    found = learn(pages(12, tail=lambda i: [*advert, *FOOTER]))
    (entry,) = found.on
    assert len(entry.lines) == len(advert) + len(FOOTER)
    assert entry.fired.lines == 12 * len(entry.lines)


def test_a_title_that_the_menu_names_stays():
    titles = [f"{sentence(i).split()[0].title()} {i} again" for i in range(30)]

    def page(i):
        return article(i, head=[*MENU[:4], *titles[:12], *MENU[4:], titles[i % 12]])

    found = learn([page(i) for i in range(24)])
    left = cleaned(found, page(5)).split("\n")
    assert titles[5] in left
    assert not {*MENU} & {*left}


def test_every_rule_fires_and_says_how_often():
    records = [*articles(12, tail=FOOTER), *articles(12, site="b.example", inside=["Conclusion"])]
    found = learn(records)
    assert found.on
    assert all(entry.fired.documents == 12 for entry in found.on)
    assert "# fires in 12 of 12 documents, on 72 lines\n" in found.as_toml()


@pytest.mark.parametrize(
    "own",
    [
        pytest.param(lambda i: {"tail": ["Anna Example", *FOOTER]}, id="signature"),
        pytest.param(lambda i: {"head": [*MENU, "By Anna Example"]}, id="byline"),
        pytest.param(
            lambda i: {"tail": [*(["Police are appealing for witnesses"] if i % 2 else []), *FOOTER]},
            id="appeal",
        ),
        pytest.param(
            lambda i: {"tail": [*([sentence("call the station")] if i % 3 else []), *FOOTER]},
            id="long appeal",
        ),
        pytest.param(
            lambda i: {
                "inside": ["What's happening", sentence(f"{i}a"), "Why there's debate", sentence(f"{i}b")]
            },
            id="headings",
        ),
        pytest.param(
            lambda i: {"inside": ["Row, row", "Row your boat", "Gently", sentence(f"{i}v")]}, id="refrain"
        ),
        pytest.param(
            lambda i: {"tail": [sentence(f"{i}"), *(["To be continued"] if i % 4 else [])]}, id="formula"
        ),
    ],
)
def test_what_recurs_because_its_subject_does_stays(own):
    records = [article(i, **own(i)) for i in range(24)]
    found = learn(records)
    kept = article(99, **own(1))["text"].split("\n")
    left = cleaned(found, article(99, **own(1))).split("\n")
    assert left == [line for line in kept if line not in (*MENU, *FOOTER)]


def test_a_place_before_its_sentence_stays():
    def text(i):
        first, *rest = sentences(i)
        return "\n".join([f"Headline {first[:12]}", "CHICAGO", f"– {first}", *rest, *FOOTER])

    found = learn([{"url": f"https://{SITE}/{i}", "text": text(i)} for i in range(12)])
    assert "CHICAGO" in cleaned(found, {"url": f"https://{SITE}/9", "text": text(99)})
    assert "CHICAGO" not in lines_of(found)


def test_recipes_stay():
    pantry = ["salt", "pepper", "two eggs", "butter", "flour", "sugar", "milk", "an onion", "rice", "thyme"]
    orders = ["Preheat the oven.", "Serve with rice and a salad.", "Stir well and let it rest."]

    def text(i):
        rng = random.Random(i)
        head = [
            f"{sentence(i).split()[0]} pie",
            sentence(f"{i} intro"),
            "Prep time",
            f"{i} min",
            "Serves",
            "4",
        ]
        food = ["Ingredients", *rng.sample(pantry, 6), "Method", *rng.sample(orders, 2)]
        return "\n".join([*MENU, *head, *food, sentence(f"{i} step"), orders[1], *FOOTER])

    found = learn([{"url": f"https://{SITE}/{i}", "text": text(i)} for i in range(40)])
    own = [line for line in text(99).split("\n") if line not in (*MENU, *FOOTER)]
    assert cleaned(found, {"url": f"https://{SITE}/99", "text": text(99)}).split("\n") == own


@pytest.mark.parametrize("at", ["head", "tail"])
def test_what_each_page_chooses_from_a_list_stays(at):
    rng = random.Random(3)
    menu = [f"Menu {name}" for name in ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]]
    traits = [
        "Waterproof",
        "Battery",
        "Bluetooth",
        "Left-handed",
        "Folding",
        "Rechargeable",
        "Dimmable",
        "Wooden",
    ]
    pages = []
    for number in range(40):
        own = sorted(rng.sample(range(len(traits)), rng.randint(3, 6)))
        chosen = [traits[i] for i in own]
        parts = {"head": [*menu, *chosen]} if at == "head" else {"head": menu, "tail": chosen}
        pages.append(article(number, **parts))
    learned = learn(pages)
    assert set(menu[:-1]) <= lines_of(learned)  # the last is next to the article, where a heading would be
    assert not lines_of(learned) & set(traits)
    assert all(trait in cleaned(learned, pages[0]) for trait in traits if trait in pages[0]["text"])


def test_a_part_of_a_menu_that_some_pages_lack_goes():
    menu, part = ["Menu alpha", "Menu beta", "Menu gamma"], ["Part delta", "Part epsilon", "Part zeta"]
    pages = [article(i, head=[*menu[:2], *(part if i % 3 == 0 else []), menu[2]]) for i in range(30)]
    assert {*menu[:2], *part} <= lines_of(learn(pages))


def test_front_matter_and_frames_stay():
    def text(i):
        head = [
            "---",
            "layout: post",
            f"title: {sentence(i)[:14]}",
            "author: Anna Example",
            "tags: [sea, fog]",
            "---",
        ]
        return "\n".join(
            [*head, sentence(f"{i}"), "::: tip", sentence(f"{i} tip"), ":::", *sentences(i), *FOOTER]
        )

    found = learn([{"url": f"https://{SITE}/{i}", "text": text(i)} for i in range(12)])
    assert lines_of(found) == {*FOOTER}
    left = cleaned(found, {"url": f"https://{SITE}/99", "text": text(99)})
    assert left == text(99).removesuffix("\n" + "\n".join(FOOTER))


PARTS = st.fixed_dictionaries(
    {
        "head": st.lists(st.sampled_from([*MENU, "12 views", "×"]), max_size=8),
        "tail": st.lists(st.sampled_from([*FOOTER, "7 comments", "|"]), max_size=8),
        "inside": st.lists(
            st.sampled_from(["Conclusion", "Story continues below", "Row your boat"]), max_size=2
        ),
    }
)


@settings(max_examples=12, deadline=None)
@given(st.lists(PARTS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(kinds, rng):
    records = [article(i, site=SITE if i % 3 else "b.example", **kinds[i % len(kinds)]) for i in range(24)]
    records += [{**records[i], "id": f"copy {i}"} for i in range(0, 24, 5)]
    first = learn(records)
    second = learn(rng.sample(records, len(records)))
    assert first.as_toml() == second.as_toml()
    assert first.as_side() == second.as_side()


def test_what_sites_repeat_is_written_once(tmp_path):
    records = [*articles(12, tail=FOOTER), *articles(12, site="b.example", inside=["Conclusion"])]
    side = tmp_path / "side.jsonl"
    learn(records, tmp_path / "site.toml", side=side)
    one, other = map(json.loads, side.read_text(encoding="utf-8").splitlines())
    assert other == {
        "site": SITE,
        "rule": "learned-example-org-1",
        "text": "\n".join(FOOTER),
        "documents": 12,
        "of": 12,
        "fires_in": 12,
        "lines": 72,
        "off": None,
    }
    assert (one["site"], one["text"], one["fires_in"]) == ("b.example", "Conclusion", 0)
    assert one["off"]


def test_one_line_that_articles_share_alone_goes():
    assert lines_of(learn(articles(12, tail=["The island wire in your pocket"]))) == {
        "The island wire in your pocket"
    }


@pytest.mark.parametrize(
    "between", ["The sale is in the hall of the pier on {} day and costs 5.", "Monday {}", "{} May"]
)
def test_what_a_run_may_have_between_is_no_sentence_and_no_day(between):
    pages = [article(i, tail=[*FOOTER[:3], between.format(3 + i), *FOOTER[3:]]) for i in range(12)]
    assert lines_of(learn(pages)) >= {*FOOTER[1:]}
    assert between.format(3) in cleaned(learn(pages), pages[0])
