import pytest

from cleankit import Chain

strip = Chain("strip-markup")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "If a < b and c > d, wait.",
        "Write to <mayor@example.org> & ask; 5 &lt; 6 &amp; so on.",
        "Generic <T> and <your-name> stay, and so does x<y>z.",
        "Like this:\n\n```html\n<p>Code &amp; all</p>\n```",
        "Indented:\n\n    <div class='x'>\n    </div>",
    ],
)
def test_stays(text):
    assert strip(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("<p>One.</p>\n<p>Two.</p>\n", "One.\nTwo.\n"),
        ("<p>One.</p>\n\n<p>Two.</p>", "One.\n\nTwo."),
        ("A <b>bold</b> <a href='x?a=1&b=2'>link</a>.", "A bold link."),
        ("Line<br>break<BR/>again", "Line\nbreak\nagain"),
        ("<script>var a = '<p>';</script>Text<style>p {}</style><!-- no -->.", "Text."),
        ("<p>AT&T &amp; &quot;Co&quot; &eacute; a < b</p>", 'AT&T & "Co" é a < b'),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<p>unclosed <b>markup", "unclosed markup"),
        ("<p>One.</p> <!-- never closed. Two.", "One.\n <!-- never closed. Two."),
        ("<p>One.</p><script> never closed. Two.", "One.\n<script> never closed. Two."),
        ("</p>stray end", "stray end"),
        ("<p>Before</p>\n```\n<p>code</p>\n```\n<p>After</p>", "Before\n```\n<p>code</p>\n```\nAfter"),
    ],
)
def test_changes(text, expected):
    assert strip(text) == expected


def test_deep_nesting_is_read():
    assert strip("<div>" * 3000 + "deep" + "</div>" * 3000).strip() == "deep"
