"""Clean inputs into an output: reader, chunks, writer, and the account of it all."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Protocol

from cleankit.batch.inputs import STDIN, Format, Source, find_sources
from cleankit.batch.outputs import Outputs, SideFile
from cleankit.batch.process import Options, process_chunk
from cleankit.batch.reading import read_chunks
from cleankit.batch.summary import Summary
from cleankit.batch.tally import Tally
from cleankit.chain import Chain
from cleankit.errors import InputError, UnreadableError

CHECK_EXAMPLES = 3


class Progress(Protocol):
    """Who wants to know how far a run is."""

    def __call__(self, bytes_read: int, summary: Summary) -> None:
        """Take the bytes read since the last call and the counts so far."""


def run(
    inputs: Iterable[str],
    output: str | None,
    *,
    chain: Chain | None = None,
    options: Options | None = None,
    format: Format | None = None,  # noqa: A002 - the command's word
    quarantine: str | None = None,
    dropped: str | None = None,
    audit: str | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Clean every record of ``inputs`` into ``output`` and return the counts.

    ``inputs`` are files, folders, glob patterns or "-"; ``output`` is a file, a folder, "-", or None to
    write nothing (a dry run). Records that cannot be read or cleaned go to ``quarantine``, those a gate
    refused to ``dropped``: by default OUTPUT.quarantine.jsonl and OUTPUT.dropped.jsonl, made when needed.
    ``audit`` gets every edit, a line for each record of the output (`cleankit.batch.undo_run` goes back).
    Raises InputError or ConfigError for arguments that cannot be used; an input that is missing or
    breaks off is listed in the summary, and the others still run.
    """
    options = replace(options or Options(), audit=audit is not None and output is not None)
    if output is None:
        options = replace(options, examples=CHECK_EXAMPLES)
    chain = chain or Chain("article")
    found = find_sources(inputs, format)
    summary = Summary(Tally(options.examples), fingerprint=chain.fingerprint, failed_inputs=found.missing, skipped_files=found.skipped)
    started = perf_counter()
    with ExitStack() as stack:
        outputs = None if output is None else Outputs(output, found.sources, stack)
        refused = SideFile(_side_path(output, quarantine, "quarantine"), stack)
        gated = SideFile(_side_path(output, dropped, "dropped") if chain.gates else None, stack)

        audited = SideFile(Path(audit) if options.audit and audit else None, stack, always=True)

        def advance(bytes_read: int) -> None:
            summary.bytes_read += bytes_read
            if progress is not None:
                progress(bytes_read, summary)

        for source in found.sources:
            try:
                for chunk in read_chunks(source, advance):
                    target = outputs.target(chunk.format) if outputs else chunk.format
                    result = process_chunk(chain, chunk, target, options)
                    summary.tally.add(result.tally)
                    refused.write(result.quarantined)
                    gated.write(result.dropped)
                    audited.write(result.audited)
                    if outputs:
                        outputs.write(source, result.output)
            except UnreadableError as error:
                summary.failed_inputs.append(f"{source.name}: {error}")
    summary.seconds = perf_counter() - started
    return summary


def _side_path(output: str | None, given: str | None, kind: str) -> Path | None:
    """Return where records that are not output go; None in a dry run.

    Raises InputError where there is no name to put the file beside: a record would be lost.
    """
    if given is not None or output is None:
        return Path(given) if given is not None else None
    if output == STDIN:
        raise InputError(f"with standard output as output, say where {kind} records go: --{kind} FILE")
    return Path(f"{output.rstrip('/')}.{kind}.jsonl")
