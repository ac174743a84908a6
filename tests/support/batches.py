"""Folders of made sheets, and an endpoint that reads each of them without a mistake."""

import threading
from collections import Counter
from pathlib import Path

from structurer.reading.layout import read_sheet
from structurer.reading.prompting import messages
from structurer.store import Store
from structurer.text.source import Source
from tests.support.builders import fixture
from tests.support.endpoint import Answer, Manner, Request, reply
from tests.support.forked import Forked, program
from tests.support.perfect import perfect
from tests.support.spoilt_replies import SMALL


def made(folder: Path, count: int, name: str = SMALL) -> list[Source]:
    """Write so many sheets into a folder, each with a line of its own at the end; return the sources in the order of their names."""
    folder.mkdir(parents=True, exist_ok=True)
    text = fixture(name).text
    sources = []
    for number in range(count):
        path = folder / f"{number:04}.txt"
        own = f"{text}\n管理記号 {chr(0x30A2 + number % 80)}{chr(0x30A2 + number // 80)}\n"
        path.write_bytes(own.encode())
        sources.append(Source(str(path), own))
    return sources


class Reader:
    """A model without mistakes about the sheets it knows, which answers after some seconds and counts its requests."""

    def __init__(self, sources: list[Source], seconds: float = 0.0) -> None:
        self._known = {messages(source).user: source for source in sources}
        self._seconds = seconds
        self._lock = threading.Lock()
        self.asked: Counter[str] = Counter()

    def __call__(self, request: Request) -> Answer:
        """The right reply to a request."""
        source = self._known[request.body["messages"][1]["content"]]
        with self._lock:
            self.asked[source.sha256] += 1
        content = perfect(read_sheet(source)).model_dump_json()
        return reply(content, tokens=1000).sent(Manner.LATER, self._seconds)


def command(*arguments: str, **environment: str) -> Forked:
    """Start `structurer batch` in a process of its own, with nothing in its environment but this."""
    return program("batch", *arguments, environment={"PATH": "", "STRUCTURER_LANG": "en", **environment})


def revisions(store: str) -> dict[str, int]:
    """Return the number of revisions of each sheet of a store, by the name of its file."""
    with Store.open(store) as opened:
        return {Path(row.name).name: row.revisions for row in opened.records()}
