r"""Clean texts before spaCy reads them, and lead spans back to the source. Extra: ``spacy``.

A component of a pipeline cannot change the text of a Doc, so the tokenizer is wrapped.

>>> import spacy
>>> nlp = clean_first(spacy.blank("en"))
>>> doc = nlp("Advertisement\nThe “bridge” opens.")
>>> doc.text, source_span(doc[1:4])
('The "bridge" opens.', (18, 26))
"""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from cleankit import Chain, CleankitError
from cleankit.audit import segments
from cleankit.integrations.rows import chosen

__all__ = ["CleanTokenizer", "clean_first", "source_span"]

KEY = "cleankit"


def clean_first(nlp: Language, chain: Chain | None = None) -> Language:
    """Make a pipeline clean each text first, with ``chain`` (by default the preset ``article``).

    What was done is in ``doc.user_data["cleankit"]``: the source map, ``dropped`` (a gate's reason; the Doc
    stays) and ``error`` (then the text is what it was); it goes through ``to_bytes``. A pipeline is saved
    with its own tokenizer: call this again after loading. Returns the pipeline.
    """
    nlp.tokenizer = CleanTokenizer(nlp.tokenizer, chosen(chain))
    return nlp


def source_span(span: Span | Doc) -> tuple[int, int]:
    """Return the characters of the source that a Span, or all of a Doc, came from."""
    if isinstance(span, Span):
        doc, start, end = span.doc, span.start_char, span.end_char
    else:
        doc, start, end = span, 0, len(span.text)
    said = doc.user_data.get(KEY)
    return (
        (start, end) if said is None or said["error"] else segments.source_span(said["segments"], start, end)
    )


class CleanTokenizer:
    """A tokenizer that cleans, then lets another one do its work."""

    def __init__(self, tokenizer: Any, chain: Chain) -> None:
        self.tokenizer = tokenizer
        self.chain = chain

    def __call__(self, text: str) -> Doc:
        said: dict[str, Any] = {"segments": [], "dropped": None, "error": None}
        found = text
        try:
            report = self.chain.audit(text)
            found = report.text
            said |= {"segments": report.segments(), "dropped": report.dropped}
        except CleankitError as error:
            said["error"] = str(error)
        doc: Doc = self.tokenizer(found)
        doc.user_data[KEY] = said
        return doc

    def __getattr__(self, name: str) -> Any:
        # The rest is the other one's: its rules, and how it is saved.
        if name.startswith("__") or name == "tokenizer":
            raise AttributeError(name)
        return getattr(self.tokenizer, name)
