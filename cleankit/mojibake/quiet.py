"""Say of most texts in Latin letters, without ftfy's tables, that ftfy would change nothing in them.

The tables take longer to load than all that a first plain article needs.
"""

import re

SMALL = "ßàáâãäåæçèéêëìíîïñòóôõöøùúûüýāăąćčďđēėęěğīıłńňőřśşšťūůűźżžơư"
LARGE = "ÀÁÄÅÆÇÈÉÊËÍÑÓÔÖÚÜČĐŁŚŠŞŹŻŽ"
MARKS = "‘’“”–—…"

# A character that is none of these, or two in an order in which damage has them, too.
LOUD_RE = re.compile(
    f"[^\0-\x7f{SMALL}{LARGE}{MARKS}]|[{SMALL}](?:[“‘]|”[\\w“‘])|”[{SMALL}]|[{LARGE}][^\0-\x7f]|[^\0-\x7f][{LARGE}]"
)


def is_quiet(text: str) -> bool:
    """Say whether nothing but an ASCII control or an entity may be damage; False where that is not sure.

    >>> is_quiet("“It’s a café…”"), is_quiet("Itâ€™s a cafÃ©")
    (True, False)
    """
    return LOUD_RE.search(text) is None
