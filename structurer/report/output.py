"""The output of a command: results as text, sentences beside them."""

import json
import sys

from structurer.report import phrases

# the same JSON, and nothing in it that a terminal obeys or that turns a line around
_ESCAPED = {code: f"\\u{code:04x}" for code in phrases.CONTROL if 0x7F <= code <= 0xFFFF}


def json_text(value: object) -> str:
    """JSON that can be shown: nothing in it that a terminal obeys."""
    return json.dumps(value, ensure_ascii=False, indent=2).translate(_ESCAPED)


def notice(sentence: str) -> None:
    """A sentence for people, beside the result."""
    print(phrases.printable(sentence), file=sys.stderr)
