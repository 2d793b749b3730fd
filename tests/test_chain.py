import pickle

import pytest

import cleankit
from cleankit import Block, Chain, Document, FilterError, Lines, Verdict
from cleankit.errors import ConfigError
from cleankit.extraction import PageOptions
from cleankit.registry import filter, preset_names

STORY = "The mayor said on Monday that the old bridge would open again in May."


def shout(text: str) -> str:
    return text.upper()


def first_line_only(lines):
    return [Verdict(i, "test:rest") for i in range(1, len(lines))]


first_line_only.kind = "line"
first_line_only.name = "first-line"


def one_line_fewer(text: str) -> str:
    return text.replace("two\nthree", "two three")


def keep_long(cleaned):
    return "too short" if len(cleaned.text) < 20 else None


keep_long.kind = "gate"
keep_long.name = "keep-long"


def test_everything_composes():
    chain = Chain(
        shout,
        first_line_only,
        "quotes",
        "minimal",
        Chain("blank-lines"),
        cleankit.filter("duplicates", min_chars=9),
    )
    assert chain("“one”\ntwo") == '"ONE"'


def test_filters_are_never_reordered():
    assert Chain(shout, str.lower)("aB") == "ab"
    assert Chain(str.lower, shout)("aB") == "AB"


def test_repr_shows_stages_and_options():
    chain = Chain("quotes", "spaces", cleankit.filter("duplicates", min_chars=9), keep_long)
    assert repr(chain) == "Chain(text: quotes, spaces | line: duplicates(min_chars=9) | gate: keep-long)"


def test_gates_speak_in_run_only():
    chain = Chain(shout, keep_long)
    assert chain("short") == "SHORT"
    assert chain.run("short").dropped == "keep-long: too short"
    assert chain.run(STORY).dropped is None


def test_run_gives_text_document_and_fingerprint():
    document = Document("Advertisement\n\n" + STORY, id="a1", title="The bridge")
    cleaned = Chain("article").run(document)
    assert cleaned == (STORY, document, None, Chain("article").fingerprint)


def test_document_reaches_line_filters():
    seen = []

    def look(lines):
        seen.append(lines.document.title)
        return []

    look.kind = "line"
    Chain(look).run(Document("text", title="The bridge"))
    assert seen == ["The bridge"]


@pytest.mark.parametrize(
    ("members", "same"),
    [
        ((["article"], ["article"]), True),
        ((["quotes"], ["spaces"]), False),
        ((["duplicates"], [cleankit.filter("duplicates", min_chars=41)]), False),
        (([shout], [shout]), True),
        (([shout], [first_line_only]), False),
    ],
)
def test_fingerprint_follows_filters_and_options(members, same):
    one, other = members
    assert (Chain(*one).fingerprint == Chain(*other).fingerprint) is same


def test_fingerprint_follows_pack_contents(tmp_path):
    pack = tmp_path / "mine.toml"
    prints = []
    for phrase in ("Zurück zum Anfang", "Zurück nach oben"):
        pack.write_text(
            f'[[rule]]\nid = "navigation-top"\nmatch = "line"\nphrases = ["{phrase}"]\n'
            f'keeps = ["Ein Satz."]\ndrops = ["{phrase}"]\n'
        )
        prints.append(Chain(cleankit.filter("boilerplate", packs=[str(pack)])).fingerprint)
    assert prints[0] != prints[1]


def test_pickled_chain_is_the_same():
    chain = Chain("article", shout)
    copy = pickle.loads(pickle.dumps(chain))
    assert copy(STORY) == chain(STORY)
    assert copy.fingerprint == chain.fingerprint


def boom(text: str) -> str:
    raise ValueError("no luck")


def test_a_failing_filter_is_named_with_its_document():
    with pytest.raises(
        FilterError, match=r"filter '[a-z._]*test_chain:boom', document 'a1': ValueError: no luck"
    ):
        Chain(boom).run(Document("text", id="a1"))


@pytest.mark.parametrize(
    ("verdicts", "message"),
    [
        ([Verdict(7, "r")], "judged line 7 of 2"),
        ([Verdict(-1, "r")], "judged line -1 of 2"),
        ([Verdict(0, "r"), Verdict(0, "r")], "judged line 0 twice"),
        ([Verdict(0, "r", "a\nb")], "put a line break into line 0"),
    ],
)
def test_a_bad_verdict_is_told(verdicts, message):
    def judge(lines):
        return verdicts

    judge.kind = "line"
    with pytest.raises(FilterError, match=message):
        Chain(judge)("one\ntwo")


@pytest.mark.parametrize("text", [b"bytes", None, 3])
def test_only_str_is_cleaned(text):
    with pytest.raises(TypeError, match=f"a chain cleans str, not {type(text).__name__}"):
        Chain("quotes")(text)


def test_a_member_must_be_a_filter():
    with pytest.raises(ConfigError, match="takes names, callables and chains, not int"):
        Chain(3)


def test_no_line_is_left():
    def drop_all(lines):
        return [Verdict(i, "test:all") for i in range(len(lines))]

    drop_all.kind = "line"
    assert Chain(drop_all)("a\nb") == ""
    assert Chain(drop_all)("") == ""


def test_keys_follow_the_lines():
    lines = Lines(["ONE", "Two", "three"])
    assert lines.keys == ["one", "two", "three"]
    left = lines.apply([Verdict(0, "r"), Verdict(1, "r", "FOUR")])
    assert (left.texts, left.keys) == (["FOUR", "three"], ["four", "three"])


