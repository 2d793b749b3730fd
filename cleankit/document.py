"""What filters work on and what they say: documents, lines, verdicts, cleaned articles."""

from collections.abc import AsyncIterable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleankit.errors import CleankitError, FilterError, InputError, wrong_type
from cleankit.fields import field_of, has_field
from cleankit.text.edits import Layer
from cleankit.text.folding import fold
from cleankit.text.marks import Marks

if TYPE_CHECKING:
    from cleankit.text.forms import Forms

NAMED = ("site", "title", "lang")  # what a record may say of its document


class Block(NamedTuple):
    """Where a line stood in the page it came from, and what it was there.

    ``kind`` and ``level`` are those of `cleankit.html.kinds.kind_of`: "heading" and 1 to 6, "item" and how
    deep the list is nested, and so on; "" where nobody said. ``marks`` are the links, images and footnotes
    of the line, where the extractor was asked for them.
    """

    tag: str
    link_density: float = 0.0
    xpath: str = ""
    kind: str = ""
    level: int = 0
    marks: Marks | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article and what is known about it; ``blocks``, if any, are parallel to its lines.

    ``layers`` are the edits that made ``text`` before any chain saw it: for a page, the blocks that were
    dropped. The audit of a chain begins with them.
    """

    text: str
    id: str | None = None
    url: str | None = None
    site: str | None = None
    title: str | None = None
    lang: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    blocks: Sequence[Block | None] | None = None
    layers: Sequence[Layer] = ()

    @classmethod
    def from_record(
        cls,
        record: Mapping[str, Any],
        *,
        text_field: str = "text",
        id_field: str = "id",
        url_field: str = "url",
    ) -> "Document":
        """Return the document that a record holds; the record is its ``metadata``.

        ``site``, ``title`` and ``lang`` are taken where they are strings, as are the id and the address.
        "body.text" is the field "text" of the object in "body". A text that is null is empty. Pages, and
        records in files, are read by `cleankit.io`. Raises InputError if there is no text.

        >>> Document.from_record({"id": "a", "body": "Snow.", "title": 7}, text_field="body").title is None
        True
        """
        if type(record) is not dict and not isinstance(record, Mapping):
            raise wrong_type("Document.from_record", record, "a record, such as a dict")
        known = [
            value if isinstance(value := field_of(record, name), str) else None
            for name in (id_field, url_field, *NAMED)
        ]
        named, url, site, title, lang = known
        return cls(text_of(record, text_field), named, url, site, title, lang, record)

    def to_markdown(self, *, front_matter: bool = True) -> str:
        r"""Return the article as Markdown: headings, nested lists, tables, quotes, captions and code.

        What a line is, its block says; a line without one is a paragraph. Text is escaped, so that it reads
        as it stood. Footnotes stand where the page has them; links and images where the extractor was asked
        for them (`cleankit.PageOptions`); emphasis is not written. ``front_matter`` puts what is known of
        the article before it, as YAML.

        >>> print(Document("Ships *late*.", title="Fog: again").to_markdown(), end="")
        ---
        title: "Fog: again"
        ---
        <BLANKLINE>
        Ships \*late\*.
        """
        from cleankit.text.markdown import Line, markdown  # few articles are written as Markdown
        from cleankit.text.markdown import front_matter as yaml_front_matter

        texts = self.text.split("\n")
        blocks = self.blocks or [None] * len(texts)
        if len(blocks) != len(texts):
            raise InputError(f"{len(blocks)} blocks for {len(texts)} lines; one block a line")
        lines = (
            Line(text, block.kind, block.level, block.xpath, block.marks) if block else Line(text)
            for text, block in zip(texts, blocks, strict=True)
        )
        body, said = markdown(lines), self.metadata
        if not front_matter:
            return body
        known = {name: said.get(name) for name in ("author", "date", "modified", "section", "tags")}
        known |= {"site": self.site, "url": self.url or said.get("canonical"), "lang": self.lang}
        head = yaml_front_matter({"title": self.title, **known, "description": said.get("description")})
        return f"{head}\n{body}" if head and body else head or body


def text_of(record: Mapping[str, Any], field: str, option: str = "--text-field (text_field=)") -> str:
    """Return the text of a record, "" where it is null. Raises InputError if it has none."""
    text = field_of(record, field)
    if isinstance(text, str):
        return text
    if not has_field(record, field):
        fields = ", ".join(sorted(map(repr, record))[:8]) or "none"
        raise InputError(f"no field {field!r}; fields: {fields}; try {option}")
    if text is None:
        return ""
    raise InputError(f"field {field!r} is a JSON {kind_of(text)}; accepted: a string")


def kind_of(value: Any) -> str:
    """Return what JSON calls a value.

    >>> kind_of([]), kind_of(None), kind_of(1)
    ('array', 'null', 'number')
    """
    kinds = {dict: "object", list: "array", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")


def document_of(item: "str | Document | Mapping[str, Any]") -> Document:
    """Return an item of a stream as a document. Raises InputError if it holds no text."""
    if isinstance(item, Document) and isinstance(item.text, str):
        return item
    if isinstance(item, str):
        return Document(item)
    if isinstance(item, Mapping):
        return Document.from_record(item)
    found = f"{type(item).__name__}" if not isinstance(item, Document) else "Document without text"
    raise InputError(f"found {found}; accepted: a text, a record with a field 'text', a Document, or None")


def several(items: Any) -> Any:
    """Return items of a stream. Raises TypeError for what is one item."""
    if isinstance(items, str | bytes | Mapping | Document):
        raise TypeError(f"a {type(items).__name__} is one item; give several, such as a list")
    if not isinstance(items, Iterable | AsyncIterable):
        raise wrong_type("items", items, "several texts, records or documents, such as a list")
    return items


class Verdict(NamedTuple):
    """What a line filter says of one line: drop it, or put ``text`` in its place."""

    line: int
    rule: str
    text: str | None = None
    note: str = ""


class Cleaned(NamedTuple):
    """A cleaned article; ``dropped`` is a gate's reason, or None."""

    text: str
    document: Document
    dropped: str | None
    fingerprint: str


