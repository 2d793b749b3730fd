"""The benchmark of memory, on pages made here."""

import gzip

from courier_page import ARTICLE, page

from benchmarks.html_memory import samples


def test_memory_is_flat_after_the_first_round():
    pages = [
        gzip.compress(page(f"<p class='b{n}'>{n} " + "<p>".join(ARTICLE * (n % 3))).encode())
        for n in range(50)
    ]
    taken = list(samples(pages, 600, 200))
    assert [done for done, _ in taken] == [200, 400, 600]
    assert taken[-1][1] - taken[0][1] < 8
