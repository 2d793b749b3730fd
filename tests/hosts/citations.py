"""Chunks of clean text that must lead back to the source: a thousand of them, none wrong."""

from articles import CHAIN, FIXTURES

from cleankit import Chain

TEXT_FILTERS = Chain("newlines", "encoding", "invisibles", "spaces")  # no line of a passage alone may go
ARTICLES = [path.read_text(encoding="utf-8", errors="replace") for path in FIXTURES] + [
    f"Advertisement\nThe “bridge” {n} opens  on Monday, it’s said — {n} metres long.\n\n\nShow comments\n"
    f"Café owners in Oslo said on “Tuesday” that {n} guests came.\nUS\nAnd that was all for day {n}."
    for n in range(200)
]


def check(source, clean, start, end, span):
    """Compare a chunk's span of the source with the audit's own, and with the words that it must cover."""
    report = CHAIN.audit(source)
    assert report.text == clean
    exact = report.source_span(start, end)
    assert span[0] <= exact[0]
    assert exact[1] <= span[1] <= len(source)
    passage = TEXT_FILTERS(source[slice(*span)])
    words = [word for word in clean[start:end].split()[1:-1] if word.isalnum()]
    assert all(word in passage for word in words), (clean[start:end], source[slice(*span)])