def test_blocks_follow_their_lines():
    seen = []

    def look(lines):
        seen.append([block and block.tag for block in lines.blocks])
        return []

    look.kind = "line"
    blocks = [Block("h1"), Block("p"), Block("li"), Block("p")]
    document = Document("one\ntwo\nthree\nfour", blocks=blocks)
    Chain(look, first_line_only, look).run(document)
    Chain(one_line_fewer, look).run(document)
    # a line has the block in which it begins
    assert seen == [["h1", "p", "li", "p"], ["h1"], ["h1", "p", "p"]]


def test_blocks_follow_lines_that_are_split():
    one, two, three = (Block("p", 0.0, f"/p[{n}]") for n in (1, 2, 3))
    seen = []

    @cleankit.line_filter("test-blocks")
    def look(lines):
        seen.append((lines.texts, lines.blocks))
        return []

    document = Document("a\rb\n\n c\u2028\u2028d", blocks=[one, two, three])
    Chain("newlines", look).run(document)
    assert seen.pop() == (["a", "b", "", " c", "", "d"], [one, one, None, three, None, three])
    Chain(lambda text: text.replace("b", "x\ny"), look).run(Document("a\nb\nc", blocks=[one, two, three]))
    assert seen.pop() == (["a", "x", "y", "c"], [one, None, None, three])
    with pytest.raises(FilterError, match="3 blocks for 2 lines; one block a line"):
        Chain("newlines").run(Document("a\nb", blocks=[one, two, three]))


@pytest.mark.parametrize(
    "source", [None, b"The text.", 1.5, 7, ["a", "b"], {"text": "a"}, Document(None), Document(b"x")]
)
@pytest.mark.parametrize("call", ["run", "audit", "__call__"])
def test_what_is_no_text_is_a_type_error(source, call):
    found = source.text if isinstance(source, Document) else source
    kind = type(source if call == "__call__" else found).__name__
    with pytest.raises(TypeError, match=rf"^a chain cleans str, not {kind}($|; )"):
        getattr(Chain("article"), call)(source)


@pytest.mark.parametrize("name", preset_names())
def test_a_chain_pickles_to_the_same_bytes_before_and_after_use(name):
    chain = Chain(name, filter("length", min_words=2))
    before = pickle.dumps(chain)
    chain("Advertisement\n\nThe bridge was schÃ¶n on “Monday”.\n")
    chain.audit("Advertisement\n\nThe bridge opens.")
    chain.run(Document("The bridge opens.", url="https://example.org/1"))
    assert chain.fingerprint
    assert pickle.dumps(chain) == before
    again = pickle.loads(before)
    assert (again.filters, again.page, again.fingerprint) == (chain.filters, chain.page, chain.fingerprint)
    assert again.run("The").dropped == chain.run("The").dropped


@pytest.mark.parametrize("preset_name", preset_names())
def test_a_member_is_changed_by_name(preset_name):
    chain = Chain(preset_name)
    names = [one.name for one in chain.filters]
    assert chain.before("spaces", "dashes").without("dashes") == chain
    assert [one.name for one in chain.after("spaces", "dashes", shout).filters] == [
        name for one in names for name in ([one, "dashes", "test_chain:shout"] if one == "spaces" else [one])
    ]
    assert chain.before("spaces", "dashes").page == chain.page
    assert chain.without("spaces").page == chain.page
    assert [one.name for one in chain.without(names[0], names[-1]).filters] == names[1:-1]


def test_options_are_set_and_the_others_stay():
    chain = Chain("newlines", filter("length", min_words=2), page=PageOptions(favor="recall"))
    changed = chain.replace("length", max_words=9)
    assert [dict(one.options) for one in changed.filters] == [{}, {"min_words": 2, "max_words": 9}]
    assert (changed.page, chain.filters[1].options) == (chain.page, {"min_words": 2})
    assert changed.replace("length", min_words=3).filters[1].options["min_words"] == 3
    assert repr(Chain("quotes", "blank-lines", "quotes").after("quotes", str.title)).endswith(
        "text: quotes, builtins:str.title)"
    )


def test_what_comes_with_page_options_brings_them():
    assert (
        Chain("article").before("quotes", Chain("html", page=PageOptions(favor="recall"))).page.favor
        == "recall"
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda chain: chain.replace("qoutes", keep=True),
        lambda chain: chain.without("newlines", "qoutes"),
        lambda chain: chain.before("qoutes", "dashes"),
        lambda chain: chain.after("qoutes", "dashes"),
    ],
)
def test_a_member_that_is_not_there(change):
    with pytest.raises(ConfigError, match="no filter 'qoutes' in the chain; did you mean 'quotes'"):
        change(Chain("article"))


def test_wrong_options_and_members_are_refused():
    with pytest.raises(ConfigError, match="unknown option 'min_char'; did you mean 'min_chars'"):
        Chain("article").replace("duplicates", min_char=3)
    with pytest.raises(ConfigError, match="did you mean 'dashes'"):
        Chain("article").after("quotes", "dashs")


def test_of_two_gates_that_refuse_the_first_gives_the_reason():
    chain = Chain("newlines", keep_long, "length")
    assert chain.run("Snow fell.").dropped == "keep-long: too short"
    assert [one.split(":")[0] for one in chain.reasons(chain.run("Snow fell."))] == ["keep-long", "length"]


def test_of_two_members_with_page_options_the_last_counts():
    first = Chain("newlines", page=PageOptions(favor="recall"))
    last = Chain("spaces", page=PageOptions(favor="precision"))
    assert Chain(first, last).page == last.page != first.page
    assert Chain(last, first, "blank-lines").page == first.page
