"""The documents that an earlier run of a batch has saved whole: told by their bytes, without opening them or asking the store for each."""

from pathlib import Path

from structurer.batch.worker import SheetResult, digest_of, known_results
from structurer.store import SheetPlace, Store
from structurer.text.encoding import written_name


class SavedDocuments:
    """What an earlier run of a batch has saved, and where the sheets of files stood then."""

    def __init__(self, store: Store, batch: str) -> None:
        self._store = store
        self._records = store.batches.records(batch)
        self._places = store.places()
        self._items: dict[str, set[str]] = {}
        for item in self._records:
            self._items.setdefault(item.partition("#")[0], set()).add(item)

    def results(self, path: str) -> tuple[SheetResult, ...]:
        """Return the results of a document of which every sheet is saved; nothing where one is missing, or the file is another."""
        if not self._items:
            return ()
        found = known_results(self._items.get(digest_of(path), ()), written_name(path))
        for part, result in enumerate(found, 1):
            self._place(
                SheetPlace(written_name(str(Path(path).resolve())), part, len(found)), self._records[result.item]
            )
        return found

    def _place(self, place: SheetPlace, record_id: str) -> None:
        """Note that a file holds a sheet: another file may have held it when it was read, or this one in between."""
        if self._places.get(place.name) != record_id:
            self._store.place(place, record_id)
