"""Clean inputs into an output: what the arguments mean, and what a run leaves whatever happens."""

import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from cleankit.batch.job import Job, Progress
from cleankit.batch.ledger import Ledger, identity
from cleankit.batch.lock import locked
from cleankit.batch.options import Options
from cleankit.batch.outputs import Outputs
from cleankit.batch.store import Store
from cleankit.batch.summary import Summary
from cleankit.batch.tables import refuse_lossy
from cleankit.chain import Chain
from cleankit.errors import InputError
from cleankit.io.files import Files, Named, is_stream, place_of, standard_stream
from cleankit.io.remote import Remote, is_url, local_of
from cleankit.io.sources import STDIN, Inputs, Source, find_sources
from cleankit.io.streams import open_output, standard_output
from cleankit.version import __version__

CHECK_EXAMPLES = 3
LEDGER, LOCK = ".ledger", ".lock"
FileName = str | os.PathLike[str] | None


def run(
    inputs: Inputs,
    output: FileName,
    *,
    chain: Chain | None = None,
    options: Options | None = None,
    quarantine: FileName = None,
    dropped: FileName = None,
    audit: FileName = None,
    report: FileName = None,
    resume: bool = False,
    files: Files | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Clean every record of ``inputs`` into ``output`` and return the counts.

    ``inputs`` are files, folders, glob patterns, URLs or "-", one or several; ``output`` is a file, a folder,
    a URL of one, "-", or None to write nothing (a dry run). Each is a str or a Path.
    Records that cannot be read or cleaned go to ``quarantine``,
    those a gate refused to ``dropped``: by default OUTPUT.quarantine.jsonl and OUTPUT.dropped.jsonl, made
    when needed.
    ``audit`` gets every edit, a line for each record of the output (`cleankit.batch.undo_run` goes back),
    and ``report`` the counts. With ``resume``, go on where a run with the same arguments stopped. ``files``
    are others that the caller reads and writes: none of all these may be another.
    Raises InputError or ConfigError for arguments that cannot be used, OSError where an output cannot be
    written; an input that is missing or breaks off is listed in the summary, and the others still run.
    """
    output, quarantine, dropped, audit, report = map(_name, (output, quarantine, dropped, audit, report))
    if output == STDIN:
        standard_output()
    options = options or Options()
    options = replace(options, audit=audit is not None and output is not None)
    options = replace(options, examples=CHECK_EXAMPLES if output is None else options.examples)
    chain = chain or Chain("article")
    found = find_sources(inputs, options.format)
    _refuse_urls(quarantine=quarantine, dropped=dropped, audit=audit, report=report)
    remote = Remote(output) if output is not None and is_url(output) else None
    output = remote.local if remote is not None else output
    outputs = None if output is None else Outputs(output, found.sources)
    sources, refused = refuse_lossy(found.sources, outputs, options)
    found = found._replace(sources=sources, missing=found.missing + refused)
    sides = {
        "quarantine": _side_path(output, quarantine, "quarantine"),
        "dropped": _side_path(output, dropped, "dropped") if chain.gates else None,
        "audit": Path(audit) if audit is not None and output is not None else None,
    }
    streamed = outputs is None or outputs.stream
    _refuse_clashes(
        Files() if files is None else files,
        chain,
        found.sources,
        outputs,
        {**sides, "report": Path(report) if report else None},
        None if streamed else output,
    )
    if remote is not None and outputs is not None:
        remote.refuse_inputs(found.sources, filter(None, map(outputs.path_of, found.sources)))
    resumable = not streamed and all(source.lasting for source in found.sources)
    if resume and not resumable:
        raise InputError(
            "--resume: standard input and output, devices and pipes cannot be gone back to; give files"
        )
    same = {
        "inputs": identity(found.sources),
        "version": __version__,
        "chain": chain.fingerprint,
        "options": repr(options.as_written()),
        "outputs": repr([output, *(str(side) for side in sides.values())]),
    }
    with ExitStack() as stack:
        if not streamed:
            stack.enter_context(locked(_beside(output, LOCK)))
        ledger = Ledger(_beside(output, LEDGER), same, resume=resume) if resumable else None
        store = Store(ledger)
        if remote is not None and (ledger is None or ledger.state is None):
            remote.begin()
        job = Job(found.sources, chain, options, outputs, sides, store, ledger, progress)
        job.summary.failed_inputs[:0] = [] if ledger and ledger.state else found.missing
        job.summary.skipped_files = found.skipped
        stack.callback(store.close)
        try:
            job.run()
            ours = {
                side: sides[side]
                for side, given in (("quarantine", quarantine), ("dropped", dropped))
                if not given
            }
            made, stale = _beside_output(ours, job.summary)
            if remote is not None and output is not None:
                remote.hand_over([Path(output), *made], stale)
            if report is not None:
                write_report(Path(report), job.summary)
        except BaseException:
            if ledger is None or not ledger.written:
                store.discard()
                _remove(ledger, remote)
            raise
        _remove(ledger, remote)
    return job.summary


def can_resume(output: str | None) -> bool:
    """Say whether a run into ``output`` stopped in a state from which another can go on."""
    if output is None or output == STDIN:
        return False
    return _beside(local_of(output) if is_url(output) else output, LEDGER).exists()


def write_report(path: Path, summary: Summary) -> None:
    """Write the counts as JSON."""
    import orjson

    with open_output(path) as out:
        out.write(orjson.dumps(summary.as_dict(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _name(given: FileName) -> str | None:
    return None if given is None else os.fsdecode(given)


def _beside_output(sides: dict[str, Path | None], summary: Summary) -> tuple[list[Path], list[Path]]:
    """Return the files beside the output that this run made, and those that it did not, which go.

    The latter are of an earlier run into this output.
    """
    records = summary.tally.records
    counts = {"quarantine": records["quarantined"], "dropped": records["dropped"]}
    made = [path for side, path in sides.items() if path is not None and counts[side]]
    stale = [path for side, path in sides.items() if path is not None and not counts[side]]
    for path in stale:
        if path.is_file() and not path.is_symlink():
            path.unlink()
    return made, stale


def _remove(ledger: Ledger | None, remote: Remote | None) -> None:
    if ledger is not None:
        ledger.remove()
    if remote is not None:
        remote.remove()


def _refuse_urls(**files: str | None) -> None:
    for option, file in files.items():
        if is_url(file):
            raise InputError(f"--{option} {file}: only OUTPUT may be a URL; give a file here")


def _refuse_clashes(
    files: Files,
    chain: Chain,
    sources: list[Source],
    outputs: Outputs | None,
    sides: dict[str, Path | None],
    output: str | None,
) -> None:
    reads: list[Named] = [("input", source.path) for source in sources if source.path is not None]
    if any(source.path is None and source.url is None for source in sources):
        reads += [("input", stream) for stream in standard_stream(0)]
    reads += [("rules of the chain", path) for path in chain.files]
    writes: list[Named] = [("output", path) for path in outputs.paths(sources)] if outputs else []
    if outputs is not None and outputs.stdout:
        writes += [("standard output", stream) for stream in standard_stream(1)]
    writes += [(side, path) for side, path in sides.items() if path is not None]
    own = [] if output is None else [("ledger", _beside(output, LEDGER)), ("lock", _beside(output, LOCK))]
    Files(reads + files.reads, writes + files.writes, own + files.own).refuse_clashes()


def _beside(output: str | None, suffix: str) -> Path:
    """Return the path of a file that a run has beside its output; beside the target, if that is a link."""
    return Path(f"{place_of(_named(output or ''))}{suffix}")


def _named(output: str) -> Path:
    """Return the output as a path that ends in a name: "." and ".." have none to put a file beside."""
    path = Path(output.rstrip("/") or output)
    return path if path.name not in ("", "..") else path.resolve()


def _side_path(output: str | None, given: str | None, kind: str) -> Path | None:
    """Return where records that are not output go; None in a dry run.

    Raises InputError where there is no name to put the file beside: a record would be lost.
    """
    if given is not None or output is None:
        return Path(given) if given is not None and output is not None else None
    if output == STDIN:
        raise InputError(f"with standard output as output, say where {kind} records go: --{kind} FILE")
    if is_stream(Path(output)):
        raise InputError(f"with {output} as output, say where {kind} records go: --{kind} FILE")
    return Path(f"{_named(output)}.{kind}.jsonl")
