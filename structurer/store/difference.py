"""The refusal of a save that was made on an older revision, with the fields that differ from the newest."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from structurer.errors import StaleRevision
from structurer.store.tables import RevisionRow


def refuse_stale(session: Session, record_id: str, parent: int | None, head: RevisionRow | None) -> None:
    """Raise StaleRevision, which names who changed what, where the newest revision is not the one a save was made on."""
    current = 0 if head is None else head.number
    if parent is None or parent == current:
        return
    seen = session.get(RevisionRow, (record_id, parent))
    if head is None or seen is None:
        raise StaleRevision(record_id, parent, current)
    since = (RevisionRow.record_id == record_id) & (RevisionRow.number > parent)
    authors = session.execute(select(RevisionRow.author, RevisionRow.model).where(since).order_by(RevisionRow.number))
    names = ", ".join(dict.fromkeys(author or model for author, model in authors))
    raise StaleRevision(record_id, parent, current, names, head.saved_at, tuple(dict.fromkeys(_changed(seen, head))))


def _changed(seen: RevisionRow, head: RevisionRow) -> Iterator[str]:
    yield from _differing((), seen.sheet, head.sheet)
    if _waived(seen) != _waived(head):
        yield "review.waivers"
    if seen.verdict != head.verdict:
        yield "verdict"


def _waived(row: RevisionRow) -> set[str]:
    return {waiver["finding"] for waiver in (row.review or {}).get("waivers", ())}


def _differing(path: tuple[str, ...], old: object, new: object) -> Iterator[str]:
    """Yield the paths at which two trees differ; a cite or a label is one field, and of a list with more or fewer members the rest."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and "printed" not in old and "text" not in old:
        for name in old:
            yield from _differing((*path, name), old[name], new.get(name))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (left, right) in enumerate(zip(old, new, strict=True)):
            yield from _differing((*path, str(number)), left, right)
    else:
        yield ".".join(path)
