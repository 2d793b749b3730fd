"""Learn from a corpus which of its lines are boilerplate, and write them as a rule pack."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cleankit.boilerplate.rules import pack_names
from cleankit.boilerplate.rules.rule import Rule
from cleankit.document import Document
from cleankit.errors import ConfigError, InputError, wrong_type
from cleankit.io.files import refuse_clashes
from cleankit.io.options import ReadOptions, StepProgress, options_of
from cleankit.io.sources import STDIN, Source, find_sources
from cleankit.io.streams import open_output
from cleankit.learn.documents import document_of, read_documents, repaired
from cleankit.learn.groups import Groups
from cleankit.learn.learned import By, Learned, check, concluded, name_of
from cleankit.learn.observing import count, observe
from cleankit.learn.replaying import Replay
from cleankit.learn.spool import Spool

Given = str | Path | Mapping[str, Any] | Document

TOLD = 1000  # documents between two words of progress


def learn(
    inputs: Given | Iterable[Given],
    output: str | Path | None = None,
    *,
    side: str | Path | None = None,
    by: By = "site",
    min_docs: int = 5,
    max_lines: int = 500_000,
    options: ReadOptions | None = None,
    progress: StepProgress | None = None,
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

    def __init__(self, by: By, min_docs: int, max_lines: int, progress: StepProgress | None) -> None:
        self._by, self._min_docs, self._progress = by, min_docs, progress
        self._groups = Groups(max_lines)
        self._spool = Spool()
        self.told = 0

    def take(self, document: Document, text: str) -> None:
        """Count a document's lines."""
        name = name_of(document, self._by)
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
        for number, kept in enumerate(self._spool.documents(), 1):
            group = self._groups.known(kept.site)
            if group is not None:
                observe(group, kept, self._min_docs)
            self._tell("looked at", number)
        about = (self._by, self._min_docs, refused, self._groups.forgotten)
        return concluded(list(self._groups), self._replayed, *about)

    def _replayed(self, rules: Sequence[Rule], scope: str | None) -> Replay:
        return Replay().run(rules, self._spool.documents(), scope)


def _check(by: str, min_docs: int, max_lines: int) -> None:
    check(by, min_docs)
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
