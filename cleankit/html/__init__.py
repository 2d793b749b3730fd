"""Raw page in, article out.

>>> clean_html("<nav><a href='/'>Home</a></nav><p>Ships were late on Friday, the port said.</p>")
'Ships were late on Friday, the port said.'
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from cleankit.chain import Chain
from cleankit.chosen import chosen
from cleankit.decoding.evidence import decode
from cleankit.document import Block, Document
from cleankit.errors import ConfigError, did_you_mean, wrong_type
from cleankit.extraction import Comments, Favor, Headline
from cleankit.html.blocks import PageBlock
from cleankit.html.content import JudgedBlock, Model, judge
from cleankit.html.dropped import DroppedBlocks
from cleankit.html.kinds import kind_of
from cleankit.html.marking import base_of, marks_of
from cleankit.html.metadata import Hints, complete, read_hints
from cleankit.html.parse import closed, parse
from cleankit.html.sheets import hiding_of
from cleankit.html.site_rules import SelectedNodes, SiteRule, SiteRules, as_site_rules, load_site_rules
from cleankit.html.stated import shows_little, stated_blocks
from cleankit.html.walk import walk
from cleankit.language import UNKNOWN, detect
from cleankit.text.marks import Marks
from cleankit.text.scripts import FIRST_WIDE

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = [
    "JudgedBlock",
    "JudgedPage",
    "SiteRule",
    "SiteRules",
    "clean_html",
    "extract",
    "judge_page",
    "load_site_rules",
]


# Languages whose letters are wide: Chinese in its forms, Japanese, Korean.
WIDE_LANGUAGES = frozenset(("zh", "ja", "ko", "yue", "wuu", "nan", "hak", "cmn", "ii", "und"))
SCRIPT_CHARS = 1000

Format = Literal["text", "markdown"]


class JudgedPage(NamedTuple):
    """All blocks of a page in document order, each kept or dropped with the reason; and its metadata."""

    blocks: list[JudgedBlock]
    hints: Hints
    encoding: str | None
    url: str | None
    marks: Mapping[int, Marks] = {}

    @property
    def document(self) -> Document:
        """The article: the kept blocks, one line each (one for each line of preformatted text).

        Its one layer has the dropped blocks.
        """
        hints = self.hints
        lines = list(_lines(self.blocks, self.marks))
        text = "\n".join(line for line, _ in lines)
        lang, sources = hints.lang, dict(hints.sources)
        if lang is not None and _is_of_other_script(lang, text):
            lang = None  # a template's, which nobody changed
        if lang is None and (guess := detect(text)).lang != UNKNOWN:
            lang, sources["lang"] = guess.lang, f"text: {guess.by}"
        details = {
            "author": hints.author,
            "date": hints.date,
            "modified": hints.modified,
            "section": hints.section,
            "type": hints.type,
            "tags": list(hints.tags),
            "image": hints.image,
            "description": hints.description,
            "canonical": hints.canonical,
            "sources": sources,
            "encoding": self.encoding,
        }
        metadata: dict[str, Any] = {name: value for name, value in details.items() if value}
        return Document(
            text=text,
            url=self.url or hints.canonical,
            site=hints.site,
            title=hints.title,
            lang=lang,
            metadata=metadata,
            blocks=[block for _, block in lines] or None,
            layers=(DroppedBlocks(self.blocks),),
        )


def extract(
    data: bytes | str,
    url: str | None = None,
    *,
    charset: str | None = None,
    favor: Favor = "balanced",
    comments: Comments = "drop",
    headline: Headline = "once",
    links: bool = False,
    images: bool = False,
    site_rules: SiteRules | str | Path | None = None,
) -> Document:
    """Return the article of a page, its metadata, and for every line where it stood.

    ``favor`` trades what is missed against what is wrongly kept; ``comments`` keeps readers' comments (the
    answers of a discussion always stay);
    ``headline`` keeps the headline as a line, keeps it once where the judge takes it for part of the
    article, or drops it (the title is always in ``title``); ``links`` and ``images`` keep those of the
    article for `Document.to_markdown`; ``site_rules`` are a user's selectors.
    ``charset`` is what the server said the bytes are in. No page raises; an option that does not exist
    is a ConfigError, what is no page a TypeError.

    >>> extract("<title>Ships late</title><p>Ships were late on Friday, the port said.").title
    'Ships late'
    """
    return judge_page(
        data,
        url,
        charset=charset,
        favor=favor,
        comments=comments,
        headline=headline,
        links=links,
        images=images,
        site_rules=site_rules,
    ).document


def clean_html(
    data: bytes | str,
    url: str | None = None,
    *,
    chain: Chain | None = None,
    charset: str | None = None,
    format: Format = "text",
) -> str:
    """Return the text of a page's article, one line a block.

    As the page has it; or cleaned by a ``chain``, whose page options say how the article is taken out.
    With ``format="markdown"`` it keeps its shape (`Document.to_markdown`): marks are put around what the
    chain has left, so that no filter sees or breaks one. Raises ConfigError for another format.

    >>> clean_html("<p>Ships were “late”, the port said.", chain=Chain("html"))
    'Ships were "late", the port said.'
    """
    if format not in get_args(Format):
        raise ConfigError(f"html: format: found {format!r}; {did_you_mean(str(format), get_args(Format))}")
    chain = None if chain is None else chosen("html", chain)
    document = extract(data, url, charset=charset, **(chain.page.as_dict() if chain else {}))
    if format == "markdown":
        return (chain.apply(document) if chain else document).to_markdown()
    return chain.run(document).text if chain else document.text


def judge_page(
    data: bytes | str,
    url: str | None = None,
    *,
    charset: str | None = None,
    favor: Favor = "balanced",
    comments: Comments = "drop",
    headline: Headline = "once",
    links: bool = False,
    images: bool = False,
    site_rules: SiteRules | str | Path | None = None,
    model: Model | None = None,
) -> JudgedPage:
    """Judge every block of a page: what `extract` and the audit are made from."""
    for name, value, accepted in (
        ("favor", favor, Favor),
        ("comments", comments, Comments),
        ("headline", headline, Headline),
    ):
        if value not in get_args(accepted):
            raise ConfigError(
                f"html: {name}: found {value!r}; {did_you_mean(str(value), get_args(accepted))}"
            )
    _refuse_types(data, url)
    for name, given in (("links", links), ("images", images)):
        if not isinstance(given, bool):
            raise ConfigError(f"html: {name}: found {given!r}; accepted: True or False")
    rules = as_site_rules(site_rules)
    encoding = None
    if isinstance(data, bytes):
        decoded = decode(data, charset)
        data, encoding = (data if decoded.is_plain else decoded.text), decoded.encoding
    tree = parse(data)
    hints = read_hints(tree, url)
    selected = rules.select(tree, url or hints.canonical)
    blocks = _blocks(tree, selected)
    if not selected and shows_little(blocks):
        if (page := closed(data)) is not None:
            tree = parse(page)
            hints, blocks = read_hints(tree, url), _blocks(tree, selected)
        blocks += stated_blocks(tree, blocks)
    hints = complete(hints, blocks, url)
    judged = judge(blocks, hints, favor=favor, comments=comments, headline=headline, model=model)
    base = base_of(tree, url or hints.canonical) if links or images else None
    return JudgedPage(judged, hints, encoding, url, marks_of(tree, judged, base, links=links, images=images))


def _is_of_other_script(lang: str, text: str) -> bool:
    """Say whether a text is of Chinese, Japanese or Korean letters, and its stated language is not."""
    if lang.lower().partition("-")[0] in WIDE_LANGUAGES or text.isascii():
        return False
    letters = [char for char in text[:SCRIPT_CHARS] if char.isalpha()]
    return 2 * sum(char >= FIRST_WIDE for char in letters) > len(letters)


def _refuse_types(data: object, url: object) -> None:
    if not isinstance(data, bytes | str):
        hint = "try Path(...).read_bytes()" if isinstance(data, Path) else ""
        raise wrong_type("html: data", data, "a page as bytes or str", hint)
    if url is not None and not isinstance(url, str):
        raise wrong_type("html: url", url, "the page's address as str, or None")


def _blocks(tree: "LexborHTMLParser", selected: SelectedNodes) -> list[PageBlock]:
    root = tree.root
    return walk(root, selected, hiding_of(tree)) if root is not None else []


def _lines(blocks: list[JudgedBlock], marks: Mapping[int, Marks]) -> Iterator[tuple[str, Block]]:
    for number, block in enumerate(blocks):
        if block.kept:
            kind, level = kind_of(block.block, number)
            place = Block(block.tag, block.link_density, block.xpath, kind, level, marks.get(number))
            for line in block.text.split("\n"):
                yield line, place
