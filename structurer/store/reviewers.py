"""The reviewers of the web page: added with a token that is shown once, recognised by its salted hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from structurer.errors import ReviewerTaken, ReviewerUnknown
from structurer.store.connection import Database
from structurer.store.tables import DatabaseRow

_TOKEN_BYTES, _SALT_BYTES = 24, 16  # 192 bits cannot be guessed; a salt of 128 is never given twice


class ReviewerRow(DatabaseRow):
    """A reviewer of the web page: a name, and the hash that a token is compared with. No token is kept."""

    __tablename__ = "reviewers"
    name: Mapped[str] = mapped_column(primary_key=True)
    salt: Mapped[str]
    digest: Mapped[str]
    added_at: Mapped[str]


@dataclass(frozen=True, slots=True)
class Reviewer:
    """One reviewer; `proof` is another one as soon as the token is, and tells nothing about it."""

    name: str
    added_at: str
    proof: str

    @classmethod
    def of(cls, row: ReviewerRow) -> "Reviewer":
        """Return the reviewer of a row."""
        return cls(row.name, row.added_at, hashlib.sha256(row.digest.encode()).hexdigest()[:16])


class ReviewerRegister:
    """The register of reviewers. Where it is empty, whoever is at this machine may review, and no one else."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str) -> str:
        """Add a reviewer and return the token, which is kept nowhere. ReviewerTaken where the name is."""
        token, salt = secrets.token_urlsafe(_TOKEN_BYTES), secrets.token_hex(_SALT_BYTES)
        added_at = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._database.writing(saving=False) as session:
            if session.get(ReviewerRow, name) is not None:
                raise ReviewerTaken(name)
            session.add(ReviewerRow(name=name, salt=salt, digest=_digest(token, salt), added_at=added_at))
        return token

    def remove(self, name: str) -> None:
        """End a reviewer's access at once; ReviewerUnknown where there is none of the name."""
        with self._database.writing(saving=False) as session:
            row = session.get(ReviewerRow, name)
            if row is None:
                raise ReviewerUnknown(name)
            session.delete(row)

    def everyone(self) -> list[Reviewer]:
        """Return every reviewer by name."""
        with self._database.reading() as session:
            return [Reviewer.of(row) for row in session.scalars(select(ReviewerRow).order_by(ReviewerRow.name))]

    def holder(self, token: str) -> Reviewer | None:
        """Return the reviewer whose token it is, None for any other text; every reviewer's hash is compared, in constant time each."""
        with self._database.reading() as session:
            rows = session.scalars(select(ReviewerRow).order_by(ReviewerRow.name)).all()
            found = [row for row in rows if secrets.compare_digest(_digest(token, row.salt), row.digest)]
            return Reviewer.of(found[0]) if found else None


def _digest(token: str, salt: str) -> str:
    """A plain salted hash: a token is 192 random bits, so there is nothing that a slow hash would keep from being guessed."""
    return hashlib.sha256(f"{salt}:{token}".encode("utf-8", "surrogatepass")).hexdigest()
