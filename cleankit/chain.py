r"""The chain: filters in order, grouped so that a text is split into lines once a group.

>>> chain = Chain("newlines", str.title, "blank-lines")
>>> chain("\n\nshow me\r\n\r\n\r\nmore\n")
'Show Me\n\nMore'
>>> chain
Chain(text: newlines, builtins:str.title | line: blank-lines)
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

from cleankit.audit.diff import common_ends
from cleankit.audit.report import Recorder, Report
from cleankit.config import chain_from_toml, chain_to_toml, preset
from cleankit.document import Block, Cleaned, Document, Lines, Verdict
from cleankit.errors import CleankitError, ConfigError, FilterError, InputError, did_you_mean
from cleankit.extraction import DEFAULT, PageOptions
from cleankit.registry import Filter, builtin_names, filter, preset_names
from cleankit.version import __version__

Item = str | Document | Mapping[str, Any] | None
"""What a stream takes: a text, a document, a record with a field ``text``, or None, which passes."""
Errors = Literal["raise", "value"]
Streamed = Cleaned | CleankitError | None
"""What a stream gives for an item: a CleankitError where errors are values, None for None."""


class Trace(Protocol):
    """Who wants to know of each change."""

    def text(self, by: Filter, before: str, after: str) -> None:
        """Take one text filter's change."""

    def lines(self, by: Filter, before: Lines, verdicts: Sequence[Verdict]) -> None:
        """Take one line filter's verdicts."""


