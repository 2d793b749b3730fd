"""Learn from a corpus which of its lines are boilerplate, and write them as a rule pack."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, get_args

from cleankit.boilerplate.rules import pack_names
from cleankit.boilerplate.rules.sites import site_of, source_of
from cleankit.document import Document
from cleankit.errors import ConfigError, InputError, did_you_mean, wrong_type
from cleankit.io.files import refuse_clashes
from cleankit.io.options import ReadOptions, options_of
from cleankit.io.sources import STDIN, Source, find_sources
from cleankit.io.streams import open_output
from cleankit.learn.deciding import Finding, findings
from cleankit.learn.documents import document_of, read_documents, repaired
from cleankit.learn.doubts import is_wordy
from cleankit.learn.groups import Group, Groups
from cleankit.learn.observing import count, observe
from cleankit.learn.proving import proven
from cleankit.learn.side import as_jsonl
from cleankit.learn.spool import Spool
from cleankit.learn.writing import Entry, as_toml, entries

By = Literal["site", "source", "all"]
Given = str | Path | Mapping[str, Any] | Document
Progress = Callable[[str, int], None]

MOST_OFF = 20  # rules of a site that are written switched off: a reader's patience
NAMED = 20  # sites and refused records that are told one by one
TOLD = 1000  # documents between two words of progress


@dataclass(frozen=True, slots=True)
class Learned:
    """What a corpus taught: ``rules`` as they stand in the pack, and how many documents they come from.

    ``repeats`` are documents that say what others say, ``refused`` why records could not be read.
    """

    rules: Sequence[Entry]
    groups: Sequence[Group]
    by: By
    min_docs: int
    refused: Sequence[str] = ()
    forgotten: int = 0

    @property
    def documents(self) -> int:
        """How many documents were counted."""
        return sum(group.documents for group in self.groups)

    @property
    def repeats(self) -> int:
        """How many documents say what others say, with a word changed or a sentence added."""
        return sum(group.looked_at - group.documents for group in self.groups)

    @property
    def hint(self) -> str:
        """What to try where most documents are of sites too small for anything to recur, or ""."""
        small = sum(group.given for group in self.groups if group.given < self.min_docs)
        if self.by == "all" or 2 * small <= sum(group.given for group in self.groups):
            return ""
        return (
            f"most documents are of {self.by}s with fewer than {self.min_docs} documents, so that no line is "
            "in as many; try --min-docs 2 (min_docs=), or --by all (by=) if they are of one publisher"
        )

    @property
    def on(self) -> Sequence[Entry]:
        """The rules that are applied."""
        return [entry for entry in self.rules if not entry.off]

    def as_toml(self) -> str:
        """Return the text of the pack."""
        return as_toml(list(_head(self)), self.rules)

    def as_side(self) -> str:
        """Return what each site repeats, once, with its counts: a JSON object a line."""
        return "".join(f"{line}\n" for line in as_jsonl(self.rules, self.by))

    def as_text(self) -> str:
        """Return the counts as a line for a person."""
        told = f"{self.documents:,} documents, {self.repeats:,} more that are copies"
        if self.refused:
            told += f", {len(self.refused):,} that could not be read"
        return f"{told}: {len(self.on):,} rules, {len(self.rules) - len(self.on):,} written switched off"


def learn(
    inputs: Given | Iterable[Given],
    output: str | Path | None = None,
    *,
    side: str | Path | None = None,
    by: By = "site",
    min_docs: int = 5,
    max_lines: int = 500_000,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
    **given: Any,
) -> Learned:
    """Find the lines that recur over the documents of a site, and write them as a rule pack.

    ``inputs`` are files, folders, patterns, "-", records or documents, read once; their texts are kept in a
    temporary file meanwhile, of a site up to 20,000. Lines are counted by site (the record's ``site``, or the
    host of its address), by the record's ``source``, or all together; a rule holds for its site alone. Lines
    that at least ``min_docs`` documents have become rules where they stand as boilerplate does; copies of a
    document count once. The rules are applied to the same documents, and those that never fire are left out;
    what may be the article's own is written switched off. ``side`` gets what each site repeats, once, as JSON
    lines. ``max_lines`` are counted at once: 100 bytes each, two thousand for one that recurs. ``options``
    say how files are read; what else is given are such options by name, as ``text_field="body"``: see
    `ReadOptions`. ``progress`` is called with "read" or "looked at" and the documents so far. Raises
    InputError for inputs that cannot be read, ConfigError for options that cannot be used.
    """
    _check(by, min_docs, max_lines)
    reading = options_of(learn, ReadOptions, options, given)
    found = _found(_several(inputs), reading)
    target, side_target = _targets(output, side, found)
    learner = _Learner(by, min_docs, max_lines, progress)
    try:
        refused = [why for one in found for why in learner.read(one, reading)]
        if refused and not learner.told:
            raise InputError(f"no document could be read; {refused[0]}")
        result = learner.result(refused)
    finally:
        learner.close()
    for given_path, path, content in ((output, target, result.as_toml), (side, side_target, result.as_side)):
        if given_path is not None:
            with open_output(path) as file:
                file.write(content().encode("utf-8"))
    return result


class _Learner:
    """What is known so far."""

    def __init__(self, by: By, min_docs: int, max_lines: int, progress: Progress | None) -> None:
        self._by, self._min_docs, self._progress = by, min_docs, progress
        self._groups = Groups(max_lines)
        self._spool = Spool()
        self.told = 0

    def take(self, document: Document, text: str) -> None:
        """Count a document's lines."""
        name = self._name(document)
        group = self._groups.of(name)
        self._groups.grown(count(group, text))
        self._spool.put(name, document.id or "", document.title or "", text)
        self.told += 1
        self._tell("read", self.told)

    def close(self) -> None:
        """Let go of the documents."""
        self._spool.close()

    def _tell(self, what: str, number: int) -> None:
        if self._progress is not None and number % TOLD == 0:
            self._progress(what, number)

    def read(self, given: "Source | Mapping[str, Any] | Document", options: ReadOptions) -> Iterator[str]:
        """Take all documents of one input; yield what is wrong with those that are none."""
        if isinstance(given, Source):
            yield from read_documents([given], options, self.take)
            return
        try:
            document = given if isinstance(given, Document) else document_of(given, options)
        except InputError as error:
            yield str(error)
            return
        self.take(document, repaired(document))

    def result(self, refused: Sequence[str]) -> Learned:
        """Return what was learned."""
        groups = list(self._groups)
        scope = None if self._by == "all" or all(not group.name for group in groups) else self._by
        for number, kept in enumerate(self._spool.documents(), 1):
            group = self._groups.known(kept.site)
            if group is not None:
                observe(group, kept, self._min_docs)
            self._tell("looked at", number)
        found = [(group, finding) for group in groups for finding in self._findings(group)]
        rules = proven(entries(found, scope), self._spool, scope)
        return Learned(rules, groups, self._by, self._min_docs, refused, self._groups.forgotten)

    def _findings(self, group: Group) -> Iterator[Finding]:
        found = sorted(findings(group, self._min_docs), key=lambda one: (-one.times, one.members[0].line.key))
        on = [finding for finding in found if not finding.off]
        told = {one.mark for finding in on for one in finding.members}
        off: dict[int, Finding] = {}  # a line is told once, whatever zones it stands in
        for finding in found:
            (one, *_) = finding.members
            if finding.off and one.mark not in told and is_wordy(one.line.key):
                off.setdefault(one.mark, finding)
        yield from on
        yield from islice(off.values(), MOST_OFF)

    def _name(self, document: Document) -> str:
        if self._by == "all":
            return ""
        return site_of(document) if self._by == "site" else source_of(document)


