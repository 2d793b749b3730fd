"""Public functions called as a clumsy typist would: each error says what was found, and what is accepted."""

from pathlib import Path

import pytest

import cleankit
from cleankit import (
    Chain,
    CleankitError,
    ConfigError,
    Document,
    FilterError,
    Lines,
    ReadOptions,
    Report,
    RunOptions,
    Verdict,
    batch,
    clean_html,
    corpus,
    decode,
    filter,
    fix_text,
    gate,
    judge,
    language,
    learn,
    line_filter,
    stream,
    text_filter,
)
from cleankit.io import read
from cleankit.stats import stats

CHAIN = Chain("article")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Chain(["quotes"]), "not list; give its members one by one: Chain(*members)"),
        (lambda: Chain("quotes", page={"favor": "recall"}), "page: found dict; accepted: PageOptions(...)"),
        (lambda: CHAIN.without(["quotes"]), "found ['quotes']; accepted: the name of a filter in the chain"),
        (lambda: Chain.from_toml("article"), "accepted: a TOML text; for a preset, Chain('article')"),
        (lambda: Chain.from_toml("my.toml"), "accepted: a TOML text; for a file, Path('my.toml')"),
        (
            lambda: clean_html("<p>", chain="html"),
            "html: chain: found str; accepted: a Chain; try Chain('html')",
        ),
        (
            lambda: stream(["a"], "article"),
            "stream: chain: found str; accepted: a Chain; try Chain('article')",
        ),
        (lambda: stream(["a"], workers="2"), "stream: workers: found '2'; accepted: 1 or more"),
        (lambda: batch.run([], None, chain="article"), "run: chain: found str; accepted: a Chain"),
        (lambda: batch.run([], None, workers="2"), "workers: found '2'; accepted: int or None"),
        (lambda: batch.run([], None, workrs=2), "run: unknown option 'workrs'; did you mean 'workers'?"),
        (
            lambda: batch.run([], None, reprot="r.json"),
            "run: unknown option 'reprot'; did you mean 'report'?",
        ),
        (lambda: RunOptions(timeout="60"), "timeout: found '60'; accepted: float"),
        (lambda: ReadOptions(text_field=5), "text_field: found 5; accepted: str"),
        (lambda: ReadOptions(format=5), "format: found 5; accepted: str or None"),
        (
            lambda: learn.learn([], text_feild="b"),
            "learn: unknown option 'text_feild'; did you mean 'text_field'?",
        ),
        (
            lambda: corpus.dedup([], "o.jsonl", lins=True),
            "dedup: unknown option 'lins'; did you mean 'lines'?",
        ),
        (lambda: corpus.dedup([], "o.jsonl", workers="a"), "workers: found 'a'; accepted: 1 or more"),
        (lambda: stats([], chain="article"), "stats: chain: found str; accepted: a Chain"),
        (lambda: filter(5), "filter: found 5; accepted: a filter's name, or a callable"),
        (lambda: filter(None), "filter: found None; accepted: a filter's name, or a callable"),
        (lambda: text_filter("a-name")(5), "filter 'a-name': found 5; accepted: a function"),
        (lambda: gate(""), "@gate: found ''; accepted: a name, such as 'my-filter'"),
        (lambda: filter("boilerplate", keep=["en:ad-labl"]), "did you mean 'en:ad-label'?"),
        (lambda: filter("boilerplate", keep=["en:qqqqqqqqqq"]), "more; `cleankit rules list` lists them"),
    ],
)
def test_what_cannot_be_used_is_a_config_error(call, message):
    with pytest.raises(ConfigError) as caught:
        call()
    assert message in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: CHAIN(None), "a chain cleans str, not NoneType; None passes in chain.stream(items)"),
        (lambda: CHAIN(b"a"), "a chain cleans str, not bytes; decode bytes first"),
        (lambda: CHAIN(["a"]), "a chain cleans str, not list; for several take chain.many(texts)"),
        (lambda: CHAIN(Document("a")), "not Document; for a Document take chain.run(document)"),
        (
            lambda: CHAIN.run({"text": "a"}),
            "not dict; for a record take chain.run(Document.from_record(record))",
        ),
        (lambda: CHAIN.apply("a"), "apply: found str; accepted: a Document; to clean a text, call the chain"),
        (lambda: CHAIN.reasons("a"), "reasons: found str; accepted: a Cleaned, as run returns it"),
        (lambda: CHAIN.many(5), "items: found int; accepted: several texts"),
        (lambda: CHAIN.stream(None), "items: found NoneType; accepted: several texts"),
        (
            lambda: Chain.from_toml(None),
            "from_toml: found NoneType; accepted: a TOML text as str, or the Path",
        ),
        (lambda: Document.from_record("a"), "from_record: found str; accepted: a record, such as a dict"),
        (lambda: Lines("a\nb"), 'Lines: found str; accepted: a list of lines; try text.split("\n")'),
        (lambda: judge("a\nb"), 'judge: lines: found str; accepted: a list of lines; try text.split("\n")'),
        (lambda: judge([b"a"]), "judge: lines: found bytes; accepted: lines of str"),
        (lambda: decode("a"), "decode: data: found str; accepted: bytes; a str is decoded already"),
        (lambda: decode(b"\xff", 5), "decode: declared: found int; accepted: the name of a charset, or None"),
        (lambda: fix_text(b"a"), "fix_text: found bytes; accepted: str; try cleankit.decode(data).text"),
        (lambda: clean_html(Path("a.html")), "accepted: a page as bytes or str; try Path(...).read_bytes()"),
        (lambda: clean_html("<p>", 5), "html: url: found int; accepted: the page's address as str, or None"),
        (lambda: language.detect(b"a"), "detect: found bytes; accepted: str"),
        (lambda: language.detect_lines(["a"]), "detect_lines: found list; accepted: one str of all lines"),
        (lambda: Report.from_json("{}"), "audit: found str; accepted: a dict, as to_json gives"),
        (lambda: batch.run([], None, audit=True), "run: audit: found bool; accepted: the name of a file"),
        (lambda: batch.run([], 5), "run: output: found int; accepted: the name of a file as str or Path"),
        (
            lambda: batch.run([], None, options={"workers": 1}),
            "run: options: found dict; accepted: RunOptions(...)",
        ),
        (lambda: batch.run(None, None), "inputs: found NoneType; accepted: names of files as str or Path"),
        (lambda: list(read(b"a.txt")), "inputs: found bytes; accepted: names of files as str or Path"),
        (lambda: list(read([], {"format": "csv"})), "read: options: found dict; accepted: ReadOptions(...)"),
        (lambda: learn.learn(None), "learn: inputs: found NoneType; accepted: paths, records or Documents"),
        (lambda: corpus.dedup([5], "o.jsonl"), "dedup: inputs: found int; accepted: files, folders"),
        (lambda: CHAIN.audit("a").source_span("0", 1), "source_span: found str; accepted: start and end"),
    ],
)
def test_another_type_is_a_type_error(call, message):
    with pytest.raises(TypeError) as caught:
        call()
    assert message in str(caught.value)


