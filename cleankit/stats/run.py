"""Read a corpus once, clean each article, and measure what is left: in workers, with results in order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, fields
from typing import Any

from cleankit.batch.process import Part
from cleankit.batch.supervisor import Supervisor, Task
from cleankit.batch.tally import Tally
from cleankit.batch.worker import BETWEEN, InHand
from cleankit.boilerplate.rules import load_rules
from cleankit.chain import Chain
from cleankit.chosen import chosen
from cleankit.errors import InputError, UnreadableError
from cleankit.io.format import Chunk, Position
from cleankit.io.options import ReadOptions, StepProgress, options_of
from cleankit.io.reading import CHUNK, read_chunks
from cleankit.io.sources import Inputs, Source, find_sources
from cleankit.processes import can_fork, fill_standard_streams
from cleankit.stats.figures import Column, Histogram
from cleankit.stats.measuring import SHOWN, TAKEN, Measured, Measurer
from cleankit.stats.options import StatsOptions

GROUPS = 50  # sites, languages and files with distributions of their own; the others are one group
OTHERS = "(others)"
MEASURED = 32 << 20  # bytes of input: of a larger one a share is measured
SITE, LANGUAGE, FILE = range(3)  # places in the names of a row


@dataclass(slots=True)
class Group:
    """The articles of a site, a language or a file, or all; distributions are of those in the sample."""

    articles: int = 0
    histograms: list[Histogram] = field(default_factory=lambda: [Histogram(one) for one in TAKEN])

    @property
    def measured(self) -> int:
        """How many articles were measured."""
        return self.histograms[0].count

    def add(self, columns: Sequence[Column]) -> None:
        """Take in articles' values, in the order of the measures."""
        for histogram, column in zip(self.histograms, columns, strict=True):
            histogram.add(column)

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "articles": self.articles,
            "measured": self.measured,
            "measures": [one.as_dict() for one in self.histograms],
        }


@dataclass(slots=True)
class Stats:
    """What a corpus is like. ``groups`` are by "site", "language" and "file".

    Gates, reasons, languages and distributions are of the articles measured; the other counts are of all.
    """

    all: Group = field(default_factory=Group)
    groups: dict[str, dict[str, Group]] = field(
        default_factory=lambda: {"site": {}, "language": {}, "file": {}}
    )
    gates: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    articles_with: Counter[str] = field(default_factory=Counter)  # mojibake, repeats, changes
    categories: Counter[str] = field(default_factory=Counter)  # characters removed
    tally: Tally = field(default_factory=Tally)
    refused: list[str] = field(default_factory=list)  # the first records that cannot be read
    unreadable: int = 0
    skipped: int = 0

    def add(self, found: Measured) -> None:
        """Take in what the records of the next chunk are like."""
        self.all.articles += found.articles.total()
        self.all.add(found.columns)
        for (site, file), count in found.articles.items():
            self._group("site", site).articles += count
            self._group("file", file).articles += count
        for kind, place in (("site", SITE), ("language", LANGUAGE), ("file", FILE)):
            rows: dict[int, tuple[Group, list[int]]] = {}
            for row, names in enumerate(found.names):
                group = self._group(kind, names[place])
                rows.setdefault(id(group), (group, []))[1].append(row)
            for group, at in rows.values():
                group.add([column.at(at) for column in found.columns])
                if place == LANGUAGE:
                    group.articles += len(at)
        self.gates.update(found.gates)
        self.reasons.update(found.reasons)
        self.encodings.update(found.encodings)
        self.articles_with.update(found.articles_with)
        self.tally.add(found.tally)
        self.refused = (self.refused + found.refused)[:SHOWN]
        self.unreadable += found.unreadable
        self.skipped += found.skipped

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "articles": self.all.articles,
            "measured": self.all.measured,
            "unreadable": self.unreadable,
            "skipped": self.skipped,
            "characters": dict(self.tally.characters),
            "all": self.all.as_dict(),
            "groups": {
                kind: {name: group.as_dict() for name, group in _largest(groups)}
                for kind, groups in self.groups.items()
            },
            "gates": dict(self.gates.most_common()),
            "reasons": dict(self.reasons.most_common()),
            "rules": dict(self.tally.removed_by_rule.most_common(50)),
            "categories": dict(self.categories.most_common()),
            "encodings": dict(self.encodings.most_common()),
            "articles_with": dict(self.articles_with.most_common()),
        }

    def _group(self, kind: str, name: str) -> Group:
        groups = self.groups[kind]
        if name not in groups and len(groups) >= GROUPS:
            name = OTHERS
        return groups.setdefault(name, Group())


