"""By what a record is known as a project's: its code or its name, within publisher and department.

This is for finding the years of a project and is kept apart from what a sheet prints: nothing here is shown in a figure's place.
"""

from dataclasses import dataclass

from structurer.sheet.given import Given
from structurer.sheet.model import Identity, Label
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

RULES = 1
"""The version of the spelling below; raise it with any change, so that stores work their rows out anew."""

_ENDING = re.compile(r"(?<=.)事業費?$")
"""An ending that a name has in one year and lacks in another: 公園整備, 公園整備事業, 公園整備事業費."""

ProjectKey = tuple[str, ...]
"""One reason to take two records for one project's: records with the same key are linked."""


@dataclass(frozen=True, slots=True)
class ProjectHead:
    """The head of a record, spelt one way; None where the sheet does not print it and nobody gave it."""

    publisher: str | None = None
    department: str | None = None
    code: str | None = None
    name: str | None = None
    fiscal_year: int | None = None

    @property
    def keys(self) -> tuple[ProjectKey, ...]:
        """The keys of a record: a code counts within a publisher, else within a department; a name within both.

        Where neither publisher nor department is known there is none: the same words on two sheets prove nothing.
        """
        within = (self.publisher or "", self.department or "")
        if not any(within):
            return ()
        owner = (self.publisher, "") if self.publisher else within
        code = () if self.code is None else (("code", *owner, self.code),)
        return (*code, *(() if self.name is None else (("name", *within, self.name),)))


def project_head(identity: Identity, given: Given | None = None) -> ProjectHead:
    """Return the head of a record; what a person gave stands for what is not printed."""
    publisher, year = _spelt(identity.publisher), identity.fiscal_year
    if given is not None:
        publisher = publisher or _squeezed(given.publisher)
        year = given.fiscal_year if year is None else year
    name = _spelt(identity.project)
    return ProjectHead(
        publisher,
        _spelt(identity.department),
        _spelt(identity.code),
        None if name is None else name_key(name),
        year,
    )


def name_key(name: str) -> str:
    """Return a project's name without spaces and without 事業 or 事業費 at its end."""
    return _ENDING.sub("", squeeze(name))


def _spelt(label: Label | None) -> str | None:
    return None if label is None else _squeezed(label.text)


def _squeezed(text: str | None) -> str | None:
    return squeeze(text or "") or None