def _check(by: str, min_docs: int, max_lines: int) -> None:
    if by not in get_args(By):
        raise ConfigError(f"by {by!r}: {did_you_mean(str(by), get_args(By))}")
    if min_docs < 2:
        raise ConfigError(f"min_docs {min_docs}: accepted: 2 or more; what one document has does not recur")
    if max_lines < 1000:
        raise ConfigError(f"max_lines {max_lines}: accepted: 1000 or more; each takes 100 to 1000 bytes")


def _several(inputs: Given | Iterable[Given]) -> Iterable[Given]:
    if isinstance(inputs, str | Path | Mapping | Document):
        return [inputs]
    if not isinstance(inputs, Iterable):
        raise wrong_type("learn: inputs", inputs, "paths, records or Documents")
    return inputs


def _found(given: Iterable[Given], reading: ReadOptions) -> "Iterable[Source | Mapping[str, Any] | Document]":
    """Return sources for paths. Those of a list are looked for before anything is read."""
    found = (one for item in given for one in _sources(item, reading))
    return list(found) if isinstance(given, Sequence) else found


def _sources(item: Given, reading: ReadOptions) -> "Sequence[Source | Mapping[str, Any] | Document]":
    if isinstance(item, Mapping | Document):
        return [item]
    found = find_sources([str(item)], reading.format, fields=reading.keys)
    if found.missing:
        raise InputError("; ".join(found.missing))
    return found.sources


