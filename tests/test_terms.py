"""One thing has one name in all documents, and names are written in one way."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/**/*.md"))]
UNEVEN = {  # what is not written, and what is
    r"white-?space": "white space",
    r"one a (?:processor|worker|record|document|line|minute)": "one per ...",
    r"is told\b(?! apart)": "is reported",
    r"(?:rulepack|rule-pack)": "rule pack",
    r"front-?matter": "front matter",
    r"sub-folders?": "subfolder",
    r"web ?sites?": "site",
    r"file ?names? suffix": "ending",
    r"by-lines?": "byline",
    r"de-?duping|dedup(?:e|ed|ing)\b": "deduplicate",
    r"boiler-plate": "boilerplate",
    r"(?:meta data|meta-data)": "metadata",
    r"(?:normalis|tokenis|recognis)\w+": "-ize",
    r"\bcolor\b": "colour",
    r"line ?feeds? character": "line feed",
    r"quarantaine|in quarantined": "quarantine",
    r"linebreaks?\b": "line break",
}
NAMES = ["HTML", "JSON", "CSV", "TOML", "YAML", "UTF-8", "Unicode", "Python", "Markdown", "Parquet"]
CODE_RE = re.compile(
    r"^(`{3,}).*?^\1$|^    [^\n]*$|`[^`\n]+(?:\n[^`\n]+)?`|!\[[^\]]*\]|\]\([^)]*\)|https?://\S+|^\[[\w-]+\]:[^\n]*|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)


def prose(page):
    """Return a page without code, addresses and links' targets; lines stay lines."""
    text = page.read_text(encoding="utf-8")
    return CODE_RE.sub(lambda found: "\n" * found[0].count("\n"), text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_terms_are_even(page):
    found = []
    for number, line in enumerate(prose(page).split("\n"), 1):
        for uneven, instead in UNEVEN.items():
            if said := re.search(rf"\b(?:{uneven})", line, re.IGNORECASE):
                found.append(f"{page.name}:{number}: {said[0]!r}; write {instead!r}")
        for name in () if line.startswith("#") or page.parent.name == "reference" else NAMES:
            said = re.search(rf"(?<![\w.-]){name}(?![\w.-])", line, re.IGNORECASE)
            if said and said[0] != name:
                found.append(f"{page.name}:{number}: {said[0]!r}; write {name!r}")
    assert found == []


def test_uneven_terms_are_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Whitespace.\n\n    whitespace\n\n```python\nwhitespace\n```\n`whitespace` in code.\n")
    assert [line for line in prose(page).split("\n") if "hitespace" in line] == ["Whitespace."]
    with pytest.raises(AssertionError, match=r"page\.md:1: 'Whitespace'; write 'white space'"):
        test_terms_are_even(page)
