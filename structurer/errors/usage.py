"""An option or a setting cannot be used, or the result not be written where it was asked for."""

from structurer.errors.base import StructurerError


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
            f"--model {model}: unknown. Use offline, openai:NAME or local:FILE.gguf.",
        )


class SecondModelUnknown(UsageError):
    """The --second text names no model."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"--second {model}: 使えません。openai:モデル名、local:ファイル.gguf から選んでください(書式リーダーはいつも読みます)。",
            f"--second {model}: not a model. Use openai:NAME or local:FILE.gguf (the built-in layout reader reads anyway).",
        )


class SecondWithBatchApi(UsageError):
    """A batch of the Batch API names another model for second readings."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"--second {model}: --via openai-batch のファイルには一つのモデルの問い合わせしか入りません。"
            "--model と同じモデルにするか、--via なしで実行してください。",
            f"--second {model}: a file of --via openai-batch holds questions to one model. "
            "Name the same as --model, or run without --via.",
        )


class ModelFileUnusable(UsageError):
    """The file of `local:` cannot be run."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"local:{path}: モデルとして動かせません({reason})。GGUF形式のファイルのパスを確かめてください。",
            f"local:{path}: cannot be run as a model ({reason}). Check the path; it must be a GGUF file.",
        )


class ExtraMissing(UsageError):
    """An optional part of the package is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} には追加の部品が要ります。structurer のフォルダーで pip install -c constraints.txt '.[{extra}]' を実行してください。",
            f"{what} needs an optional part. In the folder of structurer: pip install -c constraints.txt '.[{extra}]'",
        )


class PricesInvalid(UsageError):
    """The price file cannot be used."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: 料金表として読めません({reason})。直すか、STRUCTURER_PRICES を外してください。",
            f"{name}: not a price file ({reason}). Correct it or unset STRUCTURER_PRICES.",
        )


class BudgetInvalid(UsageError):
    """A budget cannot be kept: it is no amount, or the model has no price."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(
            f"--budget {text}: 予算として使えません({reason})。料金表にないモデルはトークン数で 200000tokens のように指定してください。",
            f"--budget {text}: not a budget to keep ({reason}). For a model without a price name tokens: 200000tokens.",
        )


class KeyMissing(UsageError):
    """The endpoint needs a key and none is set."""

    def __init__(self) -> None:
        super().__init__(
            "OPENAI_API_KEY がありません。設定するか、--model offline で実行してください。",
            "OPENAI_API_KEY is not set. Set it, or run with --model offline.",
        )


class OutputError(StructurerError):
    """The result cannot be written where it was asked for."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: 書き込めません({reason})。出力先のフォルダー・空き容量・権限を確かめてください。",
            f"{name}: cannot be written ({reason}). Check its folder, the disk space and the permissions.",
        )


class SettingInvalid(UsageError):
    """A setting in the environment cannot be used."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name}: 使えない値です({reason})。値を直すか、設定を外してください。",
            f"{name}: not a usable value ({reason}). Correct it or unset it.",
        )


class ConfigInvalid(UsageError):
    """The user's file of settings cannot be read, or a part of it is no setting."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"{name}: 設定として使えません({found})。model、store、author、lang などを TOML で書きます。鍵は環境変数だけに置きます。",
            f"{name}: not usable as settings ({found}). It holds model, store, author, lang and the like as TOML; keys stand in "
            "the environment only.",
        )


class VocabularyInvalid(UsageError):
    """A vocabulary file cannot be used."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path}: 語彙ファイルとして使えません({reason})。structurer/labels/words.toml と同じ形の UTF-8 の TOML にしてください。",
            f"{path}: not a usable vocabulary ({reason}). Write it as UTF-8 TOML in the shape of structurer/labels/words.toml.",
        )


class TerminalMissing(UsageError):
    """A record is to be reviewed where no one can press a key."""

    def __init__(self, record: str) -> None:
        super().__init__(
            f"review {record}: 端末がありません。端末で実行するか、structurer show {record} で見てください。",
            f"review {record}: there is no terminal to review at. Run it in one, or see structurer show {record}.",
        )


class OutputIsInput(UsageError):
    """The output would overwrite a sheet that is to be read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"--output {name}: 読み取るシートと同じファイルです。別の出力先を指定してください。",
            f"--output {name}: this is one of the sheets to be read. Name another file.",
        )


class OutputMissing(UsageError):
    """A format that is no text has nowhere to go."""

    def __init__(self, output_format: str) -> None:
        super().__init__(
            f"--format {output_format}: 端末には出せません。--output で出力先を指定してください。",
            f"--format {output_format}: cannot be printed. Name a place with --output.",
        )


class OutputMismatch(UsageError):
    """The output's name has the ending of one format, `--format` names another."""

    def __init__(self, name: str, output_format: str) -> None:
        super().__init__(
            f"--output {name}: --format {output_format} の名前ではありません。どちらかを直してください。",
            f"--output {name}: not a name for --format {output_format}. Correct one of the two.",
        )


