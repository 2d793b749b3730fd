# mypy: disable-error-code="import-untyped,import-not-found"
"""Text in, text out: whole articles cleaned, or encoding and quotes repaired. "" is a document dropped."""

from collections.abc import Callable

from benchmarks.peers.works import Record, Work, each

# jusText's lists of stop words; a language without one goes through unchanged.
STOPLISTS = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ko": "Korean",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
}


def cleankit(preset: str) -> Work:
    from cleankit import Chain

    chain = Chain(preset)
    return each(lambda record: chain(record["text"]))


def ftfy() -> Work:
    from ftfy import fix_text

    return each(lambda record: fix_text(record["text"]))


def clean_text() -> Work:
    from cleantext import clean

    options = {"fix_unicode": True, "to_ascii": False, "lower": False, "no_line_breaks": False}
    return each(lambda record: clean(record["text"], **options))


def textacy() -> Work:
    from textacy.preprocessing import make_pipeline, normalize

    clean = make_pipeline(
        normalize.unicode,
        normalize.quotation_marks,
        normalize.hyphenated_words,
        normalize.bullet_points,
        normalize.whitespace,
    )
    return each(lambda record: clean(record["text"]))


def unstructured() -> Work:
    """Clean line by line: over a whole text, its cleaner of blanks makes one line of all."""
    from unstructured.cleaners.core import clean, replace_unicode_quotes

    def of_line(line: str) -> str:
        return str(clean(replace_unicode_quotes(line), bullets=True, dashes=True, extra_whitespace=True))

    return each(lambda record: "\n".join(map(of_line, record["text"].split("\n"))))


def datatrove_lines() -> Work:
    """Repair by ftfy, then C4's rules for lines; no document goes for having few sentences."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter
    from datatrove.pipeline.formatters import FTFYFormatter

    formatter, quality = FTFYFormatter(), C4QualityFilter(min_num_sentences=-1)

    def clean(record: Record) -> str:
        document = Document(formatter.format(record["text"]), "")
        kept = quality.filter(document)
        return str(document.text) if kept is True else ""

    return each(clean)


def datatrove_gates() -> Work:
    """Repair by ftfy, then FineWeb's gates: they take a document whole or not at all."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter
    from datatrove.pipeline.formatters import FTFYFormatter

    formatter = FTFYFormatter()
    gates = [GopherRepetitionFilter(), GopherQualityFilter(), FineWebQualityFilter()]

    def clean(record: Record) -> str:
        document = Document(formatter.format(record["text"]), "")
        return str(document.text) if all(gate.filter(document) is True for gate in gates) else ""

    return each(clean)


def datatrove_ftfy() -> Work:
    from datatrove.pipeline.formatters import FTFYFormatter

    formatter = FTFYFormatter()
    return each(lambda record: formatter.format(record["text"]))


def justext() -> Work:
    """Judge lines as paragraphs of a page, by the stop words of the record's language."""
    from html import escape

    import justext as peer

    def clean(record: Record) -> str:
        if record.get("lang") not in STOPLISTS:
            return str(record["text"])
        lines = (f"<p>{escape(line)}</p>" for line in record["text"].split("\n"))
        paragraphs = peer.justext("\n".join(lines), peer.get_stoplist(STOPLISTS[record["lang"]]))
        return "\n".join(one.text for one in paragraphs if not one.is_boilerplate)

    return each(clean)


CLEAN: dict[str, Callable[[], Work]] = {
    "cleankit": lambda: cleankit("article"),
    "cleankit, preset extracted": lambda: cleankit("extracted"),
    "ftfy": ftfy,
    "clean-text": clean_text,
    "textacy": textacy,
    "unstructured": unstructured,
    "jusText": justext,
    "datatrove, C4's lines": datatrove_lines,
    "datatrove, FineWeb's gates": datatrove_gates,
}
REPAIR: dict[str, Callable[[], Work]] = {
    "cleankit, preset minimal": lambda: cleankit("minimal"),
    "cleankit": lambda: cleankit("article"),
    "ftfy": ftfy,
    "clean-text": clean_text,
    "textacy": textacy,
    "unstructured": unstructured,
    "datatrove, its ftfy": datatrove_ftfy,
}