class Chain:
    """Filters applied in order.

    A member is a filter's name, a preset's name, a filter bound with `cleankit.filter`, another chain,
    or any callable; an undecorated one is a text filter, ``str -> str``. ``page`` says how articles are
    taken out of pages (`cleankit.html`, `batch-clean`); by default, what the last preset or chain among
    the members says that says anything. Raises ConfigError for a name or an option that does not exist.
    """

    def __init__(
        self, *members: "str | Filter | Chain | Callable[..., Any]", page: PageOptions | None = None
    ) -> None:
        self.filters: tuple[Filter, ...] = tuple(one for member in members for one in _filters_of(member))
        said = [one for member in members if (one := _page_of(member)) is not DEFAULT and one.changed]
        self.page = page or (said[-1] if said else DEFAULT)
        self._arrange()

    def _arrange(self) -> None:
        self.gates = tuple(one for one in self.filters if one.kind == "gate")
        judges = (one for one in self.filters if one.kind != "gate")
        self._stages = [(kind, tuple(group)) for kind, group in groupby(judges, key=lambda one: one.kind)]

    def __call__(self, text: str) -> str:
        """Return the cleaned text. Gates are not asked. Raises FilterError if a filter fails."""
        return self._apply(Document(text), None)

    def run(self, source: str | Document, *, trace: Trace | None = None) -> Cleaned:
        """Return the cleaned text and the first gate's reason to drop the document, if any.

        A ``trace`` is told of each change on the way.
        """
        document = source if isinstance(source, Document) else Document(source)  # `_apply` refuses no text
        cleaned = Cleaned(self._apply(document, trace), document, None, self.fingerprint)
        for one in self.gates:
            reason = _checked(one, document, one.bound, cleaned, (str, type(None)))
            if reason is not None:
                return cleaned._replace(dropped=f"{one.name}: {reason}")
        return cleaned

    def audit(self, source: str | Document) -> Report:
        """Return the same text as the chain gives, with every edit that made it."""
        recorder = Recorder()
        text, document, dropped, fingerprint = self.run(source, trace=recorder)
        return recorder.report(text, document, fingerprint, dropped)

    def many(self, texts: Iterable[str]) -> list[str]:
        """Return each text cleaned, as a call would. Raises FilterError at the first that fails."""
        return [self(text) for text in _items(texts)]

    def stream(self, items: Iterable[Item], *, errors: Errors = "raise") -> Iterator[Streamed]:
        """Return an iterator that runs each item as it is asked for, in this process.

        None passes as None. With ``errors="value"`` an item that cannot be cleaned gives its CleankitError
        in its place; else that is raised. `cleankit.stream` does the same on several processes.

        >>> [one and one.text for one in Chain("quotes").stream(["“Snow”", None, {"text": "It’s late."}])]
        ['"Snow"', None, "It's late."]
        """
        if errors not in get_args(Errors):
            raise ConfigError(
                f"stream: errors: found {errors!r}; {did_you_mean(str(errors), get_args(Errors))}"
            )
        return self._streamed(_items(items), errors)

    def _streamed(self, items: Iterable[Item], errors: Errors) -> Iterator[Streamed]:
        for item in items:
            found: Streamed = None
            if item is not None:
                try:
                    found = self.run(document_of(item))
                except CleankitError as error:
                    if errors == "raise":
                        raise
                    found = error
            yield found

    def _apply(self, document: Document, trace: Trace | None) -> str:
        text, blocks = document.text, document.blocks
        if not isinstance(text, str):
            raise TypeError(f"a chain cleans str, not {type(text).__name__}; decode bytes first")
        if blocks is not None and len(blocks) != text.count("\n") + 1:
            raise FilterError(f"{len(blocks)} blocks for {text.count(chr(10)) + 1} lines; one block a line")
        for kind, group in self._stages:
            if kind == "text":
                for one in group:
                    after: str = _checked(one, document, one.bound, text, str)
                    if blocks is not None and not one.keeps_lines:
                        blocks = _realigned(blocks, text, after)
                    if trace is not None and after != text:
                        trace.text(one, text, after)
                    text = after
                continue
            lines = Lines(text.split("\n"), document, blocks)
            for one in group:
                lines = _judged(one, document, lines, trace)
            text, blocks = "\n".join(lines.texts), lines.blocks
        return text

    def __getstate__(self) -> dict[str, Any]:
        # What it is, and nothing of what was computed on the way: equal before and after use.
        return {"filters": self.filters, "page": self.page}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.filters, self.page = state["filters"], state["page"]
        self._arrange()

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that change with filters, options, data files and version."""
        parts = [
            __version__,
            *(repr((one.name, sorted(one.options.items()), one.data)) for one in self.filters),
        ]
        if self.page.changed:
            parts.append(repr(("html", sorted(self.page.changed.items()), self.page.data)))
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def files(self) -> list[Path]:
        """The files that its options name: rule packs, site rules."""
        values = [self.page.site_rules, *(value for one in self.filters for value in one.options.values())]
        names = (name for value in values for name in (value if isinstance(value, list | tuple) else [value]))
        return [path for name in names if isinstance(name, str) and (path := Path(name)).is_file()]

    @classmethod
    def from_toml(cls, source: str | Path) -> "Chain":
        """Return the chain that a TOML text, or the file at a Path, describes."""
        filters, page = chain_from_toml(source)
        return cls(*filters, page=page)

    def to_toml(self) -> str:
        """Return the chain as TOML. Raises ConfigError if a filter has no registered name."""
        return chain_to_toml(self.filters, self.page)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Chain):
            return NotImplemented
        return self._calls == other._calls and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    @property
    def _calls(self) -> list[Callable[..., Any]]:
        return [one.call for one in self.filters]

    def __repr__(self) -> str:
        groups = [*self._stages, ("gate", self.gates)]
        stages = [f"{kind}: {', '.join(map(_described, group))}" for kind, group in groups if group]
        if self.page.changed:
            stages.insert(0, "html: " + ", ".join(f"{k}={v!r}" for k, v in self.page.changed.items()))
        return f"Chain({' | '.join(stages)})"


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


def _items(items: Any) -> Any:
    if isinstance(items, str | bytes | Mapping | Document):
        raise TypeError(f"a {type(items).__name__} is one item; give several, such as a list")
    return items


def _filters_of(member: Any) -> Iterator[Filter]:
    if isinstance(member, Chain):
        yield from member.filters
    elif isinstance(member, Filter):
        yield member
    elif _is_preset(member):
        yield from preset(member).filters
    elif isinstance(member, str) or callable(member):
        yield filter(member)
    else:
        found = type(member).__name__
        raise ConfigError(f"a chain takes names, callables and chains, not {found}")


def _page_of(member: Any) -> PageOptions:
    if isinstance(member, Chain):
        return member.page
    return preset(member).page if _is_preset(member) else DEFAULT


def _is_preset(member: Any) -> bool:
    return isinstance(member, str) and member in preset_names() and member not in builtin_names()


def _judged(one: Filter, document: Document, lines: Lines, trace: Trace | None) -> Lines:
    verdicts: list[Verdict] = _checked(one, document, lambda subject: list(one.bound(subject)), lines, list)
    if not verdicts:
        return lines
    left: Lines = _checked(one, document, lines.apply, verdicts, Lines)
    if trace is not None:
        trace.lines(one, lines, verdicts)
    return left


def _checked(one: Filter, document: Document, call: Callable[[Any], Any], subject: Any, accepted: Any) -> Any:
    """Call a filter; an error, or a result of the wrong type, says which filter and document."""
    try:
        result = call(subject)
    except CleankitError as error:
        raise type(error)(f"{_place(one, document)}: {error}") from error
    except Exception as error:
        raise FilterError(f"{_place(one, document)}: {type(error).__name__}: {error}") from error
    if not isinstance(result, accepted):
        kind = "str or None" if one.kind == "gate" else "str"
        raise FilterError(f"{_place(one, document)}: returned {type(result).__name__}; accepted: {kind}")
    return result


def _place(one: Filter, document: Document) -> str:
    return f"filter {one.name!r}" + (f", document {document.id!r}" if document.id is not None else "")


def _realigned(blocks: Sequence[Block | None], before: str, after: str) -> Sequence[Block | None]:
    """Return the blocks of the new lines.

    Where only line ends and blanks changed, a line has the block in which it begins, and a blank one none.
    Otherwise unchanged lines at both ends keep theirs, and those between have none.
    """
    if before.count("\n") == after.count("\n"):
        return blocks
    old, new = before.split("\n"), after.split("\n")
    if "".join(before.split()) == "".join(after.split()):
        behind = [block for line, block in zip(old, blocks, strict=True) for _ in "".join(line.split())]
        begins = accumulate((len("".join(line.split())) for line in new), initial=0)
        return [
            behind[at] if line and not line.isspace() else None for at, line in zip(begins, new, strict=False)
        ]
    start, end = common_ends(old, new)
    return [*blocks[:start], *[None] * (len(new) - start - end), *blocks[len(old) - end :]]


def _described(one: Filter) -> str:
    options = ", ".join(f"{name}={value!r}" for name, value in one.options.items())
    return f"{one.name}({options})" if options else one.name
