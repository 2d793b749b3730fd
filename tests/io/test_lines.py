"""Spans of lines: all bytes, whole lines, and the same cuts wherever reading begins."""

import io

from hypothesis import given
from hypothesis import strategies as st

from cleankit.io.lines import into, line_spans

LINES = st.lists(st.integers(0, 12).map(lambda length: b"x" * length), max_size=30).map(b"\n".join)


@given(LINES, st.integers(1, 9), st.integers(1, 9))
def test_spans_are_whole_lines_and_nothing_is_lost(data, size, longest):
    spans = list(line_spans(io.BytesIO(data).read, size, longest))
    assert [span.start for span in spans] == [0, *(span.stop for span in spans)][: len(spans)]
    assert (spans[-1].stop if spans else 0) == len(data)
    for start, stop, first_line, held, lines, too_long in spans:
        assert first_line == data[:start].count(b"\n") + 1
        assert stop == len(data) or data[stop - 1 : stop] == b"\n"
        assert held == (None if too_long else data[start:stop])
        assert lines == max(1, data[start:stop].count(b"\n"))
        longest_here = max(map(len, data[start:stop].split(b"\n")))
        assert (longest_here > longest) == too_long or longest_here <= longest + size


@given(LINES, st.integers(1, 9), st.integers(1, 9))
def test_a_later_start_gives_the_same_cuts(data, size, longest):
    """What a resumed run packs must be what an undisturbed run packs: members of gzip show the cuts."""
    spans = list(line_spans(io.BytesIO(data).read, size, longest))
    for done, span in enumerate(spans, 1):
        rest = io.BytesIO(data)
        rest.seek(span.stop)
        line = data[: span.stop].count(b"\n") + 1
        assert list(line_spans(rest.read, size, longest, span.stop, line)) == spans[done:]


@given(LINES, st.integers(1, 9), st.integers(1, 9))
def test_counting_alone_cuts_alike(data, size, longest):
    """As the parent does where workers read: into one buffer, nothing kept."""
    read = into(bytearray(size), io.BytesIO(data))
    counted = list(line_spans(read, size, longest, keep=False))
    spans = line_spans(io.BytesIO(data).read, size, longest)
    assert counted == [span._replace(data=None) for span in spans]


def test_a_last_line_without_a_line_feed_may_be_too_long_as_well():
    spans = list(line_spans(io.BytesIO(b"a\n" + b"b" * 7).read, 9, 3))
    assert [(span.start, span.stop, span.too_long) for span in spans] == [(0, 2, False), (2, 9, True)]
    (fits,) = line_spans(io.BytesIO(b"b" * 3).read, 9, 3)
    assert not fits.too_long
