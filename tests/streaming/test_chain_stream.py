"""Streams in this process; chains that compare by what they do."""

import pickle
from collections import Counter

import pytest

import cleankit
from cleankit import Chain, Cleaned, ConfigError, Document, FilterError, InputError
from cleankit.extraction import PageOptions

DIRTY = "Advertisement\nThe “bridge” opens."


def fail_on_snow(text):
    if "snow" in text:
        raise ValueError("snow")
    return text


def test_texts_records_documents_and_none():
    chain = Chain("article")
    items = [DIRTY, {"id": "a", "text": DIRTY, "n": 1}, Document(DIRTY, id="b"), None]
    found = list(chain.stream(items))
    assert [one and one.text for one in found] == [chain(DIRTY)] * 3 + [None]
    assert found[1].document.metadata["n"] == 1
    assert [one and one.document.id for one in found] == [None, "a", "b", None]


def test_each_item_is_cleaned_when_it_is_asked_for():
    taken = Counter()

    def source():
        for n in range(100):
            taken["items"] += 1
            yield f"Text {n}."

    stream = Chain("article").stream(source())
    assert taken["items"] == 0
    assert next(stream).text == "Text 0."
    assert taken["items"] == 1


def test_gates_are_applied():
    (found,) = Chain("article", "length").stream(["Too short."])
    assert (found.text, found.dropped) == ("Too short.", "length: words 2 < 50")


@pytest.mark.parametrize("bad", [5, 1.5, b"Snow", ["Snow"], {"body": "Snow"}, Document(None)])
def test_errors_are_raised_or_values(bad):
    chain = Chain("article")
    stream = chain.stream(["One.", bad, "Two."])
    assert next(stream).text == "One."
    with pytest.raises(InputError):
        next(stream)
    one, error, two = chain.stream(["One.", bad, "Two."], errors="value")
    assert isinstance(error, InputError)
    assert (one.text, two.text) == ("One.", "Two.")


def test_a_filter_that_fails_is_an_error_of_its_item():
    found = list(Chain(fail_on_snow).stream([{"id": "a1", "text": "snow"}, "rain"], errors="value"))
    assert isinstance(found[0], FilterError)
    assert "document 'a1'" in str(found[0])
    assert isinstance(found[1], Cleaned)


@pytest.mark.parametrize("one", ["Snow", b"Snow", {"text": "Snow"}, Document("Snow")])
def test_one_item_is_not_several(one):
    for call in (Chain("article").stream, Chain("article").many, cleankit.stream, cleankit.astream):
        with pytest.raises(TypeError, match="is one item; give several"):
            call(one)


def test_unknown_errors_option():
    with pytest.raises(ConfigError, match="errors: found 'values'; did you mean 'value'"):
        Chain("article").stream([], errors="values")


def test_many_texts():
    assert Chain("article").many(t for t in [DIRTY, ""]) == [Chain("article")(DIRTY), ""]


def test_chains_compare_by_what_they_do():
    same = Chain("article")
    assert same == Chain(*same.filters) == pickle.loads(pickle.dumps(same))
    assert hash(same) == hash(pickle.loads(pickle.dumps(same)))
    assert len({same, Chain("article"), Chain("minimal")}) == 2
    others = [
        Chain("minimal"),
        Chain("article", "length"),
        Chain("article", str.upper),
        Chain(cleankit.filter("duplicates", min_chars=9)),
        Chain("article", page=PageOptions(headline="drop")),
    ]
    assert all(same != other for other in others)
    assert Chain(lambda text: text) != Chain(lambda text: text + "x")  # one name, two functions
    assert same != "article"
