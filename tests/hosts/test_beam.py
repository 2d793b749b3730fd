"""Beam: the chain's own texts by the direct runner; dead letters for what is dropped or fails."""

from typing import NamedTuple

import pytest
from articles import CHAIN, CLEAN, FAILING, GATED, LONG, SHORT, TEXTS, is_failure

from cleankit import Chain, ConfigError

beam = pytest.importorskip("apache_beam")

from apache_beam.testing.util import assert_that, equal_to  # noqa: E402

from cleankit.integrations.beam import CleanText  # noqa: E402

SLOW = True


class Article(NamedTuple):
    n: int
    text: str | None


def check(elements, transform, *, cleaned=(), dropped=(), failed=()):
    """Run a pipeline, and compare its three collections; of errors, where they tell of the snow."""
    with beam.Pipeline(runner="DirectRunner") as pipeline:
        found = pipeline | beam.Create(elements) | transform
        told = found.failed | beam.Map(lambda one: {**one, "error": is_failure(one["error"]) or one["error"]})
        for name, one, wanted in (
            ("cleaned", found.cleaned, cleaned),
            ("dropped", found.dropped, dropped),
            ("failed", told, failed),
        ):
            assert_that(one, equal_to(list(wanted)), label=name)


def test_the_same_as_the_chain():
    records = [{"n": n, "text": text} for n, text in enumerate(TEXTS)]
    check(records, CleanText(CHAIN), cleaned=[{"n": n, "text": text} for n, text in enumerate(CLEAN)])
    check(TEXTS[:20], CleanText(), cleaned=CLEAN[:20])


def test_nulls_gates_and_errors():
    letter = {"text": "Too short.", "dropped": SHORT}
    check(["Too short.", LONG, None], CleanText(GATED), cleaned=[GATED(LONG), None], dropped=[letter])
    records = [{"n": 1, "body": "rain"}, {"n": 2, "body": "snow"}, {"n": 3, "body": None}]
    check(
        records,
        CleanText(FAILING, "body"),
        cleaned=[records[0], records[2]],
        failed=[{"n": 2, "body": "snow", "error": True}],
    )


def test_what_holds_no_text_is_a_dead_letter():
    wrong = "found int; accepted: a text, a record with a field 'text', a Document, or None"
    check(
        [{"n": 1}, {"text": 5}, 7],
        CleanText(),
        failed=[
            {"n": 1, "error": "no field 'text'; fields: n"},
            {"text": 5, "error": wrong},
            {"text": 7, "error": wrong},
        ],
    )


def test_rows_and_named_tuples_stay_what_they_are():
    dirty, clean = "Advertisement\nSnow fell.", "Snow fell."
    check([beam.Row(n=1, text=dirty)], CleanText(), cleaned=[beam.Row(n=1, text=clean)])
    check([Article(1, dirty), Article(2, None)], CleanText(), cleaned=[Article(1, clean), Article(2, None)])


def test_what_is_no_chain_is_refused():
    with pytest.raises((ConfigError, TypeError), match="Chain"):
        CleanText("article")


def test_rules_of_a_site_see_the_record():
    def shout(lines):
        from cleankit import Verdict

        return [Verdict(0, "shout", lines.document.site)]

    shout.kind, shout.name = "line", "shout"
    record = {"site": "example.org", "text": "Snow."}
    check([record], CleanText(Chain(shout)), cleaned=[{**record, "text": "example.org"}])
