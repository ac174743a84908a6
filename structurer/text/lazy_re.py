"""`re` for patterns that stand at the top of a module: `from structurer.text import lazy_re as re`.

There are more than a thousand of them, and compiling them all takes a third of a second of every command that imports them;
of one sheet half are used. Here a pattern is compiled when it is first used.
"""

import re
from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import TYPE_CHECKING, Any

__all__ = [
    "DOTALL", "IGNORECASE", "MULTILINE", "VERBOSE", "Match", "Pattern", "compile",
    "escape", "findall", "finditer", "fullmatch", "match", "search", "split", "sub",
]  # fmt: skip

if TYPE_CHECKING:
    from re import compile  # noqa: A004  # as `re` has it
else:

    class compile:  # noqa: A001, N801  # in the place of `re.compile`
        """A pattern: each method is looked up in the compiled pattern once and kept, so that a call costs what it did."""

        def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
            self.pattern, self._flags = pattern, flags

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a pattern has
            if name.startswith("_"):  # what copying asks for: no pattern is compiled for it
                raise AttributeError(name)
            found = self.__dict__[name] = getattr(re.compile(self.pattern, self._flags), name)
            return found
