"""The store cannot be read or written."""

from structurer.errors.base import StructurerError

_NOT_SAVED = ("今回の結果は保存されていません。", " This result was not saved.")


class StoreError(StructurerError):
    """The store cannot be read or written."""


class StoreUnavailable(StoreError):
    """The database cannot be opened, read or written. `saving` says that a result was at stake."""

    def __init__(self, url: str, reason: str, *, saving: bool = True) -> None:
        lost = _NOT_SAVED if saving else ("", "")
        super().__init__(
            f"保存先 {url} を使えません({reason})。空き容量と権限、STRUCTURER_STORE を確かめてください。{lost[0]}",
            f"The store {url} cannot be used ({reason}). Check disk space, permissions and STRUCTURER_STORE.{lost[1]}",
        )


class StoreLocked(StoreError):
    """Another process holds the database. `saving` says that a result was at stake."""

    def __init__(self, url: str, seconds: float, *, saving: bool = True) -> None:
        lost = _NOT_SAVED if saving else ("", "")
        super().__init__(
            f"保存先 {url} は別の処理が使用中です({seconds:g}秒待機)。あとでもう一度実行してください。{lost[0]}",
            f"The store {url} is in use by another process (waited {seconds:g} s). Run again later.{lost[1]}",
        )


class StaleRevision(StoreError):
    """Someone saved a newer revision in between."""

    def __init__(self, record: str, seen: int, current: int) -> None:
        super().__init__(
            f"記録 {record} は版{seen}のあとに版{current}が保存されています。最新の版を開き直してください。",
            f"Record {record} has moved on from revision {seen} to {current}. Open the newest revision.",
        )
