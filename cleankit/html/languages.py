"""The language that a piece of code is written in, as the names of its elements say it."""

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from cleankit.html.parse import ancestors

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

NAMED_RE = re.compile(
    r"(?:^|[\s;])(?:lang(?:uage)?|highlight-source|source|brush|hljs|src)[-:\s]\s?([a-z][\w+#.]{0,20})(?=$|[\s;])",
    re.IGNORECASE,
)
NO_LANGUAGE = frozenset(
    ("none", "plain", "plaintext", "text", "txt", "default", "code", "linenums", "nohighlight")
)
ATTRIBUTES = ("data-lang", "data-language")
AROUND = 3  # elements around the code whose names are looked at


def language_of(node: "LexborNode | None") -> str:
    """Return the language of the code in a node, in lower case, or nothing.

    >>> from cleankit.html.parse import parse
    >>> tree = parse('<div class="box highlight-source-py"><pre>x = 1</pre></div><pre class="lead">x</pre>')
    >>> [language_of(pre) for pre in tree.css("pre")]
    ['py', '']
    """
    if node is None:
        return ""
    inner = node.css_first("code")
    looked = [inner] if inner is not None else []
    outwards = (node, *ancestors(node, AROUND - 1))
    looked += takewhile(lambda around: around.tag not in ("body", "article", "main"), outwards)
    return next(filter(None, map(_named, looked)), "")


def _named(node: "LexborNode") -> str:
    attributes = node.attributes
    stated = next((value for name in ATTRIBUTES if (value := attributes.get(name))), None)
    found = f"lang-{stated}" if stated else attributes.get("class") or ""
    match = NAMED_RE.search(found)
    language = match[1].lower() if match else ""
    return "" if language in NO_LANGUAGE else language
