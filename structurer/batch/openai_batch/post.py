"""A batch by post: questions are gathered into files, sent, and their answers collected, in as many rounds as it takes.

A sheet is read from its beginning in each round, as far as the answers reach: a refused setting, a reply that must be
asked for again and the second look each leave a question for the next file. Nothing is decided here that is not decided
when questions go one by one.
"""

import json
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from structurer.batch.openai_batch.postbox import Posted
from structurer.settings import Settings
from structurer.store.jobs import OpenPost, Posts

if TYPE_CHECKING:  # a second to import: only where questions go out
    from structurer.batch.openai_batch.office import Office
    from structurer.batch.openai_batch.posted import ByPost


@dataclass
class Outbox:
    """Questions on their way into files, none larger than an endpoint takes.

    Args:
        posts: what was asked before.
        folder: where the files are written.
        most_questions, most_bytes: of one file.
    """

    posts: Posts
    folder: Path
    most_questions: int
    most_bytes: int
    files: list[tuple[Path, list[str]]] = field(default_factory=list)
    _keys: set[str] = field(default_factory=set)
    _bytes: int = 0
    _open: IO[bytes] | None = None

    def transport(self, model: str, settings: Settings) -> "ByPost":
        """The transport of a session that leaves its questions here."""
        from structurer.batch.openai_batch.posted import ByPost  # noqa: PLC0415  # a second to import: the session has
        from structurer.reading.model.remote import DEFAULT_ENDPOINT  # noqa: PLC0415  # as above

        return ByPost(self, model, settings.openai_base_url or DEFAULT_ENDPOINT, settings.transport_attempts)

    def find(self, key: str) -> Posted | None:
        """What became of a question; None where it was never sent."""
        found = self.posts.find(key)
        return None if found is None else Posted(found.status, found.body, found.failures)

    def put(self, key: str, body: Mapping[str, Any]) -> None:
        """Write a question into the file that is open; the same question of two sheets is asked once."""
        if key in self._keys:
            return
        from structurer.batch.openai_batch.office import PATH  # noqa: PLC0415  # the library is there: it has made the body

        line = {"custom_id": key, "method": "POST", "url": PATH, "body": body}
        data = json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        file, keys = self._file(len(data))
        file.write(data)
        keys.append(key)
        self._keys.add(key)
        self._bytes += len(data)

    def close(self) -> None:
        """Have everything written."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _file(self, size: int) -> tuple[IO[bytes], list[str]]:
        full = self.files and (len(self.files[-1][1]) >= self.most_questions or self._bytes + size > self.most_bytes)
        if self._open is None or full:
            self.close()
            path = self.folder / f"{len(self.files) + 1:03}.jsonl"
            self.files.append((path, []))
            self._open, self._bytes = path.open("wb"), 0
        return self._open, self.files[-1][1]


@dataclass(frozen=True, slots=True)
class Mail:
    """How the questions of a batch stand: in how many files and how many are under way; what went wrong with a file."""

    files: int
    questions: int
    troubles: tuple[str, ...] = ()


@contextmanager
def outbox(posts: Posts, settings: Settings) -> Iterator[Outbox]:
    """An outbox whose files are gone afterwards: nothing of a sheet is left lying about."""
    with tempfile.TemporaryDirectory(prefix="structurer-") as folder:
        box = Outbox(posts, Path(folder), settings.post_questions, settings.post_bytes)
        try:
            yield box
        finally:
            box.close()


def collect(posts: Posts, model: str, settings: Settings) -> Mail:
    """Take in every answer that has come, and say what is still under way."""
    from structurer.batch.openai_batch.office import Office  # noqa: PLC0415  # a second to import: only where questions go out

    troubles: list[str] = []
    with Office(model, settings) as office:
        for opened in posts.open():
            trouble = _collect(posts, office, opened)
            troubles += [] if trouble is None else [trouble]
    return Mail(len(posts.open()), posts.pending(), tuple(troubles))


def send(box: Outbox, model: str, settings: Settings) -> Mail:
    """Send what the outbox holds; each file is noted before it goes and confirmed after."""
    from structurer.batch.openai_batch.office import Office  # noqa: PLC0415  # as above

    box.close()
    if box.files:
        with Office(model, settings) as office:
            for path, keys in box.files:
                mark = uuid.uuid4().hex
                box.posts.begin(mark, keys)
                box.posts.sent(mark, office.send(path, mark).remote)
    return Mail(len(box.posts.open()), box.posts.pending())


def _collect(posts: Posts, office: "Office", opened: OpenPost) -> str | None:
    found = office.find(opened.id) if opened.remote is None else office.look(opened.remote)
    if found is None:
        posts.drop(opened.id)
        return None
    if opened.remote is None:
        posts.sent(opened.id, found.remote)
    if not found.is_ended:
        return None
    posts.answered(opened.id, ((letter.key, letter.status, letter.body) for letter in office.letters(found)))
    posts.end(opened.id, found.trouble or (None if found.status == "completed" else found.status))
    return found.trouble