class CsvOnly(UsageError):
    """An option of CSV is given with another format."""

    def __init__(self, option: str, output_format: str) -> None:
        super().__init__(
            f"{option} は CSV だけの指定です(--format {output_format} では使えません)。外すか、--format csv にしてください。",
            f"{option} is for CSV, not for --format {output_format}. Leave it out, or take --format csv.",
        )


class OutputOccupied(UsageError):
    """The output would replace something that is no earlier output of the same kind."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"--output {name}: 同じ形式の書き出し以外のものがあるため、置き換えません。別の出力先を指定してください。",
            f"--output {name}: it is no earlier export of this format and is not replaced. Name another place.",
        )


class SiteOccupied(UsageError):
    """The place of a site holds something that is no site as it was written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: structurer site が書いたままのフォルダーではないため(ほかのファイルがあるか、手で変えられています)、置き換えません。"
            "新しいフォルダーを指定してください。",
            f"{name}: not a folder as structurer site wrote it (it holds other files, or one was changed by hand), so it is not "
            "replaced. Name a new folder.",
        )


class NothingToPublish(UsageError):
    """No record may be published."""

    def __init__(self) -> None:
        super().__init__(
            "公開できる確認済み・承認済みの記録がないので、何も書いていません(要確認の記録も載せるなら --all)。",
            "No record is verified or approved: nothing was written (--all takes those that need review, too).",
        )


class WorkbookFull(UsageError):
    """A sheet of a workbook cannot hold so many rows."""

    def __init__(self, sheet: str, limit: int) -> None:
        super().__init__(
            f"{sheet}: Excelの1シートの上限 {limit:,} 行を超えます。記録を選ぶか、--format parquet か csv にしてください。",
            f"{sheet}: more rows than the {limit:,} a sheet of Excel holds. Choose records, or use --format parquet or csv.",
        )


class ReviewerTaken(UsageError):
    """A reviewer of this name is there already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: この名前の確認者はすでにいます。別の名前にするか、structurer reviewers remove で外してから加えてください。",
            f"{name}: there is a reviewer of this name. Take another name, or remove it first (structurer reviewers remove).",
        )


class ReviewerUnknown(UsageError):
    """No reviewer has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: この名前の確認者はいません。structurer reviewers list で確かめてください。",
            f"{name}: no such reviewer. See structurer reviewers list.",
        )


class HostRefused(UsageError):
    """The page would be open to others, and nobody would have to log in."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"--host {host}: 確認者が登録されていないので、外には開きません。structurer reviewers add 名前 で登録してください。",
            f"--host {host}: refused, since no reviewer would have to log in. Add one first: structurer reviewers add NAME.",
        )


class AddressUnusable(UsageError):
    """The server cannot listen there."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"{host}:{port} で待ち受けできません({reason})。別の --port か --host を指定してください。",
            f"Cannot listen at {host}:{port} ({reason}). Name another --port or --host.",
        )


class BatchApiUnsupported(UsageError):
    """The Batch API is used with a model that has none."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"--via openai-batch は {model} では使えません。--model openai:NAME を指定してください。",
            f"--via openai-batch cannot be used with {model}. Give --model openai:NAME.",
        )


class WaitWithoutVia(UsageError):
    """`--wait` is given without `--via`: there is nothing to wait for."""

    def __init__(self) -> None:
        super().__init__(
            "--wait は --via openai-batch と合わせて使います。",
            "--wait goes with --via openai-batch.",
        )


class OptionUnshareable(UsageError):
    """An option that the threads of one process keep together cannot be kept by several processes."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"options.{name}: 複数のプロセスで分け合えません。structure_many か structurer batch で使ってください。",
            f"options.{name}: cannot be shared by several processes. Use it with structure_many or structurer batch.",
        )


class ColumnMissing(UsageError):
    """A dataset has no column with documents in it."""

    def __init__(self, columns: str) -> None:
        super().__init__(
            f"データセットの列は {columns} です。シートの text か bytes、またはファイルの path の列が要ります。",
            f"The columns of the dataset are {columns}. It needs one of text, bytes (of a sheet) and path (of a file).",
        )


class GivenInvalid(UsageError):
    """What is given beside a sheet cannot be used: the option or the file, and the part that does not fit."""

    def __init__(self, what: str, found: str) -> None:
        super().__init__(
            f"{what}: {found} は使えません。publisher は団体名、fiscal_year は 2026 か 令和8、by は名前で、ほかの項目はありません。",
            f"{what}: {found} cannot be used. publisher is a name, fiscal_year a year like 2026 or 令和8, by your name; "
            "there is nothing else.",
        )


class ProofLineInvalid(UsageError):
    """The text of --proof is no line."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"--proof {text}: 行番号ではありません。L15 のように指定してください。",
            f"--proof {text}: no line. Give one like L15.",
        )


class ProofFormatUnknown(UsageError):
    """A proof cannot be printed in this format."""

    def __init__(self, output_format: str) -> None:
        super().__init__(
            f"--proof は --format text か json で表示します({output_format} は使えません)。",
            f"--proof prints text or json, not {output_format}.",
        )