class Lines:
    """The lines of a document as they are now, with their folded keys and their forms.

    >>> lines = Lines(["Show comments", "", "US"])
    >>> lines.keys[0], list(lines.apply([Verdict(0, "en:comments")]))
    ('show comments', ['', 'US'])
    """

    __slots__ = ("_forms", "_keys", "_text", "blocks", "source", "texts")

    def __init__(
        self,
        texts: list[str],
        document: str | Document | None = None,
        blocks: Sequence[Block | None] | None = None,
        keys: list[str] | None = None,
        text: str | None = None,
    ) -> None:
        if not isinstance(texts, list):
            raise wrong_type("Lines", texts, "a list of lines", 'try text.split("\n")')
        self.texts = texts
        self.source = document
        self.blocks = blocks
        self._keys, self._text = keys, text
        self._forms: Forms | None = None

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> str:
        return self.texts[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    @property
    def document(self) -> Document | None:
        """The document as it came to the chain; for a text that came alone, one is made now."""
        if isinstance(self.source, str):
            self.source = Document(self.source)
        return self.source

    @property
    def text(self) -> str:
        """The lines as one text."""
        if self._text is None:
            self._text = "\n".join(self.texts)
        return self._text

    @property
    def keys(self) -> list[str]:
        """The lines folded for comparison (`cleankit.text.folding.fold`), made once for all filters."""
        if self._keys is None:
            self._keys = fold(self.text).split("\n")
        return self._keys

    @property
    def forms(self) -> "Forms":
        """What each line is by its shape (`cleankit.text.forms`), found once for all filters."""
        if self._forms is None:
            from cleankit.text.forms import Forms  # most documents need none

            self._forms = Forms(self.texts)
        return self._forms

    def apply(self, verdicts: Sequence[Verdict]) -> "Lines":
        """Return the lines that are left after ``verdicts``; what stays keeps its key, block and forms.

        Raises FilterError for a line that does not exist, is judged twice, or would become two.
        """
        if not verdicts:
            return self
        texts: list[str | None] = list(self.texts)
        keys = None if self._keys is None else list(self._keys)
        judged = set()
        for verdict in verdicts:
            line, rule, text = _parts(verdict)
            if not 0 <= line < len(texts):
                raise FilterError(f"{rule}: judged line {line} of {len(texts)}; lines count from 0")
            if line in judged:
                raise FilterError(f"{rule}: judged line {line} twice; one verdict a line")
            if text is not None and "\n" in text:
                raise FilterError(f"{rule}: put a line break into line {line}; a line stays one line")
            judged.add(line)
            texts[line] = text
            if keys is not None and text is not None:
                keys[line] = fold(text)
        left = [i for i, text in enumerate(texts) if text is not None]
        lines = Lines(
            [text for text in texts if text is not None],
            self.source,
            None if self.blocks is None else [self.blocks[i] for i in left],
            None if keys is None else [keys[i] for i in left],
        )
        if self._forms is not None:
            from cleankit.text.forms import FormsLeft

            lines._forms = FormsLeft(lines.texts, self._forms, left)
        return lines


def _parts(verdict: Any) -> tuple[int, str, str | None]:
    """Return line, rule and text of a verdict. Raises FilterError for what is none."""
    if isinstance(verdict, tuple) and len(verdict) == 4:
        line, rule, text, _ = verdict
        if isinstance(line, int) and isinstance(rule, str) and (text is None or isinstance(text, str)):
            return line, rule, text
    raise FilterError(f"found {verdict!r}; accepted: Verdict(line, rule), text=None or a str, note=...")


Item = str | Document | Mapping[str, Any] | None
"""What a stream takes: a text, a document, a record with a field ``text``, or None, which passes."""
Errors = Literal["raise", "value"]
Streamed = Cleaned | CleankitError | None
"""What a stream gives for an item: a CleankitError where errors are values, None for None."""
TextFilter = Callable[[str], str]
LineFilter = Callable[[Lines], Iterable[Verdict]]
Gate = Callable[[Cleaned], str | None]
