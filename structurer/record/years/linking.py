"""Which records are of one project: by their keys, by what persons linked, and never where a person held them apart. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from structurer.record.years.project_key import ProjectHead, ProjectKey

LinkDeed = Literal["linked", "apart"]


@dataclass(frozen=True, slots=True)
class LinkAct:
    """One act of a person: a record is of another record's project (`linked`), or is not (`apart`)."""

    record: str
    other: str
    deed: LinkDeed
    author: str
    at: str
    reason: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two records, in no order."""
        return frozenset((self.record, self.other))


@dataclass(frozen=True, slots=True)
class ProjectMember:
    """A record of a project: its head, and when it was first saved."""

    record: str
    head: ProjectHead
    since: str = ""


def standing(acts: Iterable[LinkAct]) -> tuple[LinkAct, ...]:
    """Return for each pair of records the act that stands: the newest. `acts` are in the order in which they were made."""
    newest: dict[frozenset[str], LinkAct] = {}
    for act in acts:
        newest.pop(act.pair, None)  # the newest stands last
        newest[act.pair] = act
    return tuple(newest.values())


def projects(members: Iterable[ProjectMember], acts: Iterable[LinkAct] = ()) -> tuple[tuple[ProjectMember, ...], ...]:
    """Return the records of each project, the first saved first.

    What a person linked goes before a key, and of persons' acts that contradict each other the newest holds. A record that was
    held apart from another is not linked to it by any way round, nor by a key that both have to a third: the person who
    meant the third one says so.
    """
    ordered = sorted(members, key=lambda one: (one.since, one.record))
    said = [act for act in standing(acts) if act.pair <= {one.record for one in ordered}]
    groups = _Groups([one.record for one in ordered], [act.pair for act in said if act.deed == "apart"])
    for act in reversed(said):
        if act.deed == "linked":
            groups.join(act.record, act.other)
    left = _left({one.record: one.head for one in ordered}, said, groups)
    for key, records in _by_key(ordered):
        free = [record for record in records if not any((member, key) in left for member in groups.of(record))]
        for record in free[1:]:
            groups.join(free[0], record)
    found: dict[frozenset[str], list[ProjectMember]] = defaultdict(list)
    for one in ordered:
        found[groups.of(one.record)].append(one)
    return tuple(map(tuple, found.values()))


def _left(
    heads: Mapping[str, ProjectHead], said: Sequence[LinkAct], groups: "_Groups"
) -> frozenset[tuple[str, ProjectKey]]:
    """The records that a person took out of the project of another, each with the keys that both had."""
    return frozenset(
        (act.record, key)
        for act in said
        if act.deed == "apart" and groups.of(act.record) != groups.of(act.other)
        for key in {*heads[act.record].keys} & {*heads[act.other].keys}
    )


def _by_key(members: Sequence[ProjectMember]) -> Iterator[tuple[ProjectKey, list[str]]]:
    """Yield the records of each key, codes first; a name that has two codes in one year names two projects, and links none."""
    found: dict[ProjectKey, list[ProjectMember]] = defaultdict(list)
    for one in members:
        for key in one.head.keys:
            found[key].append(one)
    for key in sorted(found):
        codes: dict[int | None, set[str]] = defaultdict(set)
        for one in found[key]:
            codes[one.head.fiscal_year].update(filter(None, (one.head.code,)))
        if all(len(own) <= 1 for own in codes.values()):
            yield key, [one.record for one in found[key]]


class _Groups:
    """Disjoint groups of records, some pairs of which may never come together."""

    def __init__(self, records: Iterable[str], apart: Sequence[frozenset[str]]) -> None:
        self._of = {one: frozenset((one,)) for one in records}
        self._apart = apart

    def of(self, record: str) -> frozenset[str]:
        """The group of a record."""
        return self._of[record]

    def join(self, one: str, other: str) -> None:
        """Bring two groups together, unless two of their records are held apart."""
        whole = self._of[one] | self._of[other]
        if not any(pair <= whole for pair in self._apart):
            self._of.update(dict.fromkeys(whole, whole))
