r"""The audit of a page: every block that was dropped is an edit, before those of the chain.

The source of such a report is the text of all blocks in document order. An edit of the layer `html` says in
its note why and where: the judge's note and the block's xpath.

>>> from cleankit.chain import Chain
>>> page = "<nav><a href='/'>Home</a></nav><p>Ships were “late” on Friday.</p>"
>>> report = audit_page(Chain("article"), page)
>>> [(edit.filter, edit.before) for edit in report.edits][0], report.text
(('html', 'Home\n'), 'Ships were "late" on Friday.')
"""

from dataclasses import replace
from typing import Any

from cleankit.audit.edits import Layer
from cleankit.audit.report import Report, line_edits
from cleankit.chain import Chain
from cleankit.document import Verdict
from cleankit.html import judge_page


def audit_page(
    chain: Chain, data: bytes | str, url: str | None = None, *, id: str | None = None, **options: Any
) -> Report:
    """Extract the article of a page and clean it.

    ``options`` are those of `cleankit.html.extract`; what is not given is as the chain's page options say.
    """
    page = judge_page(data, url, **{**chain.page.as_dict(), **options})
    texts: list[str] = []
    verdicts: list[Verdict] = []
    for block in page.blocks:
        for line in block.text.split("\n"):
            if not block.kept:
                note = f"{block.note} at {block.xpath}" if block.note else f"at {block.xpath}"
                verdicts.append(Verdict(len(texts), block.rule, None, note))
            texts.append(line)
    dropped = [edit for edit in line_edits("html", texts, verdicts) if edit.before]
    report = chain.audit(replace(page.document, id=id))
    layers = [Layer(dropped), *report.layers] if dropped else report.layers
    return Report(report.text, layers, id=id, fingerprint=report.fingerprint, dropped=report.dropped)
