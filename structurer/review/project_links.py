"""A person says that two records are of one project, or that they are not: the sheets that this touches are judged anew."""

from dataclasses import dataclass
from itertools import chain

from structurer.pipeline import judge_beside_last_year
from structurer.record import wording
from structurer.record.years.linking import LinkAct
from structurer.store import Saved, Store
from structurer.store.links import Project


@dataclass(frozen=True, slots=True)
class LinkedRecords:
    """An act that stands now, the project of its first record, and what was saved of the sheets that were judged anew."""

    act: LinkAct
    project: Project
    saved: tuple[Saved, ...]


def link(
    store: Store, record: str, other: str, author: str | None, reason: str = "", *, apart: bool = False
) -> LinkedRecords:
    """Keep a person's word that a record is, or with `apart` is not, of another record's project.

    Sheets of both that nobody has reviewed are judged beside the records of the year before that are theirs now.

    Raises:
        AuthorMissing, RecordUnknown, RecordLinkedToItself: the word cannot be taken.
    """
    who, why = wording.author(author), wording.seen("reason", reason)
    act = store.projects.link(record, other, who, why, apart=apart)
    project, second = store.projects.of(act.record), store.projects.of(act.other)
    touched = dict.fromkeys(one.record for one in chain(project.standing, second.standing))
    said = f"link {act.record} {act.other}"
    return LinkedRecords(
        act, project, tuple(filter(None, (judge_beside_last_year(store, one, said) for one in touched)))
    )
