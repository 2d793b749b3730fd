r"""The chain: filters in order, grouped so that a text is split into lines once a group.

>>> chain = Chain("newlines", str.title, "blank-lines")
>>> chain("\n\nshow me\r\n\r\n\r\nmore\n")
'Show Me\n\nMore'
>>> chain
Chain(text: newlines, builtins:str.title | line: blank-lines)
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

from cleankit.applying import Blocks, Trace, applied, checked, no_text
from cleankit.audit.report import Recorder, Report
from cleankit.config import chain_from_toml, chain_to_toml, is_preset, preset
from cleankit.document import Cleaned, Document, Errors, Item, Streamed, document_of, several
from cleankit.errors import CleankitError, ConfigError, did_you_mean, wrong_type
from cleankit.extraction import DEFAULT, PageOptions
from cleankit.guard import Guard
from cleankit.options import file_options, is_path
from cleankit.own_say import OwnSay
from cleankit.registry import Filter, filter
from cleankit.version import __version__


class Chain:
    """Filters applied in order.

    A member is a filter's name, a preset's name, a filter bound with `cleankit.filter`, another chain,
    or any callable; an undecorated one is a text filter, ``str -> str``. ``page`` says how articles are
    taken out of pages (`cleankit.html`, `batch-clean`); by default, what the last preset or chain among
    the members says that says anything. Raises ConfigError for a name or an option that does not exist.

    ``protect``, ``keep_lines`` and ``drop_lines`` are the user's own say (`cleankit.own_say`): patterns of
    spans that no filter changes, and lines that stay or go whatever filters find. They add to those of chains
    among the members. Raises ConfigError for one that cannot be used.

    >>> Chain("quotes", protect=["“Snow”"])("“Snow” is “late”.")
    '“Snow” is "late".'
    """

    def __init__(
        self,
        *members: "Member",
        page: PageOptions | None = None,
        protect: Sequence[str] = (),
        keep_lines: Sequence[str] = (),
        drop_lines: Sequence[str] = (),
    ) -> None:
        if page is not None and not isinstance(page, PageOptions):
            raise ConfigError(f"chain: page: found {type(page).__name__}; accepted: PageOptions(...)")
        self.filters: tuple[Filter, ...] = tuple(one for member in members for one in _filters_of(member))
        said = [one for member in members if (one := _page_of(member)) is not DEFAULT and one.changed]
        self.page = page or (said[-1] if said else DEFAULT)
        given = {"protect": protect, "keep_lines": keep_lines, "drop_lines": drop_lines}
        inherited = (member.own for member in members if isinstance(member, Chain))
        self.own: OwnSay = sum(inherited, OwnSay()) + OwnSay.of("chain", given)
        self._arrange()

    def _arrange(self) -> None:
        self.gates = tuple(one for one in self.filters if one.kind == "gate")
        judges = self.own.with_dropping([one for one in self.filters if one.kind != "gate"])
        self._stages = [(kind, tuple(group)) for kind, group in groupby(judges, key=lambda one: one.kind)]
        self._guarded = bool(self.own.protect or self.own.keep_lines)

    def __call__(self, text: str) -> str:
        """Return the cleaned text. Gates are not asked.

        Raises FilterError if a filter fails, TypeError for what is no str.
        """
        return self._apply(text, text, None)[0]

    def run(self, source: str | Document, *, trace: Trace | None = None) -> Cleaned:
        """Return the cleaned text and the first gate's reason to drop the document, if any.

        A ``trace`` is told of each change on the way.
        """
        document = source if isinstance(source, Document) else Document(source)  # `_apply` refuses no text
        cleaned = Cleaned(self._apply(document, document.text, trace)[0], document, None, self.fingerprint)
        for one in self.gates:
            reason = checked(one, document, cleaned, (str, type(None)))
            if reason is not None:
                return cleaned._replace(dropped=f"{one.name}: {reason}")
        return cleaned

    def apply(self, document: Document, *, trace: Trace | None = None) -> Document:
        r"""Return the document with its text cleaned, and the blocks of the lines that are left.

        What `Document.to_markdown` needs. Gates are not asked; for the edits, ask `audit`, for the document
        returned has no layers.

        >>> Chain("minimal").apply(Document("Snow. \r\n", title="Weather")).title
        'Weather'
        """
        if not isinstance(document, Document):
            raise wrong_type("apply", document, "a Document", "to clean a text, call the chain")
        text, blocks = self._apply(document, document.text, trace)
        return replace(document, text=text, blocks=blocks or None, layers=())

    def reasons(self, cleaned: Cleaned) -> list[str]:
        """Return the reasons of all gates to drop a cleaned article; `run` asks no further than the first.

        >>> chain = Chain("minimal", "length", "c4-paragraphs")
        >>> chain.reasons(chain.run("The bridge opens."))
        ['length: words 3 < 50', 'c4-paragraphs: long lines 0 < 3']
        """
        if not isinstance(cleaned, Cleaned):
            raise wrong_type("reasons", cleaned, "a Cleaned, as run returns it")
        found = ((one.name, checked(one, cleaned.document, cleaned, (str, type(None)))) for one in self.gates)
        return [f"{name}: {reason}" for name, reason in found if reason is not None]

    def audit(self, source: str | Document) -> Report:
        """Return the same text as the chain gives, with every edit that made it."""
        recorder = Recorder()
        text, document, dropped, fingerprint = self.run(source, trace=recorder)
        return recorder.report(text, document, fingerprint, dropped)

    def many(self, texts: Iterable[str]) -> list[str]:
        """Return each text cleaned, as a call would. Raises FilterError at the first that fails."""
        return [self(text) for text in several(texts)]

    def stream(self, items: Iterable[Item], *, errors: Errors = "raise") -> Iterator[Streamed]:
        """Return an iterator that runs each item as it is asked for, in this process.

        None passes as None. With ``errors="value"`` an item that cannot be cleaned gives its CleankitError
        in its place; else that is raised. `cleankit.stream` does the same on several processes.

        >>> [one and one.text for one in Chain("quotes").stream(["“Snow”", None, {"text": "It’s late."}])]
        ['"Snow"', None, "It's late."]
        """
        if errors not in get_args(Errors):
            near = did_you_mean(str(errors), get_args(Errors))
            raise ConfigError(f"stream: errors: found {errors!r}; {near}")
        return self._streamed(several(items), errors)

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

    def _apply(self, source: str | Document, text: str, trace: Trace | None) -> tuple[str, Blocks]:
        if not isinstance(text, str):
            raise no_text(text)
        guard = Guard(self.own, text) if self._guarded else None
        return applied(self._stages, source, trace, guard)

    def __getstate__(self) -> dict[str, Any]:
        # What it is, and nothing of what was computed on the way: equal before and after use.
        return {"filters": self.filters, "page": self.page, "own": self.own.as_dict()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.filters, self.page, self.own = state["filters"], state["page"], OwnSay(**state["own"])
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
        if self.own:
            parts.append(repr(("own", self.own.as_dict())))
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def replace(self, name: str, /, **options: Any) -> "Chain":
        """Return the chain with options of a filter set; its others stay as they are.

        Raises ConfigError if there is none of that name, or for an option that it does not take.

        >>> Chain("article").replace("duplicates", min_chars=60)
        Chain(text: newlines, encoding, invisibles, quotes, spaces
            | line: boilerplate, duplicates(min_chars=60), blank-lines)
        """
        self._index(name)
        changed = (
            filter(one.call, **{**one.options, **options}) if one.name == name else one
            for one in self.filters
        )
        return self._of(*changed, page=self.page)

    def without(self, *names: str) -> "Chain":
        """Return the chain without the filters of these names. Raises ConfigError for one that it has not."""
        gone = [self.filters[self._index(name)].name for name in names]
        return self._of(*(one for one in self.filters if one.name not in gone), page=self.page)

    def before(self, name: str, *members: "Member") -> "Chain":
        """Return the chain with more members before the first filter of that name, or raise ConfigError.

        >>> Chain("quotes", "blank-lines").before("blank-lines", "duplicates", str.title)
        Chain(text: quotes | line: duplicates | text: builtins:str.title | line: blank-lines)
        """
        return self._with(self._index(name), members)

    def after(self, name: str, *members: "Member") -> "Chain":
        """Return the chain with more members after the last filter of that name, or raise ConfigError."""
        self._index(name)
        last = max(i for i, one in enumerate(self.filters) if one.name == name)
        return self._with(last + 1, members)

    def _with(self, place: int, members: "Sequence[Member]") -> "Chain":
        page = self.page if self.page.changed else None  # else what the new members say of pages
        return self._of(*self.filters[:place], *members, *self.filters[place:], page=page)

    def _of(self, *members: "Member", page: PageOptions | None) -> "Chain":
        return Chain(*members, page=page, **self.own.as_dict())

    def _index(self, name: str) -> int:
        known = [one.name for one in self.filters]
        if not isinstance(name, str):
            raise ConfigError(f"found {name!r}; accepted: the name of a filter in the chain, a str")
        if name not in known:
            raise ConfigError(f"no filter {name!r} in the chain; {did_you_mean(str(name), known)}")
        return known.index(name)

    @property
    def files(self) -> list[Path]:
        """The files that its options name: rule packs, site rules."""
        options = (
            (one, name) for one in self.filters for name in file_options(one.call) if name in one.options
        )
        values = [self.page.site_rules, *(one.options[name] for one, name in options)]
        named = (name for value in values for name in (value if isinstance(value, list | tuple) else [value]))
        return [Path(name) for name in named if is_path(name)]

    @classmethod
    def from_toml(cls, source: str | Path) -> "Chain":
        """Return the chain that a TOML text, or the file at a Path, describes.

        Raises ConfigError with the place, what was found and what is accepted; TypeError for what is neither.
        """
        filters, page, own = chain_from_toml(source)
        return cls(*filters, page=page, **own.as_dict())

    def to_toml(self) -> str:
        """Return the chain as TOML. Raises ConfigError if a filter has no registered name."""
        return chain_to_toml(self.filters, self.page, self.own)

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
        stages = [f"{kind}: {', '.join(map(str, group))}" for kind, group in groups if group]
        if self.page.changed:
            stages.insert(0, "html: " + ", ".join(f"{k}={v!r}" for k, v in self.page.changed.items()))
        if self.own:
            stages.insert(0, "own: " + ", ".join(f"{k}={[*v]!r}" for k, v in self.own.as_dict().items()))
        return f"Chain({' | '.join(stages)})"


Member = str | Filter | Chain | Callable[..., Any]
"""What a chain is made of: names of filters and presets, filters, chains, callables."""


def _filters_of(member: Any) -> Iterator[Filter]:
    if isinstance(member, Chain):
        yield from member.filters
    elif isinstance(member, Filter):
        yield member
    elif is_preset(member):
        yield from preset(member).filters
    elif isinstance(member, str) or callable(member):
        yield filter(member)
    else:
        found = type(member).__name__
        hint = "; give its members one by one: Chain(*members)" if isinstance(member, list | tuple) else ""
        raise ConfigError(f"a chain takes names, callables and chains, not {found}{hint}")


def _page_of(member: Any) -> PageOptions:
    if isinstance(member, Chain):
        return member.page
    return preset(member).page if is_preset(member) else DEFAULT
