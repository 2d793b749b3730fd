"""Read a corpus once, clean each article, and measure what is left."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cleankit.batch.tally import Changes, Tally, reason_key
from cleankit.boilerplate.rules import load_rules
from cleankit.boilerplate.rules.sites import site_of
from cleankit.chain import Chain
from cleankit.chosen import chosen
from cleankit.document import Document
from cleankit.errors import CleankitError, InputError, UnreadableError
from cleankit.io.options import ReadOptions, options_of
from cleankit.io.reading import read_sources
from cleankit.io.record import SkippedError
from cleankit.io.sources import Inputs, find_sources
from cleankit.language import UNKNOWN, detect, normal_code
from cleankit.stats.figures import MEASURES, REMOVED, Histogram
from cleankit.text.measures import measures_of

Progress = Callable[[str, int], None]
GROUPS = 50  # sites, languages and files with distributions of their own; the others are one group
OTHERS = "(others)"
EVERY = 1000  # articles between two words of progress
# What is asked of each article beside the measures: gates of several rules, with their default options.
GATES = (
    "empty", "length", "lists", "upper-case", "digits", "urls", "symbols", "lorem-ipsum", "mean-word-length",
    "bullet-lines", "ellipsis-lines", "gopher-quality", "gopher-repetition", "fineweb-quality", "c4-quality",
    "c4-paragraphs",
)  # fmt: skip


@dataclass(slots=True)
class Group:
    """The articles of a site, a language or a file, or all."""

    articles: int = 0
    histograms: list[Histogram] = field(
        default_factory=lambda: [Histogram(one) for one in (*MEASURES, REMOVED)]
    )

    def add(self, values: list[float]) -> None:
        """Take in an article's values, in the order of the measures."""
        self.articles += 1
        for histogram, value in zip(self.histograms, values, strict=True):
            histogram.add(value)

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"articles": self.articles, "measures": [one.as_dict() for one in self.histograms]}


@dataclass(slots=True)
class Stats:
    """What a corpus is like. ``groups`` are by "site", "language" and "file"; gates count articles."""

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

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "articles": self.all.articles,
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


def stats(
    inputs: Inputs,
    *,
    chain: Chain | None = None,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
    **given: Any,
) -> Stats:
    """Return statistics of every article of ``inputs``, cleaned by ``chain`` (the preset ``article``).

    ``options`` say how records are read; what else is given are such options by name: see `ReadOptions`.
    One pass, in bounded memory. Records that cannot be read are counted, and the first ones told; an input
    that breaks off counts as one, and the others are still read. Raises InputError for an input that is not
    there.
    """
    chain, found = chosen("stats", chain), Stats()
    options = options_of(stats, ReadOptions, options, given)
    gates = Chain(*GATES)
    sources = find_sources(inputs, options.format)
    if sources.missing:
        raise InputError("; ".join(sources.missing))
    for source in sources.sources:
        try:
            for record in read_sources([source], options, page=chain.page):
                try:
                    document = record.document()
                    _take(found, chain, gates, document, record.source.name)
                except SkippedError:
                    found.skipped += 1
                except CleankitError as error:
                    _refuse(found, f"{record.place}: {error}")
                if progress is not None and found.all.articles % EVERY == 0:
                    progress("articles", found.all.articles)
        except UnreadableError as error:  # the inputs after it are read all the same
            _refuse(found, str(error))
    for rule in load_rules("all").rules:
        if removed := found.tally.removed_by_rule[rule.name]:
            found.categories[rule.category] += removed
    return found


def _take(found: Stats, chain: Chain, gates: Chain, document: Document, file: str) -> None:
    changes = Changes()
    cleaned = chain.run(document, trace=changes)
    found.tally.count(changes, document)
    found.tally.characters["output"] += len(cleaned.text)
    met = {by.name for by, _, _ in changes.events}
    found.articles_with.update(
        what for name, what in (("encoding", "mojibake"), ("duplicates", "repeats")) if name in met
    )
    found.articles_with["changes"] += cleaned.text != document.text or bool(document.layers)
    encoding = document.metadata.get("encoding")
    found.encodings[encoding if isinstance(encoding, str) else "UTF-8 or as records say"] += 1
    measures = measures_of(cleaned.text)
    removed = 1 - len(cleaned.text) / len(document.text) if document.text else 0.0
    values = [float(one.of(measures)) for one in MEASURES] + [max(0.0, removed)]
    reasons = gates.reasons(cleaned)
    found.gates.update(reason.partition(":")[0] for reason in reasons)
    found.reasons.update(map(reason_key, reasons))
    found.all.add(values)
    lang = normal_code(document.lang or "")
    lang = detect(cleaned.text).lang if lang == UNKNOWN else lang
    for kind, name in (("site", site_of(document) or "(none)"), ("language", lang), ("file", file)):
        groups = found.groups[kind]
        if name not in groups and len(groups) >= GROUPS:
            name = OTHERS  # noqa: PLW2901
        groups.setdefault(name, Group()).add(values)


def _refuse(found: Stats, why: str) -> None:
    found.unreadable += 1
    if len(found.refused) < 3:
        found.refused.append(why)


def _largest(groups: dict[str, Group]) -> list[tuple[str, Group]]:
    return sorted(groups.items(), key=lambda item: (-item[1].articles, item[0]))
