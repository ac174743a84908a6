"""The saved records of the year before that are of a sheet's project, as its witnesses."""

from collections.abc import Iterator
from contextlib import suppress

from structurer.errors import RecordInvalid, RevisionDamaged
from structurer.record.years.project_key import project_head
from structurer.record.years.witness import prior_of
from structurer.sheet.given import Given
from structurer.sheet.model import Identity
from structurer.sheet.prior import Prior
from structurer.store.store import Store

_MOST = 8
"""Records of one year: a request, a decision and some supplements; more are no years of one project."""


def priors_of(store: Store, identity: Identity, given: Given | None, record_id: str | None = None) -> tuple[Prior, ...]:
    """Return what the records of the year before say that are of a sheet's project; `record_id` where it is saved.

    Nothing where the sheet's own year is not known. Records that were withdrawn, superseded or damaged are no witness.
    """
    return tuple(_priors(store, identity, given, record_id))


def _priors(store: Store, identity: Identity, given: Given | None, record_id: str | None) -> Iterator[Prior]:
    head = project_head(identity, given)
    if head.fiscal_year is None:
        return
    year = head.fiscal_year - 1
    before = [one.record for one in store.projects.beside(head, record_id) if one.head.fiscal_year == year]
    for found in before if len(before) <= _MOST else ():
        with suppress(RecordInvalid, RevisionDamaged):
            stored = store.load(found)
            prior = prior_of(stored.record_id, stored.revision, year, stored.record)
            if prior.figures:
                yield prior
