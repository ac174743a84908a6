"""The command line: parse, call one function, print. Results go to stdout, notices and errors to stderr.

Exit status: 0 clean, 1 something needs review, 2 could not run. Nothing heavy is imported until a command runs.
"""

import contextlib
import io
import os
import sys
import traceback
from typing import NoReturn

import typer

from structurer import process
from structurer.cli import config
from structurer.cli.commands import app
from structurer.cli.one_language import spoken_commands, trouble
from structurer.cli.status import CLEAN, FAILED, INTERRUPTED

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line; every trouble ends in one sentence on stderr and status 2."""
    process.begin()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a character shows a mark in its place
        _buffer_stdout(sys.stdout)
    try:
        config.load()
        sys.exit(spoken_commands(app, sys.argv[1:])(prog_name="structurer", standalone_mode=False) or CLEAN)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001  # the one place that turns any trouble into a status
        _end(error)


def _buffer_stdout(stdout: io.TextIOWrapper) -> None:
    """Put a buffer behind a stdout that has none (PYTHONUNBUFFERED), which is emptied line by line.

    Without one Python drops what the system did not take of a text, as on a disk that becomes full, and says nothing of it.
    """
    raw = stdout.buffer
    if isinstance(raw, io.RawIOBase) and stdout is sys.__stdout__:  # whoever put another there has a use for it
        encoding = stdout.encoding
        stdout.detach()
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors="replace", line_buffering=True)


def _end(error: Exception) -> NoReturn:
    """Say what happened, and leave with 2: a crash must not pass for "needs review"."""
    from structurer.errors import OutputError, StructurerError

    if hasattr(error, "show"):  # an error of usage, of a class that typer, of late, keeps in a private module
        sys.stderr.write(f"{error}\n" if type(error).__name__ == "NoArgsIsHelpError" else f"{trouble(error)}\n")
        sys.exit(FAILED)
    if isinstance(error, OSError):  # stdout is full or its reader has gone
        error = OutputError("stdout", error.strerror or type(error).__name__)
        _forget_stdout()
    if isinstance(error, StructurerError):
        sys.stderr.write(f"structurer: {error}\n")
    else:
        traceback.print_exception(error)
    sys.exit(FAILED)


def _forget_stdout() -> None:
    """Let the interpreter not fail again on what could not be written."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
