"""The laws can be broken, and check_filter says how."""

import random

import pytest

from cleankit.testing import check_filter, check_linear


def shout(text: str) -> str:
    return text.upper()


def noisy(text: str) -> str:
    return text + str(random.random())


def surrogate(text: str) -> str:
    return text + "\udcff"


def number(text: str) -> str:
    return len(text)


def crash(text: str) -> str:
    return text[0]


def growing(text: str) -> str:
    return text + "!"


def joining(text: str) -> str:
    return text.replace("\n", " ")


for declared in (growing, joining):
    declared.name, declared.kind, declared.lines, declared.not_idempotent = (
        declared.__name__,
        "text",
        True,
        "",
    )


def test_a_sound_filter_passes():
    check_filter(shout, examples=50)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (noisy, "two calls differ"),
        (surrogate, "UTF-8 cannot hold"),
        (number, "returned int; accepted: str"),
        (crash, "IndexError"),
        (growing, "a second pass changes"),
        (joining, "changed the number of lines"),
    ],
)
def test_a_broken_filter_is_told(call, message):
    with pytest.raises(Exception, match=message):
        check_filter(call, texts=["one\ntwo", ""], examples=20)


def test_what_cannot_be_pickled_is_told():
    with pytest.raises(Exception, match=r"pickle|local object"):
        check_filter(lambda text: text, examples=5)


def quadratic(text: str) -> str:
    for i in range(0, min(len(text), 2_000_000), 100):
        text.count("zq", i)
    return text


def test_a_quadratic_filter_is_told():
    with pytest.raises(AssertionError, match="times slower on 4 times"):
        check_linear(quadratic, ["a"])
