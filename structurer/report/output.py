"""Where a command's text goes: results to stdout or to a file, sentences for people to stderr."""

import errno
import io
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from structurer.errors import OutputError, OutputIsInput
from structurer.report import phrases
from structurer.report.place import replacing
from structurer.text.control import CONTROL

# the same JSON, and nothing in it that a terminal obeys or that turns a line around
_ESCAPED = {code: f"\\u{code:04x}" for code in CONTROL if 0x7F <= code <= 0xFFFF}


def json_text(value: object) -> str:
    """Return JSON that can be shown: nothing in it that a terminal obeys."""
    return json.dumps(value, ensure_ascii=False, indent=2).translate(_ESCAPED)


def notice(sentence: str) -> None:
    """Print a sentence for people, beside the result."""
    print(phrases.printable(sentence), file=sys.stderr)


def check_output(output: Path | None, inputs: Iterable[str]) -> None:
    """Refuse a place before the work and not after it.

    OutputError where nothing can be written to it, OutputIsInput where it is one of the files to be read.
    """
    if output is None:
        return
    reason = errno.EISDIR if output.is_dir() else 0 if output.parent.is_dir() else errno.ENOENT
    if reason:
        raise OutputError(str(output), os.strerror(reason))
    if any(_is_same(name, output) for name in inputs if name != "-"):
        raise OutputIsInput(str(output))


def _is_same(name: str, output: Path) -> bool:
    try:
        return output.samefile(name)
    except OSError:  # one of the two is not there
        return False


def write(pieces: str | Iterable[str], output: Path | None = None, *, output_format: str = "text") -> None:
    """Write text to stdout, or whole to a file: a full disk leaves the file that was there.

    A file is UTF-8, and so is what programs read from stdout; text for people has the encoding of their terminal.
    """
    parts = (pieces,) if isinstance(pieces, str) else pieces
    if output is None:
        stream = sys.stdout if output_format == "text" else utf8_stdout()
        stream.writelines(parts)
        stream.flush()
    else:
        with replacing(output) as partial, partial.open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)


def utf8_stdout() -> TextIO:
    """Return stdout, which writes UTF-8 from now on, whatever the locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout
