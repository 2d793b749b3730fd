"""Hooks of mkdocs: README and changelog are pages of the site, and links out of docs/ are names of files.

A link such as `../tests/test_laws.py` leads to the file in a clone; the site has no such page, so that it
shows the path instead.
"""

import os
import posixpath
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGES = {"README.md": "index.md", "CHANGELOG.md": "changelog.md"}
LINK_RE = re.compile(r"\[([^\]]*)\]\(([^)\s#:]+)(#[^)]*)?\)")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that do not lie in docs/."""
    from mkdocs.structure.files import File

    for source, page in PAGES.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=within_docs(text, source)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Return the text of a page with its links as the site has them."""
    if page.file.src_uri in PAGES.values():
        return markdown
    return within_docs(markdown, f"docs/{page.file.src_uri}")


def within_docs(markdown: str, path: str) -> str:
    """Return Markdown of the file at a path in the repository with its links as they are from docs/.

    >>> within_docs("[a](docs/audit.md#json) [b](LICENSE)", "README.md")
    '[a](audit.md#json) b (`LICENSE`)'
    """
    folder = posixpath.dirname(path)
    here = "" if path in PAGES else posixpath.relpath(folder or ".", "docs")

    def replaced(link: re.Match[str]) -> str:
        text, address, place = link[1], link[2], link[3] or ""
        target = posixpath.normpath(posixpath.join(folder, address))
        page = PAGES.get(target) or (target.removeprefix("docs/") if target.startswith("docs/") else None)
        if page is None:
            return text if text.strip("`") == target else f"{text} (`{target}`)"
        return f"[{text}]({os.path.relpath(page, here or '.').replace(os.sep, '/')}{place})"

    return LINK_RE.sub(replaced, markdown)
