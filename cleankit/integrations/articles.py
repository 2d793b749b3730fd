r"""What becomes of a document of a retrieval pipeline: its text, and what its metadata says of it.

Metadata has flat values alone, since many stores take no others. The source map is a string: numbers of
`Report.segments`, which `source_span` reads.

>>> from cleankit import Chain
>>> text, said = clean_article(Chain("article"), "Advertisement\nSnow fell.", {}, offsets=True)
>>> text, said["cleankit_segments"]
('Snow fell.', '0:14:10')
>>> source_span(said, 0, 4)
(14, 18)
"""

from collections.abc import Mapping, Sequence
from typing import Any

from cleankit import Chain, CleankitError, ConfigError, Document
from cleankit.audit import segments

DROPPED, ERROR, FINGERPRINT, SEGMENTS = (
    "cleankit_dropped",
    "cleankit_error",
    "cleankit_fingerprint",
    "cleankit_segments",
)
KEYS = (DROPPED, ERROR, FINGERPRINT, SEGMENTS)


def check_documents(host: str, documents: Any, kind: type) -> None:
    """Raise ConfigError unless all are of the host's type."""
    several = isinstance(documents, Sequence) and not isinstance(documents, str)
    wrong = [one for one in documents if not isinstance(one, kind)] if several else [documents]
    if wrong:
        found = type(wrong[0]).__name__
        raise ConfigError(f"{host}: found {found}; accepted: a list of objects of the class {kind.__name__}")


def clean_article(
    chain: Chain, text: str, metadata: Mapping[str, Any], *, offsets: bool, id: str | None = None
) -> tuple[str, dict[str, str]]:
    """Return a text cleaned, and what to add to its metadata.

    That is the chain's fingerprint; a gate's reason, if it would drop the text; the error, if it cannot be
    cleaned: then the text is what it was. With ``offsets`` also the source map.
    """
    known = {name: value for name, value in metadata.items() if name not in KEYS}
    try:
        document = Document.from_record({**known, "text": text, **({} if id is None else {"id": id})})
        if offsets:
            report = chain.audit(document)
            found, reason = report.text, report.dropped
            mapped = {SEGMENTS: ",".join(":".join(map(str, one)) for one in report.segments())}
        else:
            found, _, reason, _ = chain.run(document)
            mapped = {}
    except CleankitError as error:
        return text, {ERROR: str(error)}
    dropped = {} if reason is None else {DROPPED: reason}
    return found, {FINGERPRINT: chain.fingerprint, **dropped, **mapped}


def source_span(metadata: Mapping[str, Any], start: int, end: int) -> tuple[int, int]:
    """Return the span of the source that the clean text from ``start`` to ``end`` came from.

    For a chunk, add the place at which it starts in the clean text to both.
    """
    said = str(metadata.get(SEGMENTS, ""))
    parts = [[int(number) for number in part.split(":")] for part in said.split(",") if part]
    return segments.source_span(parts, start, end)
