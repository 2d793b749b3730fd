"""Clean files of articles: every record ends in the output, dropped with a reason, or quarantined."""

from cleankit.batch.audits import undo_run
from cleankit.batch.options import Options
from cleankit.batch.run import can_resume, run
from cleankit.batch.summary import Summary

__all__ = ["Options", "Summary", "can_resume", "run", "undo_run"]
