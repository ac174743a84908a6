"""Everything that can stop a run, one class per case, built from facts. Wrong arithmetic is a Result instead.

StructurerError
├── InputError            the sheet or record handed in cannot be used
│   ├── SourceNotFound, SourceUnreadable, SourceNotAFile
│   ├── SourceEmpty, SourceBinary, SourceUndecodable, SourceTooLarge, SourceWithoutFigures
│   └── RecordInvalid, RecordSourceMissing, RecordSourceMismatch, RecordUnknown
├── UsageError            an option or a setting cannot be used
│   ├── CheckUnknown, ModelUnknown, ModelUnsupported, KeyMissing, ExtraMissing
├── ModelError            the model cannot be reached or its answer cannot be used
│   ├── ModelUnreachable, ModelRefused, ModelRejected, ReplyTruncated, ReplyInvalid
├── StoreError            the store cannot be read or written
│   ├── StoreUnavailable, StoreLocked, StaleRevision
└── OutputError           the result cannot be written
"""

from structurer.language import say

_NOT_SAVED = ("今回の結果は保存されていません。", " This result was not saved.")


class StructurerError(Exception):
    """Anything that ends a command with exit status 2."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(en)
        self.ja, self.en = ja, en

    def __str__(self) -> str:
        return say(self.ja, self.en)


class InputError(StructurerError):
    """The sheet or record handed in cannot be used."""


class SourceNotFound(InputError):
    """There is no such file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: ファイルがありません。パスを確かめてください。",
            f"{name}: no such file. Check the path.",
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
    """Nothing but white space."""

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


class RecordSourceMissing(InputError):
    """The record's source text is not at hand."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: 元のシートの本文が見つかりません。--source で渡してください。",
            f"{name}: the sheet it was read from is not at hand. Give it with --source.",
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


class UsageError(StructurerError):
    """An option or a setting cannot be used."""


class CheckUnknown(UsageError):
    """No check has this code."""

    def __init__(self, code: str, known: str) -> None:
        super().__init__(
            f"{code}: その検査はありません。あるのは {known} です。",
            f"{code}: no such check. There are {known}.",
        )


class ModelUnknown(UsageError):
    """The --model text names no reader."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"--model {model}: 使えません。offline、openai:モデル名、local:ファイル.gguf から選んでください。",
            f"--model {model}: unknown. Use offline, openai:NAME or local:PATH.gguf.",
        )


class ModelUnsupported(UsageError):
    """A model that this version cannot run in process."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"--model {model}: この版はモデルファイルを直接は動かせません。OpenAI互換のサーバーで動かし、OPENAI_BASE_URL と "
            "--model openai:モデル名 を指定してください。",
            f"--model {model}: this version does not run model files itself. Serve it with an OpenAI-compatible server, "
            "set OPENAI_BASE_URL and use --model openai:NAME.",
        )


class KeyMissing(UsageError):
    """The endpoint needs a key and none is set."""

    def __init__(self) -> None:
        super().__init__(
            "OPENAI_API_KEY がありません。設定するか、--model offline で実行してください。",
            "OPENAI_API_KEY is not set. Set it, or run with --model offline.",
        )


class ExtraMissing(UsageError):
    """An optional part is not installed."""

    def __init__(self, extra: str, purpose_ja: str, purpose_en: str) -> None:
        super().__init__(
            f'{purpose_ja}には追加の部品が要ります。pip install "structurer[{extra}]" を実行してください。',
            f'{purpose_en} needs an optional part. Run: pip install "structurer[{extra}]"',
        )


class ModelError(StructurerError):
    """The model cannot be reached or its answer cannot be used."""


class ModelUnreachable(ModelError):
    """No answer after every attempt."""

    def __init__(self, model: str, attempts: int, reason: str) -> None:
        super().__init__(
            f"{model}: {attempts}回とも応答なし({reason})。接続先を確かめるか、--model offline で実行してください。",
            f"{model}: no answer in {attempts} attempts ({reason}). Check the endpoint, or run with --model offline.",
        )


class ModelRejected(ModelError):
    """The endpoint refuses the request as it stands: 400, 401, 403, 404, quota."""

    def __init__(self, model: str, status: int, reason: str) -> None:
        super().__init__(
            f"{model}: 要求が受け付けられません(HTTP {status}: {reason})。キー、モデル名、接続先を確かめてください。",
            f"{model}: not accepted (HTTP {status}: {reason}). Check the key, the model's name and the endpoint.",
        )


class ModelRefused(ModelError):
    """The model declined to answer."""

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(
            f"{model}: 回答を断りました({reason})。別のモデルか --model offline で実行してください。",
            f"{model}: declined to answer ({reason}). Use another model or --model offline.",
        )


class ReplyTruncated(ModelError):
    """The reply ended at the token limit."""

    def __init__(self, model: str, tokens: int) -> None:
        super().__init__(
            f"{model}: 回答が途中で切れました({tokens:,}トークン)。STRUCTURER_MAX_TOKENS を大きくしてください。",
            f"{model}: the reply was cut off at {tokens:,} tokens. Raise STRUCTURER_MAX_TOKENS.",
        )


class ReplyInvalid(ModelError):
    """Every reply failed the schema; the raw replies are kept on the exception."""

    def __init__(self, model: str, attempts: int, replies: tuple[str, ...]) -> None:
        super().__init__(
            f"{model}: {attempts}回の回答がいずれも形式に合いません。別のモデルか --model offline で実行してください。",
            f"{model}: none of {attempts} replies fits the schema. Use another model or --model offline.",
        )
        self.replies = replies


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


class OutputError(StructurerError):
    """The result cannot be written where it was asked for."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: 書き込めません({reason})。空き容量と権限を確かめてください。",
            f"{name}: cannot be written ({reason}). Check disk space and permissions.",
        )
