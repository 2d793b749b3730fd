"""However long the corpus, a bounded number of lines is held, and the error is what is promised."""

import random
import tracemalloc

import pytest
from stories import WORDS, article, articles, lines_of

from cleankit.learn import learn
from cleankit.learn.groups import Groups
from cleankit.learn.observing import count
from cleankit.learn.spool import Spool

MOST = 1_000


def counted(streams, most=MOST):
    """Count made lines: each stream is a site's documents, and each of these a set of marks."""
    groups = Groups(most)
    peak = 0
    for site, marks in streams:
        group = groups.of(site)
        groups.grown(group.count(marks))
        peak = max(peak, groups.held)
    return groups, peak


@pytest.mark.parametrize("sites", [1, 7])
def test_counts_are_low_by_no_more_than_promised(sites):
    rng = random.Random(sites)
    truth, lines, stream = {}, {}, []
    for _ in range(4_000):
        site = f"site{rng.randrange(sites)}"
        marks = {rng.randrange(1 << 60) for _ in range(20)}
        marks |= {heavy for heavy in range(30) if rng.random() < 1 / (heavy + 1)}
        for mark in marks:
            truth[site, mark] = truth.get((site, mark), 0) + 1
        lines[site] = lines.get(site, 0) + len(marks)
        stream.append((site, marks))
    groups, peak = counted(stream)
    share = MOST // (2 * sites)
    assert peak <= MOST
    for group in groups:
        assert 0 < group.missed <= lines[group.name] / share
        for (site, mark), true in truth.items():
            if site == group.name:
                held = group.counters.get(mark, 0)
                assert true - group.missed <= held <= true
                assert held or true <= group.missed


def test_sites_are_bounded_and_large_ones_are_kept():
    rng = random.Random(4)
    stream = [
        ("large" if number % 4 == 0 else f"small{rng.randrange(100_000)}", {number, -1})
        for number in range(20_000)
    ]
    groups, peak = counted(stream)
    assert len(groups) <= groups.most_groups
    assert peak <= MOST
    large = next(group for group in groups if group.name == "large")
    assert groups.forgotten <= 2 * len(stream) / groups.most_groups
    assert large.given >= 5_000 - groups.forgotten


def test_a_corpus_that_overflows_still_teaches_its_boilerplate():
    tail = ["All island news", "Share this story"]
    found = learn((article(i, tail=tail) for i in range(2_000)), max_lines=MOST)
    assert lines_of(found) == set(tail)
    (group,) = found.groups
    assert group.missed > 0
    assert {one.count for entry in found.on for one in entry.members} == {2_000}  # counted again


def test_counts_are_lowered_by_one_number():
    group = Groups(MOST).of("a")
    group.counters = {1: 9, 2: 3, 3: 2}
    group.cut(2)
    assert group.counters == {1: 7, 2: 1}
    assert group.missed == 2


def test_of_a_large_site_the_same_documents_are_kept_in_any_order():
    texts = [f"text {number}" for number in range(500)]

    def kept(order):
        spool = Spool(most=40)
        for text in order:
            spool.put("large", text, "", text)
            if text in texts[:5]:
                spool.put("small", text, "", text)
        found = {(one.site, one.text) for one in spool.documents()}
        assert found == {(one.site, one.text) for one in spool.documents()}
        spool.close()
        return found

    found = kept(texts)
    assert found == kept(random.Random(1).sample(texts, len(texts)))
    assert sum(site == "small" for site, _ in found) == 5
    assert 20 <= sum(site == "large" for site, _ in found) <= 40


def test_texts_come_back_as_they_were():
    spool = Spool()
    texts = ["", "a\n\nb\r\n", "\ud800 half", "\0", "ﬁnden 中文"]
    for text in texts:
        spool.put("site", text, "title", text)
    assert [(one.name, one.text) for one in spool.documents()] == [(text, text) for text in texts]
    spool.close()


def test_memory_does_not_grow_with_the_corpus():
    def peak(count):
        tracemalloc.start()
        learn((article(i) for i in range(count)), max_lines=MOST)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(50)
    assert peak(4_000) < 1.5 * peak(1_000)


def test_a_line_takes_no_more_than_is_said():
    def text(*parts):
        return "\n".join(
            " ".join((*random.Random(repr(parts)).choices(WORDS, k=8), *parts)) for _ in range(1)
        )

    tracemalloc.start()
    groups = Groups(50_000)
    group = groups.of("a")
    for number in range(2_000):
        lines = [text(str(number), str(i) + "x.") for i in range(10)]
        groups.grown(count(group, "\n".join(lines)))
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held / groups.held < 200


def test_inputs_are_read_once():
    records = iter(articles(12, tail=["All island news"]))
    assert lines_of(learn(records)) == {"All island news"}
    assert next(records, None) is None
