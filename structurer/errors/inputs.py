"""A sheet or a record handed in cannot be used."""

from structurer.errors.base import StructurerError


class InputError(StructurerError):
    """The sheet or record handed in cannot be used."""


class SourceNotFound(InputError):
    """There is no such file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: ファイルがありません。パスを確かめてください。",
            f"{name}: no such file. Check the path.",
        )


class HandInUnclear(InputError):
    """The page was handed neither a text nor a file, or both."""

    def __init__(self) -> None:
        super().__init__(
            "読み取るものが決まりません。本文を貼り付けるか、ファイルを一つ選ぶか、どちらか一方にしてください。",
            "Nothing to read, or two things: paste a text or choose a file, one of the two.",
        )


class UploadsBusy(InputError):
    """More was handed in on the page than is read at a time."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"読み取り待ちが{limit}件あります。終わってからもう一度送ってください。",
            f"{limit} uploads wait to be read. Send it again when they are done.",
        )


class NothingToRead(InputError):
    """There is no document at the paths of a batch: an empty folder may be one that is not mounted."""

    def __init__(self, paths: str) -> None:
        super().__init__(
            f"{paths}: 読む文書がありません。パスを確かめてください(標準入力の一件は structurer run - で)。",
            f"{paths}: no document to read. Check the path (one sheet from stdin: structurer run -).",
        )


class SourceNotAFile(InputError):
    """The path is a folder or a device."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: 通常のファイルではありません。シートのファイルを指定するか、- として標準入力に渡してください。",
            f"{name}: not a regular file. Name the file of one sheet, or pipe it into -.",
        )


class SourceUnreadable(InputError):
    """The file is there and cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: 読み取れません({reason})。読み取り権限を確かめてください。",
            f"{name}: cannot be read ({reason}). Check its permissions.",
        )


class SourceEmpty(InputError):
    """The source holds nothing but white space."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: 空です。シートの本文を渡してください。", f"{name}: empty. Give the text of a sheet.")


class SourceBinary(InputError):
    """The bytes are no text: a PDF, a workbook, an image. `kind` names what they are, where their beginning says so."""

    def __init__(self, name: str, offset: int, kind: str | None = None) -> None:
        ja = f"{offset + 1:,}バイト目に制御文字があります" if kind is None else f"{kind}です"
        en = f"control character at byte {offset + 1:,}" if kind is None else f"it is {kind}"
        super().__init__(
            f"{name}: テキストではありません({ja})。シートをテキストとして保存し直して渡してください。",
            f"{name}: not text ({en}). Give the sheet saved as text.",
        )


class SourceUndecodable(InputError):
    """The bytes are in none of the encodings we read."""

    def __init__(self, name: str, offset: int) -> None:
        super().__init__(
            f"{name}: 文字コードが不明です({offset + 1:,}バイト目)。UTF-8、Shift_JIS、EUC-JPで保存してください。",
            f"{name}: unknown text encoding (byte {offset + 1:,}). Save it as UTF-8, Shift_JIS or EUC-JP.",
        )


class SourceTooLarge(InputError):
    """More bytes than one sheet can have; `size` is None where no one counted to the end."""

    def __init__(self, name: str, size: int | None, limit: int) -> None:
        counted = ("", "") if size is None else (f"{size:,}バイト、", f"{size:,} bytes, ")
        super().__init__(
            f"{name}: 大きすぎます({counted[0]}上限{limit:,}バイト)。1件ずつのシートに分けてください。",
            f"{name}: too large ({counted[1]}limit {limit:,} bytes). Split it into single sheets.",
        )


class SourceWithoutFigures(InputError):
    """A text in which no amount stands."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__(
            f"{name}: 金額が一つもありません({lines:,}行)。予算のシートかどうか確かめてください。",
            f"{name}: no amount in its {lines:,} lines. Check that it is a budget sheet.",
        )


class RecordInvalid(InputError):
    """A record file that is not one of ours."""

    def __init__(self, name: str, place: str, reason: str) -> None:
        super().__init__(
            f"{name}: 記録として読めません({place}: {reason})。`structurer run --format json` の出力を渡してください。",
            f"{name}: not a record ({place}: {reason}). Give the output of `structurer run --format json`.",
        )


class RecordSourceMismatch(InputError):
    """The source given is not the one the record was read from."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        super().__init__(
            f"{name}: 記録の元とは別の本文です({found[:12]}≠{expected[:12]})。元のシートを --source で渡してください。",
            f"{name}: not the text the record was read from ({found[:12]}≠{expected[:12]}). Give that with --source.",
        )


class RecordUnknown(InputError):
    """No saved record has this id."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: 保存された記録にありません。`structurer records` で一覧を見てください。",
            f"{name}: no such saved record. See `structurer records`.",
        )


class GoldNotFound(InputError):
    """There is no such folder of gold."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: フォルダーがありません。正解データのフォルダーを指定してください。",
            f"{name}: no such folder. Name the folder with the gold.",
        )


class GoldMissing(InputError):
    """A folder in which no gold stands."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: 正解データがありません。NAME.txt と NAME.gold.csv、またはシートごとに source.txt と gold.csv を置いてください。",
            f"{name}: no gold in it. It takes NAME.txt with NAME.gold.csv, or a folder a sheet with source.txt and gold.csv.",
        )


class GoldInvalid(InputError):
    """A file of the gold cannot be used."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: 正解データとして読めません({reason})。",
            f"{name}: not usable as gold ({reason}).",
        )


class EvaluationInvalid(InputError):
    """A file that is not the JSON of an evaluation."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: 評価結果として読めません({reason})。`structurer eval --format json` の出力を渡してください。",
            f"{name}: not an evaluation ({reason}). Give the output of `structurer eval --format json`.",
        )
