"""Clean inputs into an output, and leave what was done in order whatever happens."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from cleankit.batch.job import Job, Progress
from cleankit.batch.ledger import Ledger
from cleankit.batch.lock import locked
from cleankit.batch.notebook import NotebookProgress, kernel_shell
from cleankit.batch.options import RunOptions
from cleankit.batch.plan import FileName, Plan, plan_run
from cleankit.batch.run_files import RunFiles
from cleankit.batch.summary import Summary
from cleankit.chain import Chain
from cleankit.chosen import chosen
from cleankit.io.files import Files
from cleankit.io.options import options_of
from cleankit.io.sources import Inputs
from cleankit.io.streams import open_output
from cleankit.processes import fill_standard_streams, require_fork


def run(
    inputs: Inputs,
    output: FileName,
    *,
    chain: Chain | None = None,
    options: RunOptions | None = None,
    quarantine: FileName = None,
    dropped: FileName = None,
    audit: FileName = None,
    report: FileName = None,
    resume: bool = False,
    files: Files | None = None,
    progress: Progress | None = None,
    **given: Any,
) -> Summary:
    """Clean every record of ``inputs`` into ``output`` and return the counts.

    ``inputs`` are files, folders, glob patterns, URLs or "-", one or several; ``output`` is a file, a folder,
    a URL of one, "-", or None to write nothing (a dry run). Each is a str or a Path.
    Records that cannot be read or cleaned go to ``quarantine``, those a gate refused to ``dropped``: by
    default OUTPUT.quarantine.jsonl and OUTPUT.dropped.jsonl, made when needed.
    ``audit`` gets every edit, a line for each record of the output (`cleankit.batch.undo_run` goes back),
    and ``report`` the counts. With ``resume``, go on where a run with the same arguments stopped. ``files``
    are others that the caller reads and writes: none of all these may be another. What else is given are
    options by name, as ``text_field="body"``: see `RunOptions`. A notebook shows a bar, then a table, unless
    ``progress`` is given.
    Raises CleankitError where processes cannot be forked, InputError or ConfigError for arguments that
    cannot be used, OSError where an output cannot be written; an input that is missing or breaks off is
    listed in the summary, and the others still run.
    """
    require_fork()
    fill_standard_streams()
    plan = plan_run(
        inputs,
        output,
        chain=chosen("run", chain),
        options=options_of(run, RunOptions, options, given),
        sides={"quarantine": quarantine, "dropped": dropped, "audit": audit, "report": report},
        resume=resume,
        files=files or Files(),
    )
    with ExitStack() as stack:
        for lock in plan.locks:
            stack.enter_context(locked(lock))
        ledger = Ledger(plan.ledger, plan.same, resume=resume, examples=plan.examples)
        ledger.refuse_others(len(plan.sources), plan.files)
        written = RunFiles(ledger)
        stack.callback(written.close)
        if plan.remote is not None and not ledger.resumed:
            plan.remote.begin()
        shell = kernel_shell() if progress is None else None
        shown = NotebookProgress(shell) if shell is not None else None
        job = Job(plan, written, ledger, shown or progress)
        try:
            job.run()
            _finish(plan, job.summary)
        except BaseException:
            if not ledger.written:
                written.discard()
                _remove(plan, ledger)
            raise
        _remove(plan, ledger)
    if shown is not None:
        shown.finish(job.summary)
    return job.summary


def write_report(path: Path, summary: Summary) -> None:
    """Write the counts as JSON."""
    import orjson

    with open_output(path) as out:
        out.write(orjson.dumps(summary.as_dict(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _finish(plan: Plan, summary: Summary) -> None:
    """Remove what an earlier run left beside the output, hand files over, and write the counts."""
    records = summary.tally.records
    made: list[Path] = []
    stale: list[Path] = []
    for side, count in (("quarantine", records["quarantined"]), ("dropped", records["dropped"])):
        path = plan.sides.of_records[side]
        if path is not None and side in plan.sides.ours:
            (made if count else stale).append(path)
    for path in stale:
        if path.is_file() and not path.is_symlink():
            path.unlink()
    if plan.remote is not None and plan.output is not None:
        plan.remote.hand_over([Path(plan.output), *made], stale)
    if plan.sides.report is not None:
        write_report(plan.sides.report, summary)


def _remove(plan: Plan, ledger: Ledger) -> None:
    ledger.remove()
    if plan.remote is not None:
        plan.remote.remove()
