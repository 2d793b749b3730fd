"""How the walk takes each tag: in a line, as a block of its own, not at all."""

from cleankit.html.hiding import NOSCRIPT

BARE, INLINE, BLOCK, SKIP, BREAK, LINK, LINE, ODD = range(8)

BARE_TAGS = "b big code em font i s small strong u"  # what they are called says little
INLINE_TAGS = """
    abbr acronym bdi bdo cite data del dfn ins kbd label mark nobr q samp slot
    span strike sub sup time tt var wbr ruby rb
"""
BLOCK_TAGS = """
    html body address article aside blockquote caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav
    noscript ol optgroup option p plaintext pre search section select summary table tbody td textarea tfoot
    th thead tr ul xmp
"""
SKIPPED_TAGS = """
    style svg template iframe embed head meta link title input
    progress meter frameset noframes datalist param source track area base basefont picture rt rp rtc
    -comment
"""


MEDIA = frozenset(("object", "video", "audio", "canvas", "map", "applet"))


class Kinds(dict[str, int]):
    """How the walk takes a tag; what it does not know is a browser's inline, and looked at more closely."""

    def __missing__(self, tag: str) -> int:
        return ODD


KINDS = Kinds(
    {
        **dict.fromkeys(BARE_TAGS.split(), BARE),
        **dict.fromkeys(INLINE_TAGS.split(), INLINE),
        **dict.fromkeys(BLOCK_TAGS.split(), BLOCK),
        **dict.fromkeys(SKIPPED_TAGS.split(), SKIP),
        "a": LINK,
        "br": BREAK,
        "hr": BREAK,
    }
)
CONTROL = "html:form-control"
REASONS = {
    **dict.fromkeys(("button", "select", "textarea"), CONTROL),
    "noscript": NOSCRIPT,
    "body": "",  # a body that is hidden is shown by a script
}
