"""The line model: which lines it takes, which it leaves, and what it costs."""

import orjson
import pytest

from cleankit.boilerplate.judge import judge
from cleankit.boilerplate.model.cascade import SHIPPED, doubtful, judge_lines, shipped_model
from cleankit.boilerplate.model.facts import facts_of
from cleankit.boilerplate.model.features import FEATURES, nearest
from cleankit.boilerplate.model.first_stage import AROUND, FAR, SHARES, kind_of
from cleankit.boilerplate.model.strengths import STRENGTHS
from cleankit.boilerplate.model.words import Weights, tokens
from cleankit.document import Document, Lines, Verdict
from cleankit.text.folding import fold
from cleankit.text.scripts import size_of
from cleankit.text.sentences import SENTENCE_ENDS, end_class, is_prose

ARTICLE = [
    "The mayor opened the new bridge over the river on Monday, two years after the flood took the old one.",
    "Traffic had been sent round by the ring road since then, which cost drivers half an hour a day.",
    "“It is a good day for the town,” she said. “We have waited long enough, and paid for it as well.”",
    "The bridge cost 4.2 million euros, of which the state paid three quarters. Work took fourteen months.",
    "Shopkeepers in the old town hope that customers will come back; some had closed in the first winter.",
    "The next stage, a path for cyclists along the southern bank, is planned for the spring of next year.",
]
MENU = ["Home", "Weather", "Town hall", "Sport", "Football results", "Puzzles", "Jobs", "Homes for sale"]
FOOT = [
    "Related articles",
    "Flood damage still not paid for",
    "Ring road to be repaired in June",
    "Path for cyclists divides the council",
    "Sign up for our newsletter",
    "Your email address",
    "Subscribe",
    "Most read",
    "Football results",
    "About us",
    "Contact",
    "Terms of use",
]
WEIGHTS = orjson.loads(SHIPPED.read_bytes())["weights"]
WORDS = [
    "Home",
    "12 Comments",
    "Sign up for our newsletter",
    "a",
    "© 2024 News, all rights reserved",
    "—",
    "",
]
PAGE = [*MENU, "New bridge opens after two years", *ARTICLE, *FOOT]
FIXTURES = [f"{a} v {b}" for a in ("Derby", "Hull", "Leeds", "Yeovil") for b in ("Wigan", "Crewe", "Chester")]
CHINESE = [
    "新桥周一正式通车",
    "市长周一为横跨河流的新桥剪彩，旧桥两年前被洪水冲毁。",
    "此后车辆一直绕行环路，司机每天要多花半个小时。",
    "她说：“这对全城来说是个好日子，我们等得够久了。”",
    "工程耗时十四个月，造价四百二十万欧元，其中四分之三由州政府承担。",
]


def gone(lines, strength="safe", named=(), **known):
    subject = Lines(list(lines), Document("", **known))
    return [verdict.line for verdict in judge_lines(subject, named, strength=strength)]


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["", " ", "\u3000"],
        ["One line."],
        ["No comment."],
        ARTICLE,
        ["New bridge opens after two years", "", *ARTICLE],
        CHINESE,
        ["\ud800", "\x00", "a"],
    ],
    ids=["empty", "blank", "one", "answer", "article", "headline", "Chinese", "odd"],
)
def test_stays(lines, strength):
    assert gone(lines, strength) == []


@pytest.mark.parametrize("words", [FIXTURES, [f"- {word} flour" for word in ("rye", "oat", "spelt")]])
def test_a_list_in_an_article_stays(words):
    assert gone([*ARTICLE[:3], *words, *ARTICLE[3:]]) == []


@pytest.mark.parametrize("strength", STRENGTHS)
def test_menu_and_foot_go(strength):
    found = gone(PAGE, strength)
    article = range(len(MENU) + 1, len(MENU) + 1 + len(ARTICLE))
    inner = article if strength == "safe" else article[1:-1]
    assert not set(found) & set(inner)
    assert len(found) >= 0.8 * (len(MENU) + len(FOOT))


