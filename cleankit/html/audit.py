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

from cleankit.audit.report import Report
from cleankit.chain import Chain
from cleankit.html import extract


def audit_page(
    chain: Chain, data: bytes | str, url: str | None = None, *, id: str | None = None, **options: Any
) -> Report:
    """Extract the article of a page and clean it.

    ``options`` are those of `cleankit.html.extract`; what is not given is as the chain's page options say.
    """
    document = extract(data, url, **{**chain.page.as_dict(), **options})
    return chain.audit(replace(document, id=id))
