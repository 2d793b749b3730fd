r"""Clean LangChain documents. Extra: ``langchain``.

>>> from langchain_core.documents import Document
>>> documents = [Document("Advertisement\nSnow fell.", metadata={"source": "/1"})]
>>> [one.page_content for one in CleanText().transform_documents(documents)]
['Snow fell.']
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any, Literal

from langchain_core.documents import BaseDocumentTransformer, Document

from cleankit import Chain, ConfigError
from cleankit.integrations.articles import DROPPED, ERROR, check_documents, clean_article, source_span
from cleankit.integrations.rows import chosen

__all__ = ["CleanText", "source_span"]

log = logging.getLogger(__name__)


class CleanText(BaseDocumentTransformer):
    """A transformer that cleans ``page_content``, and says in the metadata what it did.

    ``cleankit_fingerprint`` is the chain's; with ``offsets=True``, ``cleankit_segments`` is a source map:
    `source_span(metadata, start, end)`. A document that a gate refuses is left out, with a line in the log,
    and given to ``on_dropped``; with ``dropped="keep"`` it stays, with ``cleankit_dropped``. One that cannot
    be cleaned stays as it was, with ``cleankit_error``. Ids and all other metadata stay.
    """

    def __init__(
        self,
        chain: Chain | None = None,
        *,
        offsets: bool = False,
        dropped: Literal["remove", "keep"] = "remove",
        on_dropped: Callable[[Document], Any] | None = None,
    ) -> None:
        if dropped not in ("remove", "keep"):
            raise ConfigError(f"langchain: dropped: found {dropped!r}; accepted: 'remove', 'keep'")
        if on_dropped is not None and not callable(on_dropped):
            raise ConfigError(
                f"langchain: on_dropped: found {type(on_dropped).__name__}; accepted: a function"
            )
        self.chain = chosen(chain)
        self.offsets = offsets
        self.dropped = dropped
        self.on_dropped = on_dropped

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:
        """Return the documents cleaned; those given are left alone."""
        if kwargs:
            raise ConfigError(f"langchain: unknown options {', '.join(kwargs)}; accepted: none")
        check_documents("langchain", documents, Document)
        kept = []
        for document in documents:
            text, said = clean_article(
                self.chain, document.page_content, document.metadata, offsets=self.offsets, id=document.id
            )
            found = document.model_copy(
                update={"page_content": text, "metadata": {**document.metadata, **said}}
            )
            if ERROR in said:
                log.warning("not cleaned: %s", said[ERROR])
            if DROPPED in said and self.dropped == "remove":
                log.warning("left out: document %r: %s", document.id, said[DROPPED])
                if self.on_dropped is not None:
                    self.on_dropped(found)
                continue
            kept.append(found)
        return kept
