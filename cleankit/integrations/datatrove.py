r"""Clean documents in a datatrove pipeline; what is dropped goes to its writer. Extra: ``datatrove``.

>>> from datatrove.data import Document
>>> [one.text for one in CleanText().run([Document("Advertisement\nSnow fell.", id="1")])]
['Snow fell.']
"""

from typing import Any

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter

from cleankit import Chain, CleankitError
from cleankit import Document as Article
from cleankit.integrations.rows import chosen


class CleanText(BaseFilter):
    """A step that cleans texts, and drops what a gate refuses.

    Dropped documents, and those that cannot be cleaned, go to the ``exclusion_writer`` with their text as it
    was; ``filter_reason`` is the gate's name, or ``cleankit-error``, and ``cleankit_dropped`` or
    ``cleankit_error`` says it in full. Among the statistics are ``changed`` and the characters removed. Ids
    and metadata stay.
    """

    name = "🧼 cleankit"

    def __init__(self, chain: Chain | None = None, exclusion_writer: Any = None) -> None:
        super().__init__(exclusion_writer)
        self.chain = chosen(chain)

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Clean a document in place, and return whether it stays, or why not."""
        try:
            found = self.chain.run(Article.from_record({**doc.metadata, "id": doc.id, "text": doc.text}))
        except CleankitError as error:
            doc.metadata["cleankit_error"] = str(error)
            return False, "cleankit-error"
        if found.dropped is not None:
            doc.metadata["cleankit_dropped"] = found.dropped
            return False, found.dropped.partition(":")[0]  # the statistics count each reason: few of them
        if found.text != doc.text:
            self.stat_update("changed")
            self.stat_update("removed_chars", value=len(doc.text) - len(found.text))
        doc.text = found.text
        return True
