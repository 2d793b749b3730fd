"""Laws that every filter keeps, as a check for filters of your own.

    from cleankit.testing import check_filter

    def test_my_filter():
        check_filter(my_filter, texts=["what it is for", "what it must leave"])

The laws: pure and deterministic, total on any `str`, picklable, linear in time, output that UTF-8 can hold
if it could hold the input, no change in the number of lines unless declared, and idempotent unless
declared. The texts given are tried, and more that hypothesis makes (install ``cleankit-articles[test]``).
"""

import gc
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import process_time
from typing import Any

from cleankit.chain import Chain
from cleankit.registry import Filter, filter

# Bits of which hypothesis builds texts: what articles and accidents are made of.
BITS = (
    *(
        "Advertisement",
        "Show comments",
        "US",
        "The mayor said on Monday that the old bridge would open in May.",
        "No comment.",
    ),
    *(
        "“",
        "”",
        "’",
        '"',
        "'",
        "«",
        "â€œ",
        "Ã©",
        "&amp;",
        "&#13;",
        "<b>",
        "</p>",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\ufeff",
    ),
    *(
        "\u00a0",
        "\u3000",
        "\ufe0f",
        "\u202e",
        "😀",
        "e\u0301",
        "\u0301",
        "م",
        "می\u200cروم",
        "中文。",
        "かな",
        "한국",
        "\x00",
        "\x92",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u2028",
        "\t",
        " ",
        "  ",
        "```",
        "    x = f(1)",
        "- item",
        "5′ 10″",
        "\ud800",
        "1,234",
    ),
)
# Parted by "¦": what patterns and parsers were slow on, and what looks like it. Each is repeated.
_SEEDS = (
    ". . ¦. .¦..¦.¦…¦… ¦\n. ¦a.¦a. ¦A. ¦,¦a, ¦?¦? ¦!¦:¦a:¦a:\n¦1 ¦1.¦1,¦1/¦1:¦$1¦1. a\n¦I ¦-¦--¦–¦a-¦a-\n¦"
    '---\n¦=¦=\n¦<div>¦</div>¦<p¦<p ¦<b>¦</b>¦<!--¦-->¦<![CDATA[¦<?¦<a href="¦="¦=\'¦</¦<¦>¦> ¦>> ¦&¦&#¦&#x¦'
    "&lt;¦&amp;¦&amp;amp;¦(¦)¦[¦]¦[a](¦![¦{¦}¦{{¦${¦“¦”¦‘¦’¦' ¦\" ¦'a¦\"a¦«¦»¦„¦* ¦*¦**¦_¦__a¦- ¦- a\n¦# ¦#¦"
    "#a ¦| ¦|¦| a |\n¦`¦``` ¦```\n¦~~~\n¦    a\n¦\t¦a\tb\t¦\\¦http://a.¦https://¦www.¦a@b.¦@¦@a ¦a@¦//¦/¦Ã¦"
    "Ãƒ¦â€¦â€™¦Â ¦Ã©¦\u200b¦\ufeff¦e\u0301¦\u0301¦\u202e¦\u3000¦\u00a0¦\u00ad¦\ufffd¦\u200d¦\x00¦\x92¦ ¦ \n¦"
    "\n \n¦\n¦\n\n¦\r¦\r\n¦\u2028¦a\n¦A ¦a ¦aaaa¦aB¦Share ¦Share\n¦Advertisement ¦By ¦Photo: ¦Read more ¦"
    "Related\n¦© ¦© 2020 ¦• ¦• a\n¦• Share\n¦- About us\n¦<!--\n"
    "¦The bridge opened. ¦中¦中。¦あ¦한 ¦א¦ค¦é¦𝒜¦😀"
)
SEEDS = tuple(_SEEDS.split("¦"))
SHORT, TIMES = 1_000, 16  # characters, and times as many
GROWTH = 48  # times slower at most: what is quadratic is 256 times slower
MORE, SLOWER = 4, 8  # times the input, and times slower at most: what is quadratic is 16 times slower
TRIES = 8
LEAST_GROWTH = 0.001  # seconds
LEAST_SECONDS = 0.01  # below that a clock says more than the filter
MOST_CHARACTERS = 100_000  # a larger text leaves the processor's caches, and that is not the filter's doing


def check_filter(
    candidate: str | Callable[..., Any], *, texts: Iterable[str] = (), examples: int = 200
) -> None:
    """Raise AssertionError, with the text that shows it, if a filter breaks a law.

    ``candidate`` is a registered name, a filter or an undecorated ``str -> str``.
    """
    from hypothesis import HealthCheck, given, settings

    one = filter(candidate) if not isinstance(candidate, Filter) else candidate
    chain = Chain(one)
    for text in texts:
        check_text(one, chain, text)

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(_texts())
    def check(text: str) -> None:
        check_text(one, chain, text)

    check()
    _check_pickle(chain)
    check_linear(chain)


