# mypy: disable-error-code="import-untyped,import-not-found"
"""Other extractors over the same pages, their outputs kept in a folder so that a rerun is quick.

They need the extra ``bench``. A peer that is not installed is left out and said so.
"""

import logging
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson

from benchmarks.accuracy.html_pages import Page

Extract = Callable[[bytes], str]


def trafilatura(**options: Any) -> Extract:
    import trafilatura as peer

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return lambda data: peer.extract(data, **options) or ""


def readability() -> Extract:
    import html_text
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    return lambda data: html_text.extract_text(Document(data).summary()) or ""


def resiliparse(main_content: bool) -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    decode = resiliparse_decode()
    return lambda data: extract_plain_text(decode(data), main_content=main_content)


def magic_html() -> Extract:
    import html_text
    from magic_html import GeneralExtractor

    extractor, decode = GeneralExtractor(), resiliparse_decode()
    return lambda data: html_text.extract_text(extractor.extract(decode(data), base_url="").get("html") or "")


def newspaper() -> Extract:
    import newspaper as peer

    decode = resiliparse_decode()

    def extract(data: bytes) -> str:
        article = peer.Article("https://page.example/article", fetch_images=False)
        article.download(input_html=decode(data))
        article.parse()
        return article.text or ""

    return extract


def resiliparse_decode() -> Callable[[bytes], str]:
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return lambda data: bytes_to_str(
        data, detect_encoding(data, from_html_meta=True) or "utf-8", errors="replace"
    )


PEERS: dict[str, tuple[str, Callable[[], Extract]]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura, no comments": ("trafilatura", lambda: trafilatura(include_comments=False)),
    "trafilatura fast": ("trafilatura", lambda: trafilatura(fast=True, include_comments=False)),
    "trafilatura precision": ("trafilatura", lambda: trafilatura(favor_precision=True)),
    "readability-lxml + html-text": ("readability-lxml", readability),
    "resiliparse": ("resiliparse", lambda: resiliparse(main_content=True)),
    "newspaper4k": ("newspaper4k", newspaper),
    "magic-html": ("magic-html", magic_html),
    "whole page": ("resiliparse", lambda: resiliparse(main_content=False)),
}


def outputs(name: str, pages: Sequence[Page], cache: Path) -> dict[str, str] | None:
    """Return a peer's text of each page, from the cache where it is there; None if it is not installed.

    A page on which the peer raises counts as an empty text.
    """
    package, make = PEERS[name]
    try:
        file = cache / f"{name.replace(' ', '-')}-{version(package)}.json"
        kept = orjson.loads(file.read_bytes()) if file.exists() else {}
        missing = [page for page in pages if page.id not in kept]
        if missing:
            extract = make()
            for page in missing:
                try:
                    kept[page.id] = extract(page.data).encode("utf-8", "replace").decode()
                except Exception:  # noqa: BLE001 - any failure of a peer is an empty answer
                    kept[page.id] = ""
            cache.mkdir(parents=True, exist_ok=True)
            file.write_bytes(orjson.dumps(kept))
    except (ImportError, PackageNotFoundError):
        return None
    return kept
