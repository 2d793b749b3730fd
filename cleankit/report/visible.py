"""Make what cannot be seen visible, and what could drive a terminal or a page inert."""

# Signs of word processors, which every font has, or names: fonts lack the pictures of control characters.
GLYPHS = {
    "\n": "¶",
    "\r": "‹CR›",
    "\t": "→",
    "\u00a0": "°",
    "\u00ad": "¬",
    "\u200b": "‹ZWSP›",
    "\u200c": "‹ZWNJ›",
    "\u200d": "‹ZWJ›",
    "\ufeff": "‹BOM›",
}


def visible(text: str) -> str:
    r"""Return text as it is, with control and format characters written out.

    >>> visible("a\x1b[31mb\u202ec\ud800")
    'a\\x1b[31mb\\u202ec\\ud800'
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def shown(text: str) -> str:
    r"""Return a changed stretch with a glyph for each character that nobody sees.

    >>> shown("soft\u00adhyphen  no\u00a0break\n")
    'soft¬hyphen··no°break¶'
    """
    return visible("".join(GLYPHS.get(char, char) for char in text).replace("  ", "··"))
