"""A project, a link of records or a comparison cannot be made as asked."""

from collections.abc import Sequence

from structurer.errors.review import ReviewError


class ProjectError(ReviewError):
    """A project, a link of records or a comparison cannot be made as asked."""


class ProjectUnknown(ProjectError):
    """No saved record has this id, code or name."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            f"「{asked}」という番号・事業コード・事業名の記録はありません。structurer records で確かめてください。",
            f"No saved record has the id, project code or name {asked!r}. See structurer records.",
        )


class ProjectAmbiguous(ProjectError):
    """Several projects have this code or name."""

    def __init__(self, asked: str, records: Sequence[str]) -> None:
        shown = " ".join(records)
        super().__init__(
            f"「{asked}」は複数の事業の名です。記録の番号で選んでください: {shown}",
            f"{asked!r} names several projects. Choose one by a record's id: {shown}",
        )


class RecordLinkedToItself(ProjectError):
    """Both records of a link are the same one."""

    def __init__(self, record: str) -> None:
        super().__init__(
            f"記録 {record} どうしは結べません。二つの異なる記録を指定してください。",
            f"Record {record} cannot be linked to itself. Name two different records.",
        )
