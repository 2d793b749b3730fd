"""Which tags stand in a line, which are blocks of their own, which are passed over."""

from cleankit.html.hiding import NOSCRIPT


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


BARE = _tags("b big code em font i s small strong u")  # what they are called says little
INLINE = _tags("""
    abbr acronym bdi bdo cite data del dfn ins kbd label mark nobr q samp slot
    span strike sub sup time tt var wbr ruby rb
""")
BLOCK = _tags("""
    html body address article aside blockquote caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav
    noscript ol optgroup option p plaintext pre search section select summary table tbody td textarea tfoot
    th thead tr ul xmp
""")
SKIPPED = _tags("""
    style svg template iframe embed head meta link title input
    progress meter frameset noframes datalist param source track area base basefont picture rt rp rtc
    -comment
""")
BREAKS = _tags("br hr")
MEDIA = _tags("object video audio canvas map applet")
CODE_LINES = _tags("div li ol ul table tbody tr td code figure")

CONTROL = "html:form-control"
REASONS = {"button": CONTROL, "select": CONTROL, "textarea": CONTROL, "noscript": NOSCRIPT}