def check_text(one: Filter, chain: Chain, text: str) -> None:
    """Check the laws that one text can show."""
    cleaned = chain(text)
    assert isinstance(cleaned, str), f"{one.name}: returned {type(cleaned).__name__} for {text!r}"
    assert chain(text) == cleaned, f"{one.name}: two calls differ on {text!r}"
    if _encodable(text):
        assert _encodable(cleaned), f"{one.name}: made {cleaned!r}, which UTF-8 cannot hold, of {text!r}"
    if one.kind == "text" and one.keeps_lines:
        assert cleaned.count("\n") == text.count("\n"), f"{one.name}: changed the number of lines of {text!r}"
    if one.idempotent:
        assert chain(cleaned) == cleaned, f"{one.name}: a second pass changes {cleaned!r}, made of {text!r}"


def check_linear(call: Callable[[str], Any], bits: Sequence[str] = BITS) -> None:
    """Check that four times the text takes at most eight times as long, on runs of each bit and on a mix."""
    mixed = "\n".join(f"{bit} {number}" for number, bit in enumerate(bits))
    for bit in (*bits, mixed):

        def seconds(times: int, bit: str = bit) -> float:
            return cpu_seconds(call, bit * times)

        check_linear_time(
            seconds,
            max(1, 20_000 // len(bit)),
            most=MOST_CHARACTERS // len(bit),
            what=repr(bit[:40]),
        )


def check_linear_time(
    seconds: Callable[[int], float],
    size: int,
    *,
    least: float = LEAST_SECONDS,
    most: int | None = None,
    what: str = "the input",
) -> None:
    """Check that four times the size takes at most eight times as long.

    ``seconds(size)`` does the work and returns its processor time (see `cpu_seconds`). The size doubles until
    the work takes ``least`` seconds, or until ``most`` (64 times the size, if not given). Of several tries
    the least times count: a clock can be disturbed, a quadratic cost is there each time.
    """
    with _collector_off():
        most = 64 * size if most is None else most
        while seconds(size) < least and 2 * size <= most:
            size *= 2
        once = more = float("inf")
        for _ in range(TRIES):
            once, more = min(once, seconds(size)), min(more, seconds(MORE * size))
            if more <= SLOWER * max(once, least):
                return
    raise AssertionError(f"{more / once:.1f} times slower on {MORE} times {size} x {what}")


def cpu_seconds(call: Callable[..., Any], *arguments: Any) -> float:
    """Return the processor time of ``call(*arguments)`` in seconds."""
    started = process_time()
    call(*arguments)
    return process_time() - started


def check_growth(call: Callable[[str], Any], seeds: Iterable[str] = SEEDS) -> None:
    """Check on runs of each seed that 16 times the text takes at most 48 times as long.

    Coarser than `check_linear` and much cheaper, so that many seeds can be tried.
    """
    with _collector_off():
        for seed in seeds:
            size = max(1, SHORT // len(seed))
            for turn in range(TRIES):
                # No text twice: a filter may remember what it has seen.
                once = min(cpu_seconds(call, f"{seed * size} {turn} {other}") for other in range(2))
                if cpu_seconds(call, f"{seed * (size * TIMES)} {turn}") <= GROWTH * max(once, LEAST_GROWTH):
                    break
            else:
                raise AssertionError(f"more than {GROWTH} times slower on {TIMES} times {size} x {seed!r}")


@contextmanager
def _collector_off() -> Iterator[None]:
    """Stop the collector: its passes grow with all that is alive, and that is not the filter's doing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _check_pickle(chain: Chain) -> None:
    sample = "\n".join(BITS)
    copy = pickle.loads(pickle.dumps(chain))  # noqa: S301 - of our own making
    assert copy(sample) == chain(sample), f"{chain!r}: its pickled copy gives another text"
    assert copy.fingerprint == chain.fingerprint, f"{chain!r}: its pickled copy has another fingerprint"


def _texts() -> Any:
    from hypothesis import strategies as st

    return st.one_of(
        st.lists(st.sampled_from(BITS), max_size=30).map("".join), st.text(max_size=80), _lines()
    )


def _lines() -> Any:
    from hypothesis import strategies as st

    return st.lists(st.sampled_from(BITS) | st.text(max_size=60), max_size=12).map("\n".join)


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
