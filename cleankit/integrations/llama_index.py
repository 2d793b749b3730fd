r"""Clean LlamaIndex documents and nodes, in an ingestion pipeline. Extra: ``llama-index``.

>>> from llama_index.core.schema import Document
>>> [node.text for node in CleanText()([Document(text="Advertisement\nSnow fell.")])]
['Snow fell.']
"""

import logging
from collections.abc import Sequence
from typing import Any, Literal

from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent

from cleankit import Chain, ConfigError
from cleankit.errors import did_you_mean
from cleankit.integrations.articles import (
    DROPPED,
    ERROR,
    KEYS,
    check_documents,
    clean_article,
    source_span,
)
from cleankit.integrations.rows import chosen

__all__ = ["CleanText", "source_span"]

log = logging.getLogger(__name__)


class CleanText(TransformComponent):
    """A transformation that cleans the text of nodes, and says in their metadata what it did.

    ``fingerprint`` is the chain's: the pipeline's cache goes by it. With ``offsets=True`` the metadata has a
    source map, ``cleankit_segments``: `source_span(metadata, start, end)`. What is added is excluded from
    what embeddings and models read. A node that a gate refuses is left out, with a line in the log; with
    ``dropped="keep"`` it stays, with ``cleankit_dropped``. One that cannot be cleaned stays as it was, with
    ``cleankit_error``. Nodes without text, and all ids, stay. ``chain`` is a Chain or its TOML.
    """

    fingerprint: str
    toml: str
    offsets: bool = False
    dropped: Literal["remove", "keep"] = "remove"
    _chain: Chain = PrivateAttr()

    def __init__(self, chain: Chain | str | None = None, **options: Any) -> None:
        saved = chain if isinstance(chain, str) else options.pop("toml", "") if chain is None else ""
        found = Chain.from_toml(saved) if saved else chosen(None if isinstance(chain, str) else chain)
        if strange := options.keys() - set(type(self).model_fields) - {"class_name"}:
            near = did_you_mean(min(strange), ["chain", "offsets", "dropped"])
            raise ConfigError(f"llama_index: unknown option {min(strange)!r}; {near}")
        known = options.pop("fingerprint", found.fingerprint)
        if known != found.fingerprint:
            raise ConfigError(
                f"llama_index: the chain was {known}, and is {found.fingerprint}; made by another version?"
            )
        try:
            toml = found.to_toml()
        except ConfigError:  # it has a function that no file can hold: it can be used, not saved
            toml = ""
        super().__init__(toml=toml, fingerprint=found.fingerprint, **options)
        self._chain = found

    @classmethod
    def class_name(cls) -> str:
        """Return the name by which it is saved."""
        return "cleankit.CleanText"

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> Sequence[BaseNode]:
        """Return copies of the nodes, cleaned."""
        check_documents("llama_index", nodes, BaseNode)
        kept = []
        for node in nodes:
            text = node.get_content(metadata_mode=MetadataMode.NONE)
            if not text:
                kept.append(node)
                continue
            found, said = clean_article(
                self._chain, text, node.metadata, offsets=self.offsets, id=node.node_id
            )
            if ERROR in said:
                log.warning("not cleaned: %s", said[ERROR])
            if DROPPED in said and self.dropped == "remove":
                log.warning("left out: node %r: %s", node.node_id, said[DROPPED])
                continue
            copy = node.model_copy(deep=True)
            copy.set_content(found)
            copy.metadata.update(said)
            for keys in (copy.excluded_embed_metadata_keys, copy.excluded_llm_metadata_keys):
                keys += [key for key in KEYS if key not in keys]
            kept.append(copy)
        return kept
