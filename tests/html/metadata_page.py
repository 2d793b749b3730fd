"""A page of a small newspaper around what a test puts into it."""

from cleankit.html.metadata import complete, read_hints
from cleankit.html.parse import parse
from cleankit.html.walk import walk

TITLE = "Quay repairs delayed again"
PROSE = (
    "The harbour council met on Tuesday evening to settle the budget for the northern quay, which is closed."
)


def page(head="", above="", below="", title=TITLE, after="", lang="en"):
    return (
        f"<html lang='{lang}'><head><title>{title} | Port Paper</title>{head}</head>"
        "<body><header><a href='/'>Port Paper</a></header><nav><a href='/news'>News</a></nav>"
        f"<main><article>{above}<h1>{title}</h1>{below}<p>{PROSE}</p><p>{PROSE[::-1]}</p></article></main>{after}"
        "<footer><p>Copyright 2019 Port Paper</p></footer></body></html>"
    )


def hints(markup, url=None):
    """Return all that is found on a page, as `extract` has it."""
    tree = parse(markup)
    return complete(read_hints(tree, url), walk(tree.root), url)


def script(text):
    return f'<script type="application/ld+json">{text}</script>'
