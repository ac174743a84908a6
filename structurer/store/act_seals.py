"""The seals of acts: each is made over an act and the seal of the act before it in its table, so that damage to any of them shows.

The row of a chain knows the newest act, so an act that was taken away shows, be it the newest, and so does one that was put in.
"""

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from sqlalchemy import JSON, Row, Select, Text, cast, func, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.store.tables import DatabaseRow, canonical

ActHarm = Literal["act_missing", "act_changed", "act_added"]
_AT_ONCE = 1000  # acts in memory while a table is walked


class ActTable(DatabaseRow):
    """A table of acts, which is only added to. Acts that were done before format 13 have no seal."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
    seal: Mapped[str | None] = mapped_column(sort_order=1)


class ActChainRow(DatabaseRow):
    """Where the acts of one table stand: how many have no seal, the number of the first that has one, the newest and its seal."""

    __tablename__ = "act_chains"
    name: Mapped[str] = mapped_column(primary_key=True)
    unsealed: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]
    seal: Mapped[str | None]


class ActsFound(NamedTuple):
    """The acts of one table: how many there are by its chain, how many of them have no seal, and what is damaged."""

    acts: int
    unsealed: int
    damages: tuple[tuple[str, ActHarm], ...]


def add_acts(session: Session, *acts: ActTable) -> None:
    """Add acts of one table. Whoever adds to the same table waits until the transaction ends: numbers have no gaps."""
    if not acts:
        return
    chain = session.get(ActChainRow, acts[0].__tablename__, with_for_update=True, populate_existing=True)
    chain = chain or _begun(session, type(acts[0]))
    for act in acts:
        act.id = chain.last = chain.last + 1
        written = {column.key: _as_text(getattr(act, column.key)) for column in act.__table__.columns}
        act.seal = chain.seal = _seal(written, chain.seal)
    session.add_all(acts)
    session.flush()


def _begun(session: Session, table: type[ActTable]) -> ActChainRow:
    """Return a new row for a chain whose row is gone. What was sealed before shows as changed from then on."""
    count, last = session.execute(select(func.count(), func.coalesce(func.max(table.id), 0)).select_from(table)).one()
    chain = ActChainRow(name=table.__tablename__, unsealed=count, first=last + 1, last=last, seal=None)
    session.add(chain)
    return chain


def _as_text(value: object) -> object:
    return canonical(value) if isinstance(value, (list, dict)) else value


def _seal(written: Mapping[str, object], parent_seal: str | None) -> str:
    """Return the seal of an act. Empty columns are left out, so that a column added by a later version breaks no seal."""
    content = {key: value for key, value in written.items() if key != "seal" and value is not None}
    return hashlib.sha256(canonical([content, parent_seal]).encode()).hexdigest()


def found_acts(session: Session, table: type[ActTable]) -> ActsFound:
    """Walk the acts of a table, and return what of them is missing, changed or added."""
    rows = session.execute(_query(table).execution_options(yield_per=_AT_ONCE))
    first = next(rows, None)
    if first is None:
        return ActsFound(0, 0, ((table.__tablename__, "act_missing"),))
    chain: ActChainRow = first[0]
    damages = _damages(chain, (row for row in itertools.chain((first,), rows) if row.id is not None))
    named = tuple((f"{chain.name} {number}", harm) for number, harm in damages)
    return ActsFound(chain.unsealed + chain.last - chain.first + 1, chain.unsealed, named)


def _query(table: type[ActTable]) -> Select[Any]:
    """Select the acts in their order, each with its chain: one statement, so that both are of one moment. JSON comes as its text."""
    columns = (
        cast(column, Text).label(column.key) if isinstance(column.type, JSON) else column
        for column in table.__table__.columns
    )
    own = ActChainRow.name == table.__tablename__
    return select(ActChainRow, *columns).outerjoin(table, true()).where(own).order_by(table.id)


def _damages(chain: ActChainRow, acts: Iterator[Row[Any]]) -> Iterator[tuple[int | str, ActHarm]]:
    """Yield the numbers of damaged acts. What follows a missing act cannot be held against its seal."""
    unsealed, wanted, parent_seal = 0, chain.first, None
    for act in acts:
        if act.id < chain.first:
            unsealed += 1
            if act.seal is not None:  # sealed in a chain whose row is gone
                yield act.id, "act_changed"
            continue
        missing = range(wanted, min(act.id, chain.last + 1))
        yield from ((number, "act_missing") for number in missing)
        if act.id > chain.last:
            yield act.id, "act_added"
        elif not missing and not _is_whole(act, parent_seal, chain):
            yield act.id, "act_changed"
        wanted, parent_seal = act.id + 1, act.seal
    yield from ((number, "act_missing") for number in range(wanted, chain.last + 1))
    if unsealed != chain.unsealed:
        yield f"1-{chain.first - 1}", "act_missing" if unsealed < chain.unsealed else "act_added"


def _is_whole(act: Row[Any], parent_seal: str | None, chain: ActChainRow) -> bool:
    written = {key: value for key, value in act._asdict().items() if key != ActChainRow.__name__}
    try:
        is_sealed: bool = act.seal == _seal(written, parent_seal)
    except TypeError:  # bytes in a column of texts
        return False
    return is_sealed and (act.id < chain.last or act.seal == chain.seal)
