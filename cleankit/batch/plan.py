"""What the arguments of a run mean: which files it reads and writes, and what it cannot do.

Everything that can be refused is refused here, before anything is opened.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleankit.batch.ledger import identity
from cleankit.batch.options import RunOptions
from cleankit.batch.outputs import Outputs, refuse_clashing
from cleankit.batch.tables import refuse_mixed
from cleankit.chain import Chain
from cleankit.errors import InputError, wrong_type
from cleankit.io.files import Files, Named, beside, is_stream, place_of, standard_stream
from cleankit.io.formats import FORMATS
from cleankit.io.options import TABLES
from cleankit.io.reading import refuse_delimiter
from cleankit.io.remote import Remote, is_url, local_of
from cleankit.io.sources import STDIN, Found, Inputs, Source, find_sources
from cleankit.io.streams import standard_output
from cleankit.version import __version__

EXAMPLES, CHECK_EXAMPLES = 1, 3  # of each rule, in a run and in a dry run
LEDGER, LOCK = ".ledger", ".lock"
FileName = str | os.PathLike[str] | None


@dataclass(frozen=True, slots=True)
class Sides:
    """Where goes what is no output: None for what is not written. ``ours`` are those named by default."""

    quarantine: Path | None = None
    dropped: Path | None = None
    audit: Path | None = None
    report: Path | None = None
    ours: frozenset[str] = frozenset()

    @property
    def of_records(self) -> dict[str, Path | None]:
        """The files that records go to, by what they are."""
        return {"quarantine": self.quarantine, "dropped": self.dropped, "audit": self.audit}


@dataclass(frozen=True, slots=True)
class Plan:
    """A run that can begin. ``output`` is a path or "-"; None writes nothing."""

    found: Found
    chain: Chain
    options: RunOptions
    output: str | None
    outputs: Outputs | None
    sides: Sides
    remote: Remote | None

    @property
    def sources(self) -> list[Source]:
        """The inputs."""
        return self.found.sources

    @property
    def examples(self) -> int:
        """How many examples of each rule are kept."""
        return CHECK_EXAMPLES if self.output is None else EXAMPLES

    @property
    def lock(self) -> Path | None:
        """The file that keeps another run off the output; None where there is no file to keep it off."""
        return None if self.outputs is None or self.outputs.stream else _beside(self.output or "", LOCK)

    @property
    def locks(self) -> list[Path]:
        """The files that keep other runs off the output, and off what is written beside it."""
        sides = (*self.sides.of_records.values(), self.sides.report)
        own = [] if self.lock is None else [self.lock]
        return own + [beside(place_of(side), LOCK) for side in sides if side and not is_stream(side)]

    @property
    def ledger(self) -> Path | None:
        """The file that says how far the run is; None where it could not be gone back to."""
        lasting = all(source.lasting for source in self.sources)
        return _beside(self.output or "", LEDGER) if self.lock is not None and lasting else None

    @property
    def files(self) -> list[Path]:
        """The files that grow while the run goes on."""
        outputs = self.outputs.paths(self.sources) if self.outputs is not None else []
        return [*outputs, *(path for path in self.sides.of_records.values() if path is not None)]

    @property
    def same(self) -> dict[str, str]:
        """What a run must have in common with one that it resumes."""
        sides = self.sides.of_records.values()
        return {
            "inputs": identity(self.sources),
            "version": __version__,
            "chain": self.chain.fingerprint,
            "options": repr(self.options.as_written()),
            "outputs": repr([self.output, *(str(side) for side in sides)]),
        }


def plan_run(
    inputs: Inputs,
    output: FileName,
    *,
    chain: Chain,
    options: RunOptions,
    sides: Mapping[str, FileName],
    resume: bool,
    files: Files,
) -> Plan:
    """Return the plan of a run. Raises InputError for what cannot be, or would destroy one of its files."""
    if options.engine == "ray":
        from cleankit.batch.ray import require_ray

        require_ray()
    target = _name("output", output)
    given = {what: _name(what, side) for what, side in sides.items()}
    _refuse_folders(given)
    if target == STDIN:
        standard_output()
    _refuse_urls(given)
    found = _with_articles(_found(inputs, options), options)
    remote = Remote(target) if target is not None and is_url(target) else None
    target = remote.local if remote is not None else target
    outputs = None if target is None else Outputs(target, found.sources, options.to)
    if options.keep_suffix and not (outputs is not None and outputs.folder):
        raise InputError("keep_suffix: has an effect only with a folder as output; leave it out")
    sources, mixed = refuse_mixed(found.sources, outputs)
    sources, clashing = refuse_clashing(sources, outputs)
    found = found._replace(sources=sources, missing=found.missing + mixed + clashing)
    refuse_delimiter(sources, options)
    if options.csv_safe and outputs is not None:
        _refuse_csv_safe(sources, outputs)
    plan = Plan(found, chain, options, target, outputs, _sides(target, given, chain), remote)
    _refuse_clashes(plan, files)
    if remote is not None and outputs is not None:
        remote.refuse_inputs(sources, filter(None, map(outputs.path_of, sources)))
    if resume and plan.output is None:
        raise InputError("resume: without an output nothing is written that could be gone on with")
    if resume and plan.ledger is None:
        raise InputError(
            "--resume: standard input and output, devices and pipes cannot be gone back to; give files"
        )
    return plan


def _found(inputs: Inputs, options: RunOptions) -> Found:
    found = find_sources(inputs, options.format, options.ext, options.keys)
    if options.keep_suffix:
        kept = [source._replace(keep_suffix=True) for source in found.sources]
        return found._replace(sources=kept)
    return found


def _with_articles(found: Found, options: RunOptions) -> Found:
    """Return the sources with what their articles are written as. Raises InputError if none is a page."""
    if options.to is None:
        return found
    pages = [source.format is None or FORMATS[source.format].pages for source in found.sources]
    if found.sources and not (options.html_field or any(pages)):
        raise InputError(
            f"to {options.to}: no input is a page; give .html or .warc files, or --html-field NAME"
        )
    singles = {name for name, kind in FORMATS.items() if kind.pages and kind.single}
    sources = [
        source._replace(to=options.to) if source.format in singles else source for source in found.sources
    ]
    return found._replace(sources=sources)


def can_resume(output: str | None) -> bool:
    """Say whether a run into ``output`` stopped in a state from which another can go on."""
    if output is None or output == STDIN:
        return False
    try:
        return _beside(local_of(output) if is_url(output) else output, LEDGER).exists()
    except OSError:  # such a name cannot be
        return False


def _refuse_csv_safe(sources: Sequence[Source], outputs: Outputs) -> None:
    written = [outputs.target(source.format) for source in sources if source.format is not None]
    if written and len(written) == len(sources) and not any(kind in TABLES for kind in written):
        raise InputError(f"--csv-safe: has an effect only on {', '.join(TABLES)} outputs; leave it out")


def _name(what: str, given: FileName) -> str | None:
    """Return a file's name as text. Raises TypeError for what is no name."""
    if given is not None and not isinstance(given, str | os.PathLike):
        raise wrong_type(f"run: {what}", given, "the name of a file as str or Path, or None")
    return None if given is None else os.fsdecode(given)


