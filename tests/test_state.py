"""No hidden state: what a function answers depends on what it is given, and on nothing that another call has left."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1] / "structurer"


@cache
def modules() -> dict[str, ast.Module]:
    """Return the code of every module by its path, parsed once."""
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in ROOT.rglob("*.py")}


def naming(word: str) -> set[str]:
    """The modules whose code names a word: as a name, an attribute or an import."""
    return {
        module
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if word
        in {
            node.id if isinstance(node, ast.Name) else None,
            node.attr if isinstance(node, ast.Attribute) else None,
            node.name if isinstance(node, ast.alias) else None,
        }
    }


def test_only_the_language_is_a_matter_of_the_context() -> None:
    """Which language a person is spoken to in; what labels mean is a value that is handed along."""
    assert naming("ContextVar") == {"language.py"}


def test_no_cache_is_ever_cleared() -> None:
    """A cache that must be cleared holds something that changes."""
    assert naming("cache_clear") == set()
