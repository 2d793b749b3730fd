"""Clean files of articles: every record ends in the output, dropped with a reason, or quarantined."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleankit.batch.audits import undo_run
    from cleankit.batch.engine import run
    from cleankit.batch.options import RunOptions
    from cleankit.batch.plan import can_resume
    from cleankit.batch.summary import Summary

__all__ = ["RunOptions", "Summary", "can_resume", "run", "undo_run"]

HOMES = {
    "RunOptions": "options",
    "Summary": "summary",
    "can_resume": "plan",
    "run": "engine",
    "undo_run": "audits",
}

if not TYPE_CHECKING:  # options can be made, and --help shown, without what runs

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name not in HOMES:
            raise AttributeError(f"module 'cleankit.batch' has no attribute {name!r}")
        return getattr(import_module(f"cleankit.batch.{HOMES[name]}"), name)
