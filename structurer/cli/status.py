"""The exit status of a command."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the checks are not loaded until a command runs
    from structurer.checks.outcome import Verdict

CLEAN, REVIEW, FAILED, INTERRUPTED = 0, 1, 2, 130
"""The statuses: clean, something needs review, could not run, ended by Ctrl-C (128 and the signal's number, as shells have it)."""


def status(verdicts: Iterable["Verdict"]) -> int:
    """Return the exit status of some verdicts."""
    from structurer.checks.outcome import Verdict

    return REVIEW if any(verdict is Verdict.NEEDS_REVIEW for verdict in verdicts) else CLEAN
