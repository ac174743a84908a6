"""What a person types or keeps in a `structurer.toml` about sheets, made sure of: publisher, fiscal year, and the name of who says so."""

import getpass
import tomllib
from pathlib import Path

from structurer.errors import AuthorMissing, GivenInvalid, TextInvalid
from structurer.record import wording
from structurer.sheet.given import Given
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR, western_year
from structurer.text.money import fold_words

FILE = "structurer.toml"
"""The file that says of the sheets in its folder, or in the folder beside it, what they do not print."""

_KEYS = frozenset({"publisher", "fiscal_year", "by"})
_PUBLISHER = 100  # characters: any prefecture, city or ministry with its bureau
_YEAR = re.compile(rf"(?:(?:19|20)\d{{2}}|{ERA_YEAR})\s?(?:年度?)?")


def given(publisher: str | None, fiscal_year: int | str | None, by: str | None) -> Given | None:
    """Return what a person gives beside a sheet, by name or else by the name of the account; None where nothing is given.

    GivenInvalid names what cannot be used: an empty publisher, a year that is neither Western nor of an era.
    """
    if publisher is None and fiscal_year is None:
        return None
    return Given(
        publisher=None if publisher is None else _publisher(publisher),
        fiscal_year=None if fiscal_year is None else _year(fiscal_year),
        by=wording.author(by or _account()),
    )


def for_file(path: str | None, own: Given | None, by: str | None) -> Given | None:
    """Return what is given for the sheet of a file: as typed, else by the `structurer.toml` in its folder or the one above."""
    folder = None if path is None else Path(path).parent
    found = [own, *(_file(place / FILE, by) for place in ([] if folder is None else [folder, folder.parent]))]
    nearest = None
    for further in found:
        nearest = further if nearest is None else nearest.over(further)
    return nearest


def _file(path: Path, by: str | None) -> Given | None:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
        unknown = sorted(set(found) - _KEYS)
        if unknown:
            raise GivenInvalid(str(path), ", ".join(unknown))
        name = found.get("by", by)
        return given(found.get("publisher"), found.get("fiscal_year"), name if isinstance(name, str) else by)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:  # ValueError: no TOML, or no UTF-8
        raise GivenInvalid(str(path), str(error)) from None


def _publisher(text: object) -> str:
    try:
        return wording.required("--publisher", text if isinstance(text, str) else "", _PUBLISHER)
    except TextInvalid as error:
        raise GivenInvalid("publisher", repr(text)[:_PUBLISHER]) from error


def _year(asked: object) -> int:
    year = typed_year(str(asked)) if isinstance(asked, int | str) and not isinstance(asked, bool) else None
    if year is None:
        raise GivenInvalid("fiscal_year", repr(asked)[:_PUBLISHER])
    return year


def typed_year(text: str) -> int | None:
    """Return the year that a person typed, `2026` or `令和8年度`, as a Western one; None where it is none."""
    folded = fold_words(text).strip()
    return western_year(folded) if _YEAR.fullmatch(folded) else None


def _account() -> str:
    """Return the name of the account that runs this, as who gave something that nobody signed."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as containers have it
        raise AuthorMissing from None
