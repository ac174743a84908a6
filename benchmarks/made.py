"""Made sheets: every fixture in turn, each copy with a line of its own, so that no two are the same sheet."""

from collections.abc import Iterator
from pathlib import Path

from structurer.text.source import Source
from tests.support.builders import FOLDERS, fixture

_FIRST, _LETTERS = ord("ア"), 80


def made(folder: Path, count: int, names: tuple[str, ...] = FOLDERS) -> None:
    """So many sheets in a folder, `00000.txt` and on."""
    folder.mkdir(parents=True)
    texts = [fixture(name).text for name in names]
    for number, text in zip(range(count), _cycled(texts), strict=False):
        (folder / f"{number:05}.txt").write_bytes(marked(text, number).encode())


def sources(folder: Path) -> list[Source]:
    """The sheets of a folder."""
    return [Source(str(path), path.read_bytes().decode()) for path in sorted(folder.glob("*.txt"))]


def _cycled(texts: list[str]) -> Iterator[str]:
    while True:
        yield from texts


def marked(text: str, number: int) -> str:
    """The text with a mark of letters: digits would be one more figure to explain."""
    mark = ""
    while number or not mark:
        number, letter = divmod(number, _LETTERS)
        mark += chr(_FIRST + letter)
    return f"{text}\n管理記号 {mark}\n"
