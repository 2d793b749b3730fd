"""Folds by site, one assignment for every set, route and model.

A site is the host without "www.", or the page id where there is no url. Its fold is a hash of its
name, so that a site is in the same fold wherever it appears and new pages move no old ones.

>>> site_of("https://www.example.org/a"), site_of(None, "waddle/0003"), 0 <= fold_of("example.org") < 5
('example.org', 'waddle/0003', True)
"""

from hashlib import sha256
from urllib.parse import urlsplit

FOLDS = 5


def site_of(url: str | None, page_id: str = "") -> str:
    """Return the host of ``url`` without "www.", or ``page_id`` where there is none."""
    host = urlsplit(url).hostname if url else None
    return (host or page_id).removeprefix("www.")


def fold_of(site: str) -> int:
    """Return the fold, 0 to 4, in which a site is tested."""
    return int.from_bytes(sha256(site.encode()).digest()[:4]) % FOLDS
