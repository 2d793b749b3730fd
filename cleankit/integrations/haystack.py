r"""Clean Haystack documents, as a component of a pipeline. Extra: ``haystack``.

>>> from haystack import Document
>>> found = CleanText().run(documents=[Document(content="Advertisement\nSnow fell.")])
>>> [one.content for one in found["documents"]], found["dropped"], found["failed"]
(['Snow fell.'], [], [])
"""

from dataclasses import replace
from typing import Any

from haystack import Document, component, default_from_dict, default_to_dict

from cleankit import Chain
from cleankit.integrations.articles import DROPPED, ERROR, check_documents, clean_article, source_span
from cleankit.integrations.rows import chosen

__all__ = ["CleanText", "source_span"]


@component
class CleanText:
    """A component that cleans the content of documents.

    It has three outputs: ``documents``, ``dropped`` (a gate refused them: ``cleankit_dropped`` of the meta)
    and ``failed`` (they cannot be cleaned: ``cleankit_error``). The meta has the chain's fingerprint; with
    ``offsets=True`` also a source map, ``cleankit_segments``: `source_span(meta, start, end)`. Ids stay, so
    that stores find their documents again; documents without content pass. ``chain`` is a Chain or its TOML,
    and is saved as that.
    """

    def __init__(self, chain: Chain | str | None = None, offsets: bool = False) -> None:
        self.chain = Chain.from_toml(chain) if isinstance(chain, str) else chosen(chain)
        self.offsets = offsets

    @component.output_types(documents=list[Document], dropped=list[Document], failed=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """Return the documents cleaned, those dropped, and those that failed."""
        check_documents("haystack", documents, Document)
        found: dict[str, list[Document]] = {"documents": [], "dropped": [], "failed": []}
        for document in documents:
            if document.content is None:
                found["documents"].append(document)
                continue
            text, said = clean_article(
                self.chain, document.content, document.meta, offsets=self.offsets, id=document.id
            )
            output = "failed" if ERROR in said else "dropped" if DROPPED in said else "documents"
            found[output].append(replace(document, content=text, meta={**document.meta, **said}))
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return the component as a pipeline saves it. Raises ConfigError for a chain that has no TOML."""
        found: dict[str, Any] = default_to_dict(self, chain=self.chain.to_toml(), offsets=self.offsets)
        return found

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "CleanText":
        """Return the component that `to_dict` saved."""
        found: CleanText = default_from_dict(cls, data)
        return found
