# mypy: disable-error-code="import-untyped,import-not-found"
"""Bytes of a page in, the text of its article out."""

import base64
import logging
from collections.abc import Callable
from typing import Any

from benchmarks.peers.works import Work, each

Extract = Callable[[bytes], str]


def cleankit() -> Extract:
    from cleankit.html import clean_html

    return clean_html


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


def rs_trafilatura() -> Extract:
    import rs_trafilatura as peer

    decode = resiliparse_decode()
    return lambda data: str(peer.extract(decode(data)).main_content or "")


def justext() -> Extract:
    """Judge by English stop words, as its command does when no language is named."""
    import justext as peer

    stopwords = peer.get_stoplist("English")
    return lambda data: "\n".join(one.text for one in peer.justext(data, stopwords) if not one.is_boilerplate)


def unstructured() -> Extract:
    """Take the elements that are text of an article by their kind."""
    from unstructured.partition.html import partition_html

    kinds = {"Title", "NarrativeText", "ListItem", "Text", "Table", "CodeSnippet"}

    def extract(data: bytes) -> str:
        elements = partition_html(text=data.decode("utf-8", "replace"))
        return "\n".join(one.text for one in elements if one.category in kinds)

    return extract


def resiliparse_decode() -> Callable[[bytes], str]:
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return lambda data: bytes_to_str(
        data, detect_encoding(data, from_html_meta=True) or "utf-8", errors="replace"
    )


def _of(make: Callable[[], Extract]) -> Callable[[], Work]:
    def made() -> Work:
        extract = make()
        return each(
            lambda record: extract(base64.b64decode(record["page"])).encode("utf-8", "replace").decode()
        )

    return made


PAGES: dict[str, Callable[[], Work]] = {
    "cleankit": _of(cleankit),
    "trafilatura": _of(trafilatura),
    "trafilatura, fast": _of(lambda: trafilatura(fast=True, include_comments=False)),
    "rs-trafilatura": _of(rs_trafilatura),
    "readability-lxml": _of(readability),
    "resiliparse": _of(lambda: resiliparse(main_content=True)),
    "magic-html": _of(magic_html),
    "newspaper4k": _of(newspaper),
    "jusText": _of(justext),
    "unstructured": _of(unstructured),
}
