"""What is searched for cannot be understood."""

from structurer.errors.usage import UsageError


class AmountRangeInvalid(UsageError):
    """A range of amounts cannot be understood."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text}: 金額の範囲として読めません。3億5,000万円、1.2億円、500万円以上、3億〜5億 のように書いてください。",
            f"{text}: no range of money. Write it like 3億5,000万円, 1.2億円, 500万円以上 (or more) or 3億〜5億.",
        )


class SearchWordsEmpty(UsageError):
    """What is searched for has no letter and no digit."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text}: 探す文字がありません。文字か数字を入れてください。",
            f"{text}: nothing to search for. Give letters or digits.",
        )


class SearchYearInvalid(UsageError):
    """A year to search for is neither Western nor of an era."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text}: 年度として読めません。2026 か 令和8 のように書いてください。",
            f"{text}: no year. Write it like 2026 or 令和8.",
        )