def test_it_works_on_blank_lines_between():
    spaced = [line for text in PAGE for line in (text, "")]
    assert [line // 2 for line in gone(spaced)] == gone(PAGE)


def test_a_verdict_names_the_model_and_its_score():
    (verdict, *_) = judge_lines(Lines(list(PAGE)))
    assert verdict.rule == "model"
    assert verdict.text is None
    assert STRENGTHS["safe"].usual <= float(verdict.note) <= 1


def test_lines_with_a_verdict_are_left_to_it():
    named = [Verdict(0, "en:navigation"), Verdict(3, "en:cut", "Sport")]
    assert not {0, 3} & set(gone(PAGE, named=named))


def test_a_page_keeps_most_of_its_running_text():
    lines = [*MENU * 4, *ARTICLE[:2], *FOOT * 4]
    for strength in STRENGTHS:
        assert not {len(MENU) * 4, len(MENU) * 4 + 1} & set(gone(lines, strength))


def test_judge_takes_packs_and_model_in_the_order_of_lines():
    verdicts = judge(
        PAGE, strength="safe", title="New bridge opens after two years", url="https://www.example.org/bridge"
    )
    assert [verdict.line for verdict in verdicts] == sorted(verdict.line for verdict in verdicts)
    assert {"model"} < {verdict.rule for verdict in verdicts}


@pytest.mark.parametrize("strength", STRENGTHS)
def test_what_is_left_is_judged_clean(strength):
    found = {verdict.line for verdict in judge(PAGE * 2, strength=strength)}
    left = [text for i, text in enumerate(PAGE * 2) if i not in found]
    assert judge(left, strength=strength) == []


@pytest.mark.parametrize("title", [None, "New bridge opens after two years"])
def test_a_headline_stays(title):
    headline = PAGE.index("New bridge opens after two years")
    assert headline not in {verdict.line for verdict in judge(PAGE, strength="safe", title=title)}


@pytest.mark.parametrize(
    "lines",
    [
        ["Interviewer: Are you afraid of the winter?", ARTICLE[0], "Interviewer: Why?", ARTICLE[1], "Never."],
        [ARTICLE[0], "", "Preparation", "", "1", "", ARTICLE[1], "", "2", "", ARTICLE[2], "", "Share"],
        ["Advertisement", ARTICLE[0], "Pros", "It is short.", "Cons", "It is wrong."],
        ["The road is long,", "the river is wide,", "and nobody waits", "on the other side."],
    ],
    ids=["interview", "recipe", "pros", "poem"],
)
def test_short_lines_of_an_article_stay(lines):
    assert {verdict.rule for verdict in judge(lines, strength="safe")} & {"model"} == set()


def test_judge_says_the_same_as_its_parts():
    lines = Lines(list(ARTICLE))
    assert judge(ARTICLE, strength="safe") == judge_lines(lines) == []


def test_running_text_amid_running_text_is_not_judged():
    assert doubtful([True] * 9, [False] * 9) == []
    assert doubtful([True, True, True, True], [False, True, False, False]) == [0, 2]


@pytest.mark.parametrize(
    ("text", "prose"),
    [(ARTICLE[0], True), (CHINESE[1], False), (CHINESE[4], True), ("Home", False), ("word " * 40, False)],
)
def test_running_text(text, prose):
    assert is_prose(text, size_of(text), end_class(text)) is prose


def test_the_features_are_those_of_the_model():
    data = orjson.loads(SHIPPED.read_bytes())
    assert tuple(data["features"]) == FEATURES
    assert data["about"]["data"]
    assert data["about"]["scores"]
    assert SHIPPED.stat().st_size < 300_000
    page, _ = shipped_model().page(PAGE, Lines(list(PAGE)).keys, [False] * len(PAGE), Document(""))
    assert {len(page.row(i)) for i in range(len(PAGE))} == {len(FEATURES)}


def test_a_glance_is_the_sum_of_its_tables():
    """What is shifted, padded and mapped at once is looked up here line by line."""
    model = shipped_model()
    subject = PAGE * 3
    keys = Lines(list(subject)).keys
    page, _ = model.page(subject, keys, [False] * len(subject), Document(""))
    facts = [facts_of(text, key, Weights(WEIGHTS)) for text, key in zip(subject, keys, strict=True)]
    glance = model.glance
    found = glance.scores(page, [glance.parts(one) for one in facts])
    tables = dict(zip(AROUND, glance.around[kind_of(page)], strict=True))
    for i, one in enumerate(facts):
        near = {reach: facts[max(0, i - reach) : i + reach + 1] for reach in (3, 5, 12)}
        around = {
            "size_5": sum(other.capped for other in near[5]),
            "size_12": sum(other.capped for other in near[12]),
            "ends_5": sum(other.end in SENTENCE_ENDS for other in near[5]),
            "weight_3": sum(other.weight for other in near[3]),
            "prose_before": SHARES * sum(other.size for other in facts[:i] if other.prose) // page.prose_size,
            "prose_after": SHARES
            * sum(other.size for other in facts[i + 1 :] if other.prose)
            // page.prose_size,
            "to_prose_after": next((k for k, other in enumerate(facts[i:]) if other.prose and k < FAR), FAR),
        }
        wanted = glance.parts(one).own + glance.of_page(*page.page)
        wanted += glance.parts(facts[i - 1]).to_next if i else glance.first
        wanted += glance.parts(facts[i + 1]).to_previous if i + 1 < len(facts) else glance.last
        wanted += sum(tables[name][value] for name, value in around.items())
        assert found[i] == pytest.approx(wanted)


@pytest.mark.parametrize("line", [*PAGE, *CHINESE, *WORDS])
def test_a_line_weighs_what_its_tokens_weigh(line):
    key = fold(line)
    found = [WEIGHTS[token] for token in tokens(key) if token in WEIGHTS]
    assert Weights(WEIGHTS).weigh(key) == pytest.approx((sum(found), max(found, default=0.0)))


@pytest.mark.parametrize("places", [[], [0], [2], [0, 1], [1, 3], [0, 4], [0, 1, 2, 3, 4]])
def test_nearest(places):
    before = [max((place for place in places if place < i), default=-1) for i in range(5)]
    after = [min((place for place in places if place > i), default=-1) for i in range(5)]
    assert nearest(places, 5) == (before, after)


def test_few_lines_of_a_menu_meet_the_trees():
    asked = []
    model = shipped_model()
    counting = model._replace(first=lambda *row: asked.append(row) or model.first(*row))
    lines = [*MENU * 20, *ARTICLE, *FOOT * 20]
    named = [Verdict(i, "any:navigation") for i in range(0, 40, 8)]
    found = judge_lines(Lines(lines), named, model=counting)
    assert len(found) > 300
    assert len(asked) < 0.25 * len(lines)


def test_what_is_remembered_changes_nothing():
    model = shipped_model()
    before = judge_lines(Lines(list(PAGE)), model=model)
    model.forget()
    assert judge_lines(Lines(list(PAGE)), model=model) == before


def test_small_texts_are_not_asked_about():
    assert judge_lines(Lines([*ARTICLE[:1], *MENU])) == []


@pytest.mark.parametrize(
    "lines",
    [PAGE, [*MENU, *ARTICLE], FIXTURES, ["x" * 500, "y"], ["a b " * 30, "- " * 30], ["新闻", "体育" * 40]],
    ids=["page", "menus", "list", "long", "words", "wide"],
)
def test_linear(lines, linear):
    def prepare(times):
        subject = [line for _ in range(times) for line in lines]
        return lambda: judge_lines(Lines(subject))

    linear(prepare, times=200, least=0.1)