def _beside(output: str, suffix: str) -> Path:
    """Return the path of a file that a run has beside its output; beside the target, if that is a link."""
    return beside(place_of(_named(output)), suffix)


def _named(output: str) -> Path:
    """Return the output as a path that ends in a name: "." and ".." have none to put a file beside."""
    path = Path(output.rstrip("/") or output)
    return path if path.name not in ("", "..") else path.resolve()


def _refuse_folders(files: Mapping[str, str | None]) -> None:
    for what, file in files.items():
        if file is not None and (file.endswith("/") or Path(file).is_dir()):
            raise InputError(f"{file}: is a folder; give a file as {what}")


def _refuse_urls(files: Mapping[str, str | None]) -> None:
    for option, file in files.items():
        if is_url(file):
            raise InputError(f"--{option} {file}: only OUTPUT may be a URL; give a file here")


def _sides(output: str | None, given: Mapping[str, str | None], chain: Chain) -> Sides:
    """Return where records go that are not output, and the counts."""
    report = given["report"]
    counts = None if report is None else Path(report)
    if output is None:
        for what in ("quarantine", "dropped", "audit"):
            if given[what] is not None:
                raise InputError(f"{what}: nothing is written without an output; leave it out, or give one")
        return Sides(report=counts)
    audit = given["audit"]
    return Sides(
        _side(output, given["quarantine"], "quarantine"),
        _side(output, given["dropped"], "dropped") if chain.gates else None,
        None if audit is None else Path(audit),
        counts,
        frozenset(what for what in ("quarantine", "dropped") if given[what] is None),
    )


def _side(output: str, given: str | None, kind: str) -> Path | None:
    """Return where records go that are not output; None where the first in quarantine ends the run.

    Raises InputError where gates drop records, and there is no name to put the file beside.
    """
    if given is not None:
        return Path(given)
    if output == STDIN or is_stream(Path(output)):
        if kind == "quarantine":
            return None
        name = "standard output" if output == STDIN else output
        raise InputError(f"with {name} as output, say where {kind} records go: --{kind} FILE")
    return beside(_named(output), f".{kind}.jsonl")


def _refuse_clashes(plan: Plan, others: Files) -> None:
    reads: list[Named] = [("input", source.path) for source in plan.sources if source.path is not None]
    if any(source.path is None and source.url is None for source in plan.sources):
        reads += [("input", stream) for stream in standard_stream(0)]
    reads += [("rules of the chain", path) for path in plan.chain.files]
    writes: list[Named] = []
    if plan.outputs is not None:
        writes += [("output", path) for path in plan.outputs.paths(plan.sources)]
        streams = standard_stream(1) if plan.outputs.stdout else []
        writes += [("standard output", stream) for stream in streams]
    sides = {**plan.sides.of_records, "report": plan.sides.report}
    writes += [(side, path) for side, path in sides.items() if path is not None]
    own = [("lock", path) for path in plan.locks]
    own += [] if plan.ledger is None else [("ledger", plan.ledger)]
    Files(reads + others.reads, writes + others.writes, own + others.own).refuse_clashes()
