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


class RecordsAlike(ProjectError):
    """One record was named twice to be compared with itself."""

    def __init__(self, record: str) -> None:
        super().__init__(
            f"記録 {record} を同じ記録とは比べられません。二つの異なる記録を指定してください。",
            f"Record {record} cannot be compared with itself. Name two different records.",
        )


class ProjectOfOneRecord(ProjectError):
    """A project has one record only: there is nothing to compare it with."""

    def __init__(self, record: str) -> None:
        super().__init__(
            f"この事業の記録は {record} の1件だけで、比べる年度がありません。別の名の記録とは structurer link で結べます。",
            f"Record {record} is the only one of its project: no year to compare. To link one of another name: structurer link.",
        )


class ComparisonUnclear(ProjectError):
    """Neither two records nor one project were named."""

    def __init__(self) -> None:
        super().__init__(
            "比べる記録を二つ、または --years に事業の記録の番号・事業コード・事業名を一つ指定してください。",
            "Name two records to compare, or one project with --years: a record's id, a code or a name.",
        )
