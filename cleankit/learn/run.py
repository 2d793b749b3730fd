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
from cleankit.learn.groups import Group, Groups
from cleankit.learn.observing import observe
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

    ``repeats`` are documents that say nothing new, or little, ``refused`` why records could not be read.
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
        """How many documents were left out because they say nothing new, or little."""
        return sum(group.repeats for group in self.groups)

    @property
    def on(self) -> Sequence[Entry]:
        """The rules that are applied."""
        return [entry for entry in self.rules if not entry.finding.off]

    def as_toml(self) -> str:
        """Return the text of the pack."""
        return as_toml(list(_head(self)), self.rules)

    def as_text(self) -> str:
        """Return the counts as a line for a person."""
        told = f"{self.documents:,} documents, {self.repeats:,} more that say nothing new"
        if self.refused:
            told += f", {len(self.refused):,} that could not be read"
        return f"{told}: {len(self.on):,} rules, {len(self.rules) - len(self.on):,} written switched off"


def learn(
    inputs: Given | Iterable[Given],
    output: str | Path | None = None,
    *,
    by: By = "site",
    min_docs: int = 5,
    max_lines: int = 500_000,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
    **given: Any,
) -> Learned:
    """Find the lines that recur over the documents of a site, and write them as a rule pack.

    ``inputs`` are files, folders, patterns, "-", records or documents, read once. Lines are counted by
    site (the record's ``site``, or the host of its address), by the record's ``source``, or all together;
    a rule holds for its site alone. A line is a rule if at least ``min_docs`` documents have it and it
    stands where boilerplate does; what may be the article's own is written switched off. ``max_lines``
    are remembered at once: 100 bytes each, a thousand for one that recurs, however long the corpus is.
    ``options`` say how files are read; what else is given are such options by name, as
    ``text_field="body"``: see `ReadOptions`. ``progress`` is called with "read" and the documents so far.
    Raises InputError for inputs that cannot be read, ConfigError for options that cannot be used.
    """
    _check(by, min_docs, max_lines)
    reading = options_of(learn, ReadOptions, options, given)
    found = _found(_several(inputs), reading)
    target = _target(output, found)
    learner = _Learner(by, min_docs, max_lines, progress)
    refused = [why for one in found for why in learner.read(one, reading)]
    if refused and not learner.told:
        raise InputError(f"no document could be read; {refused[0]}")
    result = learner.result(refused)
    if output is not None:
        with open_output(target) as file:
            file.write(result.as_toml().encode("utf-8"))
    return result


class _Learner:
    """What is known so far."""

    def __init__(self, by: By, min_docs: int, max_lines: int, progress: Progress | None) -> None:
        self._by, self._min_docs, self._progress = by, min_docs, progress
        self._groups = Groups(max_lines)
        self.told = 0

    def take(self, document: Document, text: str) -> None:
        """Count a document's lines."""
        group = self._groups.of(self._name(document))
        self._groups.grown(observe(group, document, text, self._min_docs))
        self.told += 1
        if self._progress is not None and self.told % TOLD == 0:
            self._progress("read", self.told)

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
        found = [(group, finding) for group in groups for finding in self._findings(group)]
        rules = entries(found, scope)
        return Learned(rules, groups, self._by, self._min_docs, refused, self._groups.forgotten)

    def _findings(self, group: Group) -> Iterator[Finding]:
        off = []
        for finding in findings(group, self._min_docs):
            if finding.off:
                off.append(finding)
            else:
                yield finding
        off.sort(key=lambda one: (-one.recurring.count, one.recurring.line.key))
        yield from off[:MOST_OFF]

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


def _target(output: str | Path | None, given: Iterable[object]) -> Path | None:
    if output is None or str(output) == STDIN:
        return None
    path = Path(output)
    if path.suffix != ".toml":
        wanted = path.with_suffix(".toml") if path.name else path / "site.toml"
        raise InputError(f"{path}: a rule pack's name ends in .toml; try {wanted}")
    if path.stem in pack_names():
        raise InputError(f"{path}: cleankit ships a pack named {path.stem!r}; choose another name")
    if isinstance(given, Sequence):
        read = [one.path for one in given if isinstance(one, Source) and one.path is not None]
        refuse_clashes([("input", one) for one in read], [("output", path)])
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
    groups = sorted(learned.groups, key=lambda group: (-group.documents, group.name))
    for group in islice(groups, NAMED):
        yield f"    {_plain(group.name) or '(none named)'} {group.documents:,}"
    if len(groups) > NAMED:
        yield f"    and {len(groups) - NAMED:,} more"


def _plain(name: str) -> str:
    return "".join(char if char.isprintable() else " " for char in name)
