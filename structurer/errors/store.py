"""The store cannot be read or written."""

from structurer.errors.base import StructurerError

_MOST_FIELDS = 5
_NOT_SAVED = ("今回の結果は保存されていません。", " This result was not saved.")


class StoreError(StructurerError):
    """The store cannot be read or written."""


class StoreUnavailable(StoreError):
    """The database cannot be opened, read or written. `saving` says that a result was at stake."""

    _ADVICE = (
        "空き容量と権限、STRUCTURER_STORE を確かめてください。",
        "Check disk space, permissions and STRUCTURER_STORE.",
    )

    def __init__(self, url: str, reason: str, *, saving: bool = True) -> None:
        lost = _NOT_SAVED if saving else ("", "")
        super().__init__(
            f"保存先 {url} を使えません({reason})。{self._ADVICE[0]}{lost[0]}",
            f"The store {url} cannot be used ({reason}). {self._ADVICE[1]}{lost[1]}",
        )


class StoreUnreachable(StoreUnavailable):
    """No connection to the server of a database, or none as this user."""

    _ADVICE = (
        "サーバー、利用者名とパスワード、データベース名、STRUCTURER_STORE を確かめてください。",
        "Check the server, user, password and database name in STRUCTURER_STORE.",
    )


class TextNotStorable(StoreError):
    """A text holds a character that the database cannot keep. `saving` says that a result was at stake."""

    def __init__(self, url: str, *, saving: bool = True) -> None:
        lost = _NOT_SAVED if saving else ("", "")
        super().__init__(
            f"保存先 {url} に保存できない文字(NUL、片方だけのサロゲートなど)があります。本文や回答から取り除いてください。{lost[0]}",
            f"A text has a character that the store {url} cannot keep (NUL, half a surrogate pair). "
            f"Remove it from the sheet or the replies.{lost[1]}",
        )


class RecordEnded(StoreError):
    """The record to withdraw is withdrawn or superseded already."""

    def __init__(self, record_id: str) -> None:
        super().__init__(
            f"記録 {record_id} はすでに取り下げか置き換えが済んでいます。structurer log {record_id} で確かめてください。",
            f"Record {record_id} is withdrawn or superseded already. See structurer log {record_id}.",
        )


class RecordStands(StoreError):
    """The record to take back is neither withdrawn nor superseded."""

    def __init__(self, record_id: str) -> None:
        super().__init__(
            f"記録 {record_id} は取り下げも置き換えもされていません。そのままで使えます。",
            f"Record {record_id} is neither withdrawn nor superseded: it stands as it is.",
        )


class StoreMissing(StoreError):
    """There is no store to read from yet."""

    def __init__(self, url: str | None) -> None:
        which = ("", "") if url is None else (f" {url} ", f" {url}")
        super().__init__(
            f"保存先{which[0]}はまだありません。パスか STRUCTURER_STORE を確かめてください。structurer run で作られます。",
            f"There is no store{which[1]} yet. Check the path or STRUCTURER_STORE; structurer run makes one.",
        )


class RevisionDamaged(StoreUnavailable):
    """A revision is not as it was saved: somebody or something has changed it since. The other revisions may be whole."""

    def __init__(self, url: str, record: str, revision: int | None) -> None:
        self.record, self.revision = record, revision
        which = record if revision is None else f"{record}@{revision}"
        super().__init__(url, f"{which} is damaged", saving=False)


class StoreLocked(StoreError):
    """Another process holds the database. `saving` says that a result was at stake."""

    def __init__(self, url: str, seconds: float, *, saving: bool = True) -> None:
        lost = _NOT_SAVED if saving else ("", "")
        super().__init__(
            f"保存先 {url} は別の処理が使用中です({seconds:g}秒待機)。あとでもう一度実行してください。{lost[0]}",
            f"The store {url} is in use by another process (waited {seconds:g} s). Run again later.{lost[1]}",
        )


class StaleRevision(StoreError):
    """Someone saved a newer revision in between. `author`, `at` and `changed` say who, when, and which fields.

    Several revisions have as many authors, joined; `at` is the newest one's time.
    """

    def __init__(
        self, record: str, seen: int, current: int, author: str = "", at: str = "", changed: tuple[str, ...] = ()
    ) -> None:
        self.record, self.seen, self.current = record, seen, current
        self.author, self.at, self.changed = author, at, changed
        fields = ", ".join(changed[:_MOST_FIELDS])
        more = len(changed) - _MOST_FIELDS
        who = " ".join(part for part in (author, at) if part)
        ja = f"{who}: {fields}{f' ほか{more}件' if more > 0 else ''}"
        en = f"{who}: {fields}{f' and {more} more' if more > 0 else ''}"
        changes = ("", "") if not who else (f"({ja.removesuffix(': ')})", f" ({en.removesuffix(': ')})")
        super().__init__(
            f"記録 {record} は版{seen}のあとに版{current}が保存されています{changes[0]}。最新の版を開き直してください。",
            f"Record {record} has moved on from revision {seen} to {current}{changes[1]}. Open the newest revision.",
        )


class RecordHeld(StoreError):
    """Another reviewer works on the record."""

    def __init__(self, record: str, holder: str, until: str) -> None:
        self.record, self.holder, self.until = record, holder, until
        super().__init__(
            f"記録 {record} は {holder} が確認中です({until} まで)。別の記録から始めるか、終わるのを待ってください。",
            f"Record {record} is under review by {holder} (until {until}). Take another record, or wait.",
        )
