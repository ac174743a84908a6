"""A sheet whose amounts cannot all be proved, whatever words are learnt: a table under another prefecture's heading."""

from pathlib import Path

from tests.support.builders import fixture

HEADING = "隣県の状況"
TEXT = fixture("numbered-rows").text.replace("3. 取組の内容", f"3. {HEADING}")
LINE = next(number for number, line in enumerate(TEXT.splitlines(), 1) if "院内保育所" in line)
"""A line of that table."""


def written(folder: Path) -> str:
    """The path of the sheet, written into a folder."""
    path = folder / "unproved.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)
