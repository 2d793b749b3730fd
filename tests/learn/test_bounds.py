"""However long the corpus, a bounded number of lines is held, and the error is what is promised."""

import random
import tracemalloc

import pytest
from stories import WORDS, article, articles, lines_of

from cleankit.learn import learn
from cleankit.learn.groups import Groups, count_of
from cleankit.learn.lines import Line
from cleankit.learn.observing import observe
from cleankit.learn.recurring import Recurring

MOST = 1_000


def counted(streams, most=MOST):
    """Count made lines: each stream is a site's documents, and each of these a set of marks."""
    groups = Groups(most)
    peak = 0
    for site, marks in streams:
        group = groups.of(site)
        before = len(group.counters)
        for mark in marks:
            group.counters[mark] = count_of(group.counters.get(mark, 0)) + 1
        group.documents += 1
        groups.grown(len(group.counters) - before)
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
                held = count_of(group.counters.get(mark, 0))
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
    assert large.documents >= 5_000 - groups.forgotten


def test_a_corpus_that_overflows_still_teaches_its_boilerplate():
    tail = ["All island news", "Share this story"]
    found = learn((article(i, tail=tail) for i in range(2_000)), max_lines=MOST)
    assert lines_of(found) == set(tail)
    (group,) = found.groups
    assert group.missed > 0
    assert {entry.finding.recurring.count + group.missed >= 2_000 for entry in found.on} == {True}
    assert f"or up to {group.missed:,} more" in found.as_toml()


def test_lowered_lines_keep_their_evidence():
    group = Groups(MOST).of("a")
    group.counters = {1: Recurring(Line("a", "a", 1, 0), "line", 9), 2: 3, 3: 2}
    group.cut(2)
    assert {mark: count_of(counter) for mark, counter in group.counters.items()} == {1: 7, 2: 1}
    assert group.missed == 2


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
        document = "\n".join(lines)
        from cleankit.document import Document

        groups.grown(observe(group, Document(document), document, 5))
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held / groups.held < 200


def test_inputs_are_read_once():
    records = iter(articles(12, tail=["All island news"]))
    assert lines_of(learn(records)) == {"All island news"}
    assert next(records, None) is None
