"""Clean files of articles: every record ends in the output, dropped with a reason, or quarantined."""

from cleankit.batch.audits import undo_run
from cleankit.batch.options import RunOptions
from cleankit.batch.plan import can_resume
from cleankit.batch.run import run
from cleankit.batch.summary import Summary

__all__ = ["RunOptions", "Summary", "can_resume", "run", "undo_run"]
