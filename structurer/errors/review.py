"""A correction, a waiver or an approval cannot be taken as it is."""

from structurer.errors.base import StructurerError


class ReviewError(StructurerError):
    """A correction, a waiver or an approval cannot be taken as it is."""


class FieldUnknown(ReviewError):
    """The path leads to nothing that can be corrected in this way."""

    def __init__(self, path: str, wanted: str) -> None:
        super().__init__(
            f"{path}: この項目は記録にないか、この訂正({wanted})の対象ではありません。記録の項目を確かめてください。",
            f"{path}: no such field, or not one that {wanted} applies to. Check the fields of the record.",
        )


class FigureUnknown(ReviewError):
    """The source has no figure of this id."""

    def __init__(self, figure: str, name: str) -> None:
        super().__init__(
            f"{figure}: {name} にこの番号の数字はありません。シートの数字から選んでください。",
            f"{figure}: {name} has no such figure. Pick one of the sheet's figures.",
        )


class FigureMismatch(ReviewError):
    """The figure prints something else than the correction says."""

    def __init__(self, figure: str, said: str, printed: str) -> None:
        super().__init__(
            f"{figure}: 印字は「{printed}」で、「{said}」ではありません。番号か印字のどちらかを直してください。",
            f"{figure} prints {printed!r}, not {said!r}. Correct the id or the print.",
        )


class FigureWithoutValue(ReviewError):
    """The figure has no value in the field's unit."""

    def __init__(self, figure: str, printed: str, unit: tuple[str, str]) -> None:
        super().__init__(
            f"{figure}「{printed}」には、単位「{unit[0]}」の値がありません。別の数字を選ぶか、値を入力してください。",
            f"{figure} ({printed}) has no value in {unit[1]}. Pick another figure, or enter the value.",
        )


class FigureNotAllowed(ReviewError):
    """An amount of money would be put where no check asks about it."""

    def __init__(self, path: str, printed: str) -> None:
        super().__init__(
            f"{path}: 金額「{printed}」は表の項目に入れてください。ここに置くと、どの検査でも確かめられません。",
            f"{path}: the amount {printed!r} belongs in a table; here no check would ask about it.",
        )


class MeasureMisplaced(ReviewError):
    """A table may not hold such a measure in such a unit."""

    def __init__(self, path: str, measure: tuple[str, str], unit: tuple[str, str]) -> None:
        super().__init__(
            f"{path}: この表に「{measure[0]}」(単位: {unit[0]})は置けません。表の項目と単位を確かめてください。",
            f"{path}: this table cannot hold {measure[1]} in {unit[1]}. Check the measure and the unit.",
        )


class CellTaken(ReviewError):
    """The row has an amount of this measure, year and stage already."""

    def __init__(self, path: str, place: str) -> None:
        super().__init__(
            f"{path}: この行には {place} の数字がすでにあります。その数字を指し直すか、項目・年度・段階を確かめてください。",
            f"{path}: the row has an amount of {place} already. Point that one elsewhere, or check measure, year and stage.",
        )


class AmountInvalid(ReviewError):
    """An entered value is no exact number, or not the one its print says."""

    def __init__(self, amount: str, printed: str) -> None:
        super().__init__(
            f"値 {amount!r}(表示 {printed!r})を受け取れません。基本単位の正確な数(82726000、0.5、1/2)を、表示と合わせて入れてください。",
            f"the value {amount!r} (shown as {printed!r}) cannot be taken: give the exact number in the base unit "
            "(82726000, 0.5, 1/2), and a print that agrees with it.",
        )


class LineUnknown(ReviewError):
    """The source has no such line."""

    def __init__(self, line: int, last: int) -> None:
        super().__init__(
            f"{line}行目はありません(シートは{last}行)。1から{last}の行番号を指定してください。",
            f"there is no line {line}: the sheet has {last}. Give a line from 1 to {last}.",
        )


class TextInvalid(ReviewError):
    """A text is empty, too long, or holds characters that are not seen."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(
            f"{what}: 空、{limit:,}字超、または制御文字を含む文字列は使えません。見える文字だけで入力してください。",
            f"{what}: empty, over {limit:,} characters, or with control characters. Use visible characters only.",
        )


class YearUnreadable(ReviewError):
    """A text names no fiscal year."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"「{text}」から年度を読み取れません。「令和8年度」のように、印字されたとおりに入れてください。",
            f"{text!r} names no fiscal year. Give it as printed, such as 令和8年度.",
        )


class ReasonMissing(ReviewError):
    """A correction or waiver needs a reason, and has none to speak of."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}: 理由が必要です。あとで読む人に分かる言葉で書いてください。",
            f"{what}: a reason is needed, in words that the next reader understands.",
        )


class AuthorMissing(ReviewError):
    """Nobody says who reviews."""

    def __init__(self) -> None:
        super().__init__(
            "だれの訂正か分かりません。--by か --author で名前を指定するか、STRUCTURER_AUTHOR を設定してください。",
            "Who reviews is not known. Give a name with --by or --author, or set STRUCTURER_AUTHOR.",
        )


class FindingUnknown(ReviewError):
    """No finding has this key: it may have changed or been closed."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"{key}: この確認事項はありません。訂正で変わったか、解消しています。いまの一覧から選び直してください。",
            f"{key}: no such finding; it has changed or is closed. Pick one of the present findings.",
        )


class FindingNotWaivable(ReviewError):
    """A finding that no reason can close."""

    def __init__(self, code: str, key: str) -> None:
        super().__init__(
            f"{key}: {code} は了承できません。シートにある数字を指すよう直すか、シートにない値として入力し直してください。",
            f"{key}: {code} cannot be waived. Point the field at a figure of the sheet, or enter it as a value the sheet lacks.",
        )


class FindingsOpen(ReviewError):
    """An approval while findings are open."""

    def __init__(self, count: int, codes: str) -> None:
        super().__init__(
            f"確認事項が{count}件残っています({codes})。訂正するか、理由を付けて了承してから承認してください。",
            f"{count} finding(s) are open ({codes}). Correct them or waive them with a reason, then approve.",
        )


class NothingToUndo(ReviewError):
    """There is no earlier state."""

    def __init__(self, record: str) -> None:
        super().__init__(
            f"記録 {record} に、これより前の版はありません。", f"Record {record} has no earlier revision to go back to."
        )


class NothingToSave(ReviewError):
    """There is nothing to save: nothing was changed, waived or approved."""

    def __init__(self, record: str) -> None:
        super().__init__(
            f"記録 {record} に保存する変更がありません。訂正・了承・承認のどれかをしてから保存してください。",
            f"Record {record}: nothing to save. Correct, waive or approve first.",
        )
