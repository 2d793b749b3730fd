"""Clean documents in a NeMo Curator pipeline. Extra: ``nemo-curator``.

from cleankit.integrations.nemo_curator import CleanText, Gates
pipeline.add_stage(Modify(CleanText(chain), input_fields="text"))
pipeline.add_stage(ScoreFilter(Gates(chain), text_field="text", score_field="dropped"))
"""

import logging
from typing import Any

from nemo_curator.stages.text.filters import DocumentFilter
from nemo_curator.stages.text.modifiers import DocumentModifier

from cleankit import Chain, CleankitError, ConfigError
from cleankit.integrations.rows import chosen, clean_rows

log = logging.getLogger(__name__)


class CleanText(DocumentModifier):
    """A modifier that cleans a text; nulls stay, and so do texts with an error, with a line in the log.

    With several input fields, ``field`` is the text's and the others are what filters may read:
    ``Modify(CleanText(chain), input_fields=[["text", "url"]], output_fields="text")``.
    """

    def __init__(self, chain: Chain | None = None, field: str = "text") -> None:
        super().__init__()
        self._name = "cleankit"
        self.chain, self.field = chosen(chain), field

    def modify_document(self, *args: Any, **kwargs: Any) -> Any:
        """Return the text cleaned, without applying gates: a modifier drops nothing."""
        if len(args) + (self.field in kwargs) != 1:
            raise ConfigError(
                f"nemo_curator: found fields {', '.join(kwargs)}; give {self.field!r} among them"
            )
        text = args[0] if args else kwargs[self.field]
        if not isinstance(text, str):
            return text
        known = {name: [value] for name, value in kwargs.items() if name != self.field}
        (cleaned,), _, (error,) = clean_rows([text], self.chain, known)
        if error is not None:
            log.warning("not cleaned: %s", error)
        return cleaned


class Gates(DocumentFilter):
    """A filter that keeps what a chain's gates let through. It does not clean: put `CleanText` before it.

    The score is the first gate's reason, or "": its column says why a document is dropped. One that cannot be
    judged stays, with a line in the log.
    """

    def __init__(self, chain: Chain) -> None:
        super().__init__()
        self._name = "cleankit_gates"
        if not chosen(chain).gates:
            raise ConfigError("nemo_curator: the chain has no gates; try Chain('length'), or leave Gates out")
        self.gates = Chain(*chain.gates)

    def score_document(self, text: str) -> Any:
        """Return the reason to drop a document, or ""; of a null too."""
        if not isinstance(text, str):
            return ""
        try:
            return self.gates.run(text).dropped or ""
        except CleankitError as error:
            log.warning("not judged: %s", error)
            return ""

    def keep_document(self, scores: Any) -> bool:
        """Return whether a document stays."""
        return not scores
