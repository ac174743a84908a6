"""What is public is what is documented."""

import re
from pathlib import Path

import pytest

import structurer
from structurer import errors
from structurer.cli import app
from structurer.errors import StructurerError
from tests.generate.documentation import outdated

ROOT = Path(__file__).parent.parent
READMES = (ROOT / "README.md", ROOT / "README.ja.md")
EXAMPLES = (*READMES, ROOT / "docs" / "python.md", ROOT / "docs" / "batch.md")
COMMAND_LIST = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
GUIDES = [ROOT / "CONTRIBUTING.md", *READMES, ROOT / "fixtures" / "README.md", *(ROOT / "docs").glob("*.md")]
_PATH = re.compile(r"`((?:[\w-]+/)+(?:[\w-]+\.(?:py|toml|md|sh|txt))?)`")
ROOMS = {path.name for top in (ROOT, ROOT / "structurer") for path in top.iterdir() if path.is_dir()}
_MODULE = re.compile(r"(?<![\w./-])(?:structurer|tests|benchmarks)(?:\.(?!(?:env|toml)\b)\w+)+")
COMMANDS = [command.callback for command in app.registered_commands]


def _subclasses(base: type[StructurerError]) -> list[type[StructurerError]]:
    return [found for child in base.__subclasses__() for found in (child, *_subclasses(child))]


def test_all_is_there() -> None:
    """Every name of `__all__` can be had, and nothing else is promised."""
    assert all(getattr(structurer, name) is not None for name in structurer.__all__)
    with pytest.raises(AttributeError):
        _ = structurer.nothing_of_the_kind


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_command_is_documented(command: object) -> None:
    """Every command has help in both languages and stands in the list of commands and in both READMEs."""
    assert re.search(r"[ぁ-ん].+[A-Za-z]{3}", command.__doc__ or "") is not None
    for text in (COMMAND_LIST, *(readme.read_text(encoding="utf-8") for readme in READMES)):
        assert re.search(rf"`{getattr(command, '__name__', '')}\b", text) is not None


def test_generated_documents_are_current() -> None:
    """`make docs` would change nothing."""
    assert outdated() == []


def test_every_error_is_in_the_tree() -> None:
    """Every error class stands in the tree drawn at the top of the errors."""
    drawn = errors.__doc__ or ""
    assert [found.__name__ for found in _subclasses(StructurerError) if found.__name__ not in drawn] == []


@pytest.mark.parametrize("guide", EXAMPLES, ids=lambda guide: guide.stem)
def test_python_examples(guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The Python examples of the READMEs and of the documents run as they stand."""
    for library in ("pandas", "polars"):
        pytest.importorskip(library, reason=f"an example uses {library}: pip install 'structurer[dev-all]'")
    monkeypatch.chdir(ROOT)
    examples = re.findall(r"```python\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    for example in examples:
        exec(compile(example, guide.name, "exec"), {})  # noqa: S102  # our own document
    wanted = {"python": "needs_review\nCST201 (15, 13, 14)", "batch": "fixtures/library-million/source.txt verified\n"}
    assert examples
    assert capsys.readouterr().out.startswith(wanted.get(guide.stem, " "))


@pytest.mark.parametrize(("readme", "other", "language"), [(*READMES, "en"), (*READMES[::-1], "ja")])
def test_a_readme(readme: Path, other: Path, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first line leads to the other, it is short, its links lead somewhere, and a terminal shows what it shows."""
    pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    from tests.support.terminal import Screen  # noqa: PLC0415  # where there is a pty

    text = readme.read_text(encoding="utf-8")
    assert f"({other.name})" in text.splitlines()[0]
    assert len(text.splitlines()) <= 120
    assert [link for link in re.findall(r"\]\(([^)#]+)", text) if not (ROOT / link).exists()] == []
    monkeypatch.chdir(ROOT)
    arguments = ("run", "fixtures/tottori-dx/source.txt")
    with Screen(*arguments, store=tmp_path / "store.db", STRUCTURER_LANG=language, columns=160) as screen:
        screen.ended()
    shown = text.split("structurer run fixtures/tottori-dx/source.txt\n```")[1].split("```")[1].strip("\n").splitlines()
    assert len(shown) == 8
    assert [line for line in shown if line not in screen.text.replace("\r", "")] == []


def _exists(dotted: str) -> bool:
    """Whether a dotted name is a module, or a name that its innermost module holds."""
    place, rest = ROOT, dotted.split(".")
    while rest and (place / rest[0]).is_dir():
        place /= rest.pop(0)
    module = place / f"{rest[0]}.py" if rest and (place / f"{rest[0]}.py").exists() else place / "__init__.py"
    names = rest[1:] if module.stem != "__init__" else rest
    text = module.read_text(encoding="utf-8") if module.exists() else ""
    return place != ROOT and all(re.search(rf"\b{name}\b", text) for name in names[:1])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: f"{guide.parent.name}-{guide.stem}")
def test_what_the_documents_name_is_there(guide: Path) -> None:
    """Every path and module that a document names exists: of the repository, or of the package."""
    text = guide.read_text(encoding="utf-8")
    paths = {path for path in _PATH.findall(text) if path.partition("/")[0] in ROOMS}
    gone = {path for path in paths if not (ROOT / path).exists() and not (ROOT / "structurer" / path).exists()}
    assert gone | {name for name in _MODULE.findall(text) if not _exists(name)} == set()


def test_every_fixture_is_described() -> None:
    """The README of the fixtures says what each folder shows."""
    said = (ROOT / "fixtures" / "README.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in (ROOT / "fixtures").glob("*/source.txt")}
    assert {name for name in folders if f"| `{name}` |" not in said and not name.startswith("error-")} == set()
