"""An audit cannot be drawn or answered as it was asked for."""

from structurer.errors.review import ReviewError
from structurer.errors.usage import UsageError


class RateInvalid(UsageError):
    """The --rate text is no share."""

    def __init__(self, rate: str) -> None:
        super().__init__(
            f"--rate {rate}: 使えません。0 より大きく 1 以下の割合を 0.02 か 2% のように指定してください。",
            f"--rate {rate}: not usable. Give a share above 0 and at most 1, like 0.02 or 2%.",
        )


class AnswerUnreadable(ReviewError):
    """An answer of an audit is not one number, or an amount of money without its unit."""

    def __init__(self, answer: str, *, unit: bool = False) -> None:
        if unit:
            super().__init__(
                f"「{answer}」の単位が分かりません。一度 12,345千円 のように単位を付けて入力してください(以後の数はその単位と見なします)。",
                f"{answer!r} has no unit. Type it once like 12,345千円; bare numbers after it are taken to be in that unit.",
            )
        else:
            super().__init__(
                f"「{answer}」を一つの数として読めません。印字のとおりに入力してください(シートになければ -、分からなければ ?)。",
                f"{answer!r} is not one number. Type it as the sheet prints it; - where it prints none, ? where you cannot tell.",
            )


class AuditUnknown(ReviewError):
    """There is no audit of this number, or a form is about a question that it does not ask."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"監査 {number}: その監査、またはその問いはありません。一覧から開き直してください。",
            f"audit {number}: no such audit or question. Open it again from the list.",
        )
