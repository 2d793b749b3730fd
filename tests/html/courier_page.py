# ruff: noqa: E501 - pages are easier to read unbroken
"""A page such as newspapers make, written for these tests."""

ARTICLE = [
    "The harbour of Kalmar will stay closed until Monday, the port authority said on Friday, after a storm "
    "tore two cranes from their rails.",
    "Nobody was hurt, but eleven ships are waiting outside, among them three ferries with about nine hundred "
    "passengers on board.",
    "“We have food for four days,” said Maria Lind, captain of the ferry Astrid. “After that we would like to "
    "see land.”",
    "The cranes were built in 1987 and were to be replaced next year. The town had put the work off twice, "
    "because the money was needed for a school.",
    "On Saturday divers will look at the quay wall. If it holds, the smaller ships may enter in the evening.",
]

NAVIGATION = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("News", "Sport", "Culture", "Weather"))
    + "</ul></nav>"
)
TEASERS = "".join(
    f"<div class='teaser'><a href='/{i}'><h3>{title}</h3></a><p class='teaser-text'>{text}</p></div>"
    for i, (title, text) in enumerate(
        (
            ("Town hall gets a new roof", "The old one leaked for years. Now copper is to help."),
            ("Choir looks for basses", "Tenors are many, basses are few, says the choir."),
            ("Ice on the lakes too thin", "The fire brigade warns skaters once more."),
        )
    )
)
COMMENTS = """<section id="comments" class="comments"><h2>Comments</h2>
<div class="comment"><span class="comment-author">gull77</span><p>I saw the cranes fall from my window, it was as loud as thunder and went on for a minute.</p></div>
<div class="comment"><span class="comment-author">Rune</span><p>They should have replaced them ten years ago, when the money for it was there.</p></div></section>"""


def page(body=None, head="", after=""):
    """Return the page around a body, by default the article's paragraphs."""
    inner = body if body is not None else "".join(f"<p>{text}</p>" for text in ARTICLE)
    return f"""<!doctype html><html lang="en"><head><title>Storm closes harbour of Kalmar - Kalmar Courier</title>
<meta property="og:title" content="Storm closes harbour of Kalmar"><meta property="og:site_name" content="Kalmar Courier">
<meta property="article:published_time" content="2024-11-22"><meta name="author" content="Nils Berg">
<link rel="canonical" href="https://courier.example/storm">{head}</head><body>
<header class="site-header"><a href="/">Kalmar Courier</a><button>Menu</button>{NAVIGATION}</header>
<div class="cookie-banner" style="display:none">We use cookies. <a href="/c">More</a> <button>Accept</button></div>
<main><article class="article"><h1 class="headline">Storm closes harbour of Kalmar</h1>
<div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div><div class="article-body">{inner}</div></article>
<aside class="related"><h2>More from Kalmar</h2>{TEASERS}</aside></main>{after}
<footer class="footer"><p>© 2024 Kalmar Courier. All rights reserved.</p><a href="/imprint">Imprint</a></footer></body></html>"""