def _targets(
    output: str | Path | None, side: str | Path | None, given: Iterable[object]
) -> tuple[Path | None, Path | None]:
    """Return the files to write, None for standard output. Raises InputError for one that cannot be."""
    pack = None if output is None or str(output) == STDIN else _pack_path(Path(output))
    beside = None if side is None or str(side) == STDIN else Path(side)
    if side is not None and output is not None and pack is None and beside is None:
        raise InputError("-: found for the pack and for what sites repeat; give a file for one of them")
    outputs = [(name, path) for name, path in (("output", pack), ("side output", beside)) if path is not None]
    read = []
    if isinstance(given, Sequence):
        read = [one.path for one in given if isinstance(one, Source) and one.path is not None]
    refuse_clashes([("input", one) for one in read], outputs)
    return pack, beside


def _pack_path(path: Path) -> Path:
    if path.suffix != ".toml":
        wanted = path.with_suffix(".toml") if path.name else path / "site.toml"
        raise InputError(f"{path}: a rule pack's name ends in .toml; try {wanted}")
    if path.stem in pack_names():
        raise InputError(f"{path}: cleankit ships a pack named {path.stem!r}; choose another name")
    return path


def _head(learned: Learned) -> Iterator[str]:
    """Yield the comments that a pack begins with."""
    yield "Boilerplate that cleankit learned from a corpus. Read it and edit it, then use it:"
    yield "    batch-clean INPUT -o OUTPUT --learned THIS_FILE"
    yield "A rule behind # signs is switched off: it may be the article's own. Take the signs away to use it."
    yield ""
    yield f"{learned.as_text()}."
    yield f"A line is here if it is in at least {learned.min_docs} documents."
    if learned.forgotten:
        yield f"There were too many sites: of one, up to {learned.forgotten:,} documents may not be counted."
    if learned.by == "all":
        return
    yield ""
    of = {"site": "Sites", "source": "Sources"}[learned.by]
    yield f"{of}, with the documents counted:"
    groups = sorted(learned.groups, key=lambda group: (-group.given, group.name))
    for group in islice(groups, NAMED):
        sampled = f" of {group.given:,}" if group.looked_at < group.given else ""
        yield f"    {_plain(group.name) or '(none named)'} {group.documents:,}{sampled}"
    if len(groups) > NAMED:
        yield f"    and {len(groups) - NAMED:,} more"


def _plain(name: str) -> str:
    return "".join(char if char.isprintable() else " " for char in name)
