"""The addresses of a page: its canonical one, and that of its image."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from cleankit.html.metadata.gather import Stated

IMAGES = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "thumbnail",
)


def base_of(stated: Stated, url: str | None) -> str | None:
    """Return the address that the page's links are relative to: its `<base>`, else its own."""
    return absolute(stated.base, url) or url


def absolute(address: str | None, base: str | None) -> str | None:
    """Return a whole web address, or None; `//host/path` without a base is taken as https."""
    if not address or not (address := address.strip()) or address.startswith("#"):
        return None
    try:
        whole = urljoin(base or "", address)
        if whole.startswith("//"):
            whole = f"https:{whole}"
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.hostname else None


def canonical_of(stated: Stated, url: str | None) -> tuple[str | None, str]:
    """Return the canonical address and where it was found.

    Of several that disagree the page's own; a home page is not the address of an article where another
    is stated.
    """
    base = base_of(stated, url)
    found = [(absolute(href, base), "link canonical") for rel, href in stated.links if " canonical " in rel]
    found += [(absolute(value, base), "meta og:url") for value in stated.meta.of("og:url")]
    known = [(address, source) for address, source in found if address]
    if not known:
        return None, ""
    own = [item for item in known if url and _same(item[0], url)]
    deep = [item for item in known if not _is_home(item[0])]
    return (own or deep or known)[0]


def image_of(stated: Stated, article: dict[str, Any], url: str | None) -> tuple[str | None, str]:
    """Return the address of the page's image and where it was found."""
    base = base_of(stated, url)
    for name in IMAGES:
        for value in stated.meta.of(name):
            if whole := absolute(value, base):
                return whole, f"meta {name}"
    for value in _images(article.get("image")):
        if whole := absolute(value, base):
            return whole, "json-ld"
    return None, ""


def host_of(url: str | None) -> str | None:
    """Return the host of an address, without `www.`."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _images(value: Any) -> Iterable[str]:
    for item in value if isinstance(value, list) else [value]:
        address = item.get("url") or item.get("contentUrl") if isinstance(item, dict) else item
        if isinstance(address, str):
            yield address


def _same(one: str, other: str) -> bool:
    try:
        x, y = urlsplit(one), urlsplit(other)
    except ValueError:
        return False
    return (x.hostname, x.path.rstrip("/")) == (y.hostname, y.path.rstrip("/"))


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
