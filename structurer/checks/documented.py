"""The documentation of the checks: their docstrings, read from the source, so that who asks for a title loads no check."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from structurer.text import lazy_re as re

HEADINGS = ("Why it matters", "Inputs", "Arithmetic", "What to do")
"""What every check's documentation says, in this order."""
_JAPANESE = re.compile(r"^日本語\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CheckDocument:
    """What is written about one check."""

    code: str
    defect: str
    docstring: str

    @property
    def text(self) -> str:
        """The English documentation: one sentence, then the four headings."""
        return _JAPANESE.split(self.docstring)[0].strip()

    @property
    def text_ja(self) -> str:
        """The Japanese documentation."""
        return _JAPANESE.split(self.docstring)[-1].strip()

    @property
    def title(self) -> str:
        """The first sentence of the documentation."""
        return self.text.splitlines()[0]

    @property
    def title_ja(self) -> str:
        """The first sentence in Japanese."""
        return self.text_ja.split("。")[0] + "。"


@cache
def documents() -> dict[str, CheckDocument]:
    """Return what is written about every check by its code, in the order of the codes."""
    sources = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
    found = [one for source in sources if "\n@check(" in source for one in _documents_in(source)]
    return {one.code: one for one in sorted(found, key=lambda one: one.code)}


def _documents_in(source: str) -> Iterator[CheckDocument]:
    """Yield what is written about the checks of a module: the functions under the decorator with a code and a defect."""
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for made in node.decorator_list:
            if isinstance(made, ast.Call) and isinstance(made.func, ast.Name) and made.func.id == "check":
                code, defect = (ast.literal_eval(argument) for argument in made.args)
                yield CheckDocument(code, defect, ast.get_docstring(node) or "")