def stats(
    inputs: Inputs,
    *,
    chain: Chain | None = None,
    options: ReadOptions | None = None,
    progress: StepProgress | None = None,
    **given: Any,
) -> Stats:
    """Return statistics of every article of ``inputs``, cleaned by ``chain`` (the preset ``article``).

    One pass, in bounded memory, on as many processes as there are processors; the result is the same on any
    number. ``options`` are `StatsOptions`, or those of reading alone; what else is given are such options by
    name, as ``sample=0.1``. Records that cannot be read are
    counted, and the first ones named; an input that breaks off counts as one, and the others are still read.
    Raises InputError for an input that is not there, or for inputs in which there is nothing.
    """
    chain, how = chosen("stats", chain), _how(options, given)
    found = find_sources(inputs, how.format, fields=how.keys)
    if found.missing:
        raise InputError("; ".join(found.missing))
    if not found.sources:
        count = found.others.total()
        others = "1 file of another kind" if count == 1 else f"{count:,} files of other kinds"
        skipped = f" ({others})" if count else ""
        raise InputError(f"no file of a known format{skipped}; give files, or say what they are: --format")
    counted = Stats()
    measurer = Measurer(chain, how, _share(found.sources, how))
    for measured in _measured(measurer, found.sources, how):
        counted.add(measured)
        if progress is not None:
            progress("articles", counted.all.articles)
    for rule in load_rules("all").rules:
        if removed := counted.tally.removed_by_rule[rule.name]:
            counted.categories[rule.category] += removed
    return counted


def _how(options: ReadOptions | None, given: dict[str, Any]) -> StatsOptions:
    how: Any = options
    if type(options) is ReadOptions:
        how = StatsOptions(**{one.name: getattr(options, one.name) for one in fields(options)})
    chosen_options: StatsOptions = options_of(stats, StatsOptions, how, given)
    return chosen_options


def _share(sources: Sequence[Source], options: StatsOptions) -> float:
    """Return the share of articles to measure: chosen before the first is read, so that each counts alike."""
    if options.sample is not None:
        return options.sample
    size = sum(source.size for source in sources)
    return min(1.0, MEASURED / size) if size else 1.0


def _measured(measurer: Measurer, sources: Sequence[Source], options: StatsOptions) -> Iterator[Measured]:
    """Yield what is in each chunk, in order; small inputs need no processes."""

    def work(task: Task, mark: InHand) -> Measured:
        try:
            found = measurer.measure(task.chunk, task.part, mark)
        except UnreadableError as error:
            found = Measured.of_none(f"{task.chunk.sources[0].name}: {error}")
        except OSError as error:
            found = Measured.of_none(
                f"{task.chunk.sources[0].name}: cannot be read: {error.strerror or error}"
            )
        mark(BETWEEN)
        return found

    chunks = read_chunks(sources, options, Position())
    small = all(source.size for source in sources) and sum(source.size for source in sources) <= CHUNK
    if small or not can_fork():
        for number, chunk in enumerate(chunks):
            yield work(Task(number, chunk, Part()), _unmarked)
        return
    fill_standard_streams()
    supervisor = Supervisor(work, options.processes, options.timeout, _whole)
    with closing(supervisor):
        for _, measured in supervisor.results(chunks):
            yield measured


def _unmarked(record: int) -> None:
    """Nobody watches."""


def _whole(_: Chunk, measured: Measured) -> Measured:
    return measured


def _largest(groups: dict[str, Group]) -> list[tuple[str, Group]]:
    return sorted(groups.items(), key=lambda item: (-item[1].articles, item[0]))
