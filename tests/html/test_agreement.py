"""The page's own articleBody speaks for the blocks in it, if they are most of it."""

import json

from courier_page import ARTICLE, page

from cleankit.html import judge_page

OTHER = " ".join(f"Nobody on this page says sentence number {i}." for i in range(40))


def scores(body):
    script = f"<script type=application/ld+json>{json.dumps({'articleBody': body})}</script>"
    judged = judge_page(page(head=script)).blocks
    return {block.text: block.score for block in judged if block.text in ARTICLE}


def test_body_of_the_article_speaks_for_its_blocks():
    plain, agreed = scores(""), scores("\n".join(ARTICLE))
    assert all(agreed[text] == plain[text] + 1 for text in ARTICLE)


def test_body_of_another_article_says_nothing():
    assert scores(OTHER) == scores(OTHER + ARTICLE[0]) == scores("")


def test_short_body_says_nothing():
    assert scores(ARTICLE[0][:100]) == scores("")