@pytest.mark.parametrize("decorator", [text_filter, line_filter, gate])
def test_a_decorator_without_a_name(decorator):
    def all_long_lines(lines):
        return []

    wanted = rf"^@{decorator.__name__}: it takes a name: write @{decorator.__name__}\('all-long-lines'\)$"
    with pytest.raises(ConfigError, match=wanted):
        decorator(all_long_lines)


class _CodedError(CleankitError):
    def __init__(self, code, place):
        super().__init__(code, place)
        self.code = code

    def __str__(self):
        return f"code {self.code}"


class _PlainError(CleankitError):
    pass


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (
            UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
            FilterError,
            "UnicodeDecodeError: 'utf-8'",
        ),
        (KeyError("k"), FilterError, "KeyError: 'k'"),
        (_CodedError(7, "x"), FilterError, "code 7"),
        (_PlainError("no rules"), _PlainError, "no rules"),
    ],
)
def test_an_error_of_a_filter_says_which_and_is_the_cause(error, kind, said):
    def failing(text):
        raise error

    with pytest.raises(kind, match=rf"^filter '.*failing', document 'a': {said}") as caught:
        Chain(failing).run(Document("Snow.", id="a"))
    assert caught.value.__cause__ is error


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (None, "returned NoneType; accepted: verdicts, such as a list of them"),
        ([3], r"found 3; accepted: Verdict\(line, rule\)"),
        (["ab"], r"found 'ab'; accepted: Verdict\(line, rule\)"),
        ([(0, "r")], r"found \(0, 'r'\); accepted: Verdict\(line, rule\)"),
        ([Verdict("0", "r")], r"found Verdict\(line='0', rule='r'"),
        ([Verdict(0, None)], r"found Verdict\(line=0, rule=None"),
        ([Verdict(0, "r", 5)], r"found Verdict\(line=0, rule='r', text=5"),
    ],
)
def test_what_is_no_verdict(verdicts, said):
    def careless(lines):
        return verdicts

    careless.kind, careless.name = "line", "careless"
    with pytest.raises(FilterError, match=f"^filter 'careless': {said}"):
        Chain(careless)("Snow.")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 11), (5, 2)])
def test_a_span_that_is_not_there(start, end):
    report = CHAIN.audit("Advertisement\nSnow fell.")
    with pytest.raises(
        ValueError, match=f"source_span: found {start} to {end}; accepted: 0 to 10, start first"
    ):
        report.source_span(start, end)
    with pytest.raises(ValueError, match="clean_span: found 0 to 25; accepted: 0 to 24, start first"):
        report.clean_span(0, 25)
    assert report.clean_span(14, 24) == report.clean_span(0, 24) == (0, 10)


def test_a_misspelt_name_of_the_package():
    with pytest.raises(AttributeError, match=r"no attribute 'Chian'; did you mean 'Chain'\?"):
        cleankit.Chian  # noqa: B018
    assert not hasattr(cleankit, "__wrapped__")
