"""The line model: which lines it takes, which it leaves, and what it costs."""

import orjson
import pytest

from cleankit.boilerplate.judge import judge
from cleankit.boilerplate.model.facts import facts_of
from cleankit.boilerplate.model.features import FAR, LINE, SHARES, distances
from cleankit.boilerplate.model.features import PAGE as OF_PAGE
from cleankit.boilerplate.model.judging import SHIPPED, doubtful, judge_lines, shipped_model
from cleankit.boilerplate.model.strengths import STRENGTHS
from cleankit.boilerplate.model.tables import REASONS
from cleankit.boilerplate.model.words import Weights, tokens
from cleankit.document import Document, Lines, Verdict
from cleankit.testing import check_linear_time, cpu_seconds
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
PAGE_NAMES, PAGE_RANGES = list(OF_PAGE), list(OF_PAGE.values())
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


def test_a_verdict_names_the_model_its_score_and_its_reasons():
    (verdict, *_) = judge_lines(Lines(list(PAGE)))
    assert verdict.rule == "model"
    assert verdict.text is None
    score, _, reasons = verdict.note.partition(": ")
    assert shipped_model().strengths["safe"].usual <= float(score) <= 1
    assert 1 <= len(reasons.split(", ")) <= 3
    assert set(reasons.split(", ")) <= set(REASONS)


def test_lines_with_a_verdict_are_left_to_it():
    named = [Verdict(0, "en:navigation"), Verdict(3, "en:cut", "Sport")]
    assert not {0, 3} & set(gone(PAGE, named=named))


def test_a_page_keeps_most_of_its_running_text():
    lines = [*MENU * 4, *ARTICLE[:2], *FOOT * 4]
    running = {len(MENU) * 4, len(MENU) * 4 + 1}
    assert not running & {*gone(lines, "safe"), *gone(lines, "balanced")}
    assert running - set(gone(lines, "aggressive"))


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


def test_the_model_file_says_where_it_comes_from():
    data = orjson.loads(SHIPPED.read_bytes())
    assert data["about"]["data"]
    assert data["about"]["scores"]
    assert set(data["strengths"]) == set(STRENGTHS)
    assert SHIPPED.stat().st_size < 300_000


def columns_of(lines, named=()):
    model = shipped_model()
    marks = [i in named for i in range(len(lines))]
    page = model.page(list(lines), Lines(list(lines)).keys, marks, Document(""))
    return page, dict(zip(LINE, page.columns(range(len(lines))), strict=True))


@pytest.mark.parametrize("lines", [PAGE, PAGE * 3, [*MENU, *CHINESE], ARTICLE, ARTICLE[:1], FIXTURES])
def test_features_keep_their_ranges(lines):
    page, columns = columns_of(lines, named={0})
    for name, column in columns.items():
        least, most = LINE[name]
        assert len(column) == len(lines), name
        assert all(least <= value <= most for value in column), name
    assert all(least <= value <= most for value, (least, most) in zip(page.page, PAGE_RANGES, strict=True))


def test_features_are_what_their_names_say():
    """What is shifted, padded and summed at once is looked up here line by line."""
    lines = PAGE * 3
    named = {2, 40}
    page, columns = columns_of(lines, named)
    facts = [facts_of(text, key, Weights(WEIGHTS)) for text, key in zip(lines, page.keys, strict=True)]
    running = [i for i, one in enumerate(facts) if one.prose]
    whole = sum(facts[i].size for i in running)
    for i, one in enumerate(facts):
        near = {reach: facts[max(0, i - reach) : i + reach + 1] for reach in (3, 5, 8, 12)}
        run = [k for k in range(len(facts)) if not any(min(i, k) <= p <= max(i, k) for p in running)]
        wanted = {
            "size": one.capped,
            "size_1": facts[i - 1].capped if i else -1,
            "next_start_1": facts[i + 1].start if i + 1 < len(facts) else -1,
            "size_12": sum(other.capped for other in near[12]) // len(near[12]),
            "ends_5": sum(other.end in SENTENCE_ENDS for other in near[5]),
            "weight_8": sum(other.weight for other in near[8]) // len(near[8]),
            "run": 0 if one.prose else min(FAR, len(run)),
            "prose_before": SHARES * sum(facts[p].size for p in running if p < i) // whole,
            "prose_after": SHARES * sum(facts[p].size for p in running if p > i) // whole,
            "to_prose_before": min([FAR, *(i - p for p in running if p <= i)]),
            "until_named": min([FAR, *(n - i for n in named if n >= i)]),
        }
        assert {name: columns[name][i] for name in wanted} == wanted


def test_a_score_is_the_sum_of_its_tables():
    model = shipped_model()
    page, columns = columns_of(PAGE * 2)
    found = model.tables.scores(page, list(columns.values()))
    data = orjson.loads(SHIPPED.read_bytes())

    def height(steps, value):
        return next((height for last, height in steps if value <= last), steps[-1][1])

    everywhere = dict(zip(PAGE_NAMES, page.page, strict=True))
    for i, score in enumerate(found):
        here = {name: column[i] for name, column in columns.items()}
        wanted = data["bias"]
        wanted += sum(height(steps, here[name]) for name, steps in data["lines"].items())
        wanted += sum(height(steps, everywhere[name]) for name, steps in data["pages"].items())
        for names, rows in data["with_page"].items():
            line, whole = names.split()
            wanted += height(height(rows, everywhere[whole]), here[line])
        for names, rows in data["pairs"].items():
            first, second = names.split()
            wanted += height(height(rows, here[first]), here[second])
        assert score == pytest.approx(wanted)


def test_reasons_cover_the_features():
    named = [name for names in REASONS.values() for name in names]
    assert sorted(named) == sorted(LINE)


@pytest.mark.parametrize("line", [*PAGE, *CHINESE, *WORDS])
def test_a_line_weighs_what_its_tokens_weigh(line):
    key = fold(line)
    found = [WEIGHTS[token] for token in tokens(key) if token in WEIGHTS]
    assert Weights(WEIGHTS).weigh(key) == pytest.approx((sum(found), max(found, default=0.0)))


@pytest.mark.parametrize("places", [[], [0], [2], [0, 1], [1, 3], [0, 4], [0, 1, 2, 3, 4]])
def test_distances(places):
    above = [min([FAR, *(i - place for place in places if place <= i)]) for i in range(5)]
    below = [min([FAR, *(place - i for place in places if place >= i)]) for i in range(5)]
    assert distances(places, 5) == (above, below)


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
@pytest.mark.clock
def test_linear(lines):
    check_linear_time(lambda times: cpu_seconds(judge_lines, Lines(lines * times)), 100, least=0.05)
