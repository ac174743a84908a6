"""Everything that can stop a run, one class per case, built from facts. Wrong arithmetic is a Result instead.

StructurerError
├── InputError            the sheet or record handed in cannot be used
│   ├── SourceNotFound, SourceUnreadable, SourceNotAFile, NothingToRead
│   ├── SourceEmpty, SourceBinary, SourceUndecodable, SourceTooLarge, SourceWithoutFigures
│   ├── DocumentError
│   │   ├── DocumentUnsupported, DocumentEncrypted, DocumentDamaged, DocumentTooLarge, DocumentTimeout, DocumentUnparsed
│   │   └── PagesScanned, PagesGarbled, FontMissing, PagesUnsure, SplitUnconfirmed, SplitInvalid
│   ├── RecordInvalid, RecordSourceMismatch, RecordUnknown
│   ├── HandInUnclear, UploadsBusy
│   └── GoldNotFound, GoldMissing, GoldInvalid, EvaluationInvalid
├── UsageError            an option or a setting cannot be used
│   ├── CheckUnknown, ModelUnknown, ModelFileUnusable, ExtraMissing, KeyMissing, SettingInvalid, ConfigInvalid
│   ├── OutputMissing, OutputMismatch, CsvOnly, OutputOccupied, SiteOccupied, NothingToPublish, WorkbookFull
│   ├── OutputIsInput, BatchApiUnsupported, WaitWithoutVia, PricesInvalid, BudgetInvalid, VocabularyInvalid, TerminalMissing
│   ├── ReviewerTaken, ReviewerUnknown, HostRefused, AddressUnusable
 │   ├── SecondModelUnknown, SecondWithBatchApi
│   ├── AmountRangeInvalid, SearchWordsEmpty, SearchYearInvalid
│   └── OptionUnshareable, ColumnMissing, GivenInvalid, ProofLineInvalid, ProofFormatUnknown, RateInvalid
├── ModelError            the model cannot be reached or its answer cannot be used
│   ├── ModelUnreachable, ReplyTruncated: ReplyTooLong, ReplyInvalid, BudgetReached, ModelRefused: ContentFiltered
│   └── ModelRejected: KeyRejected, AccessDenied, ModelNotFound, AccountEmpty, ReplyMissing
├── AnswerPending         an answer of the Batch API that has not come yet
├── RequestWithheld       a question that a batch which is ending does not ask
├── ReviewError           a correction, a waiver or an approval cannot be taken as it is
│   ├── FieldUnknown, FigureUnknown, FigureMismatch, FigureWithoutValue, FigureNotAllowed, MeasureMisplaced
│   ├── CellTaken, AmountInvalid, LineUnknown, TextInvalid, YearUnreadable, ReasonMissing, AuthorMissing
│   ├── FindingUnknown, FindingNotWaivable, FindingsOpen, NothingToUndo, NothingToSave, AnswerUnreadable, AuditUnknown
│   ├── ProjectError: ProjectUnknown, ProjectAmbiguous, ProjectOfOneRecord, RecordLinkedToItself, RecordsAlike, ComparisonUnclear
│   └── WordError: WordUnknown, WordAmbiguous, WordRefused, WordConflict, WordNotInForce, MeaningUnknown, ScopeInvalid
├── StoreError            the store cannot be read or written
│   ├── StoreMissing, StoreUnavailable: StoreUnreachable, RevisionDamaged
│   └── StoreLocked, TextNotStorable, StaleRevision, RecordHeld, RecordEnded, RecordStands
└── OutputError           the result cannot be written
"""

from structurer.errors.audit import AnswerUnreadable, AuditUnknown, RateInvalid
from structurer.errors.base import StructurerError
from structurer.errors.documents import (
    DocumentDamaged,
    DocumentEncrypted,
    DocumentError,
    DocumentTimeout,
    DocumentTooLarge,
    DocumentUnparsed,
    DocumentUnsupported,
    FontMissing,
    PagesGarbled,
    PagesScanned,
    PagesUnsure,
    SplitInvalid,
    SplitUnconfirmed,
)
from structurer.errors.inputs import (
    EvaluationInvalid,
    GoldInvalid,
    GoldMissing,
    GoldNotFound,
    HandInUnclear,
    InputError,
    NothingToRead,
    RecordInvalid,
    RecordSourceMismatch,
    RecordUnknown,
    SourceBinary,
    SourceEmpty,
    SourceNotAFile,
    SourceNotFound,
    SourceTooLarge,
    SourceUndecodable,
    SourceUnreadable,
    SourceWithoutFigures,
    UploadsBusy,
)
from structurer.errors.model import (
    AccessDenied,
    AccountEmpty,
    AnswerPending,
    BudgetReached,
    ContentFiltered,
    KeyRejected,
    ModelError,
    ModelNotFound,
    ModelRefused,
    ModelRejected,
    ModelUnreachable,
    ReplyInvalid,
    ReplyMissing,
    ReplyTooLong,
    ReplyTruncated,
    RequestWithheld,
)
from structurer.errors.project import (
    ComparisonUnclear,
    ProjectAmbiguous,
    ProjectError,
    ProjectOfOneRecord,
    ProjectUnknown,
    RecordLinkedToItself,
    RecordsAlike,
)
from structurer.errors.review import (
    AmountInvalid,
    AuthorMissing,
    CellTaken,
    FieldUnknown,
    FigureMismatch,
    FigureNotAllowed,
    FigureUnknown,
    FigureWithoutValue,
    FindingNotWaivable,
    FindingsOpen,
    FindingUnknown,
    LineUnknown,
    MeasureMisplaced,
    NothingToSave,
    NothingToUndo,
    ReasonMissing,
    ReviewError,
    TextInvalid,
    YearUnreadable,
)
from structurer.errors.searches import AmountRangeInvalid, SearchWordsEmpty, SearchYearInvalid
from structurer.errors.store import (
    RecordEnded,
    RecordHeld,
    RecordStands,
    RevisionDamaged,
    StaleRevision,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreUnavailable,
    StoreUnreachable,
    TextNotStorable,
)
from structurer.errors.usage import (
    AddressUnusable,
    BatchApiUnsupported,
    BudgetInvalid,
    CheckUnknown,
    ColumnMissing,
    ConfigInvalid,
    CsvOnly,
    ExtraMissing,
    GivenInvalid,
    HostRefused,
    KeyMissing,
    ModelFileUnusable,
    ModelUnknown,
    NothingToPublish,
    OptionUnshareable,
    OutputError,
    OutputIsInput,
    OutputMismatch,
    OutputMissing,
    OutputOccupied,
    PricesInvalid,
    ProofFormatUnknown,
    ProofLineInvalid,
    ReviewerTaken,
    ReviewerUnknown,
    SecondModelUnknown,
    SecondWithBatchApi,
    SettingInvalid,
    SiteOccupied,
    TerminalMissing,
    UsageError,
    VocabularyInvalid,
    WaitWithoutVia,
    WorkbookFull,
)
from structurer.errors.word import (
    MeaningUnknown,
    ScopeInvalid,
    WordAmbiguous,
    WordConflict,
    WordError,
    WordNotInForce,
    WordRefused,
    WordUnknown,
)

ENDING = (AccessDenied, AccountEmpty, BudgetReached, KeyMissing, KeyRejected, ModelNotFound)
"""Errors after which no other sheet would be read either."""

LATER = (AnswerPending, BudgetReached, RequestWithheld)
"""Errors that are no failures: the sheet is read when its batch is resumed."""

__all__ = [
    "ENDING",
    "LATER",
    "AccessDenied",
    "AccountEmpty",
    "AddressUnusable",
    "AmountInvalid",
    "AmountRangeInvalid",
    "AnswerPending",
    "AnswerUnreadable",
    "AuditUnknown",
    "AuthorMissing",
    "BatchApiUnsupported",
    "BudgetInvalid",
    "BudgetReached",
    "CellTaken",
    "CheckUnknown",
    "ColumnMissing",
    "ComparisonUnclear",
    "ConfigInvalid",
    "ContentFiltered",
    "CsvOnly",
    "DocumentDamaged",
    "DocumentEncrypted",
    "DocumentError",
    "DocumentTimeout",
    "DocumentTooLarge",
    "DocumentUnparsed",
    "DocumentUnsupported",
    "EvaluationInvalid",
    "ExtraMissing",
    "FieldUnknown",
    "FigureMismatch",
    "FigureNotAllowed",
    "FigureUnknown",
    "FigureWithoutValue",
    "FindingNotWaivable",
    "FindingUnknown",
    "FindingsOpen",
    "FontMissing",
    "GivenInvalid",
    "GoldInvalid",
    "GoldMissing",
    "GoldNotFound",
    "HandInUnclear",
    "HostRefused",
    "InputError",
    "KeyMissing",
    "KeyRejected",
    "LineUnknown",
    "MeaningUnknown",
    "MeasureMisplaced",
    "ModelError",
    "ModelFileUnusable",
    "ModelNotFound",
    "ModelRefused",
    "ModelRejected",
    "ModelUnknown",
    "ModelUnreachable",
    "NothingToPublish",
    "NothingToRead",
    "NothingToSave",
    "NothingToUndo",
    "OptionUnshareable",
    "OutputError",
    "OutputIsInput",
    "OutputMismatch",
    "OutputMissing",
    "OutputOccupied",
    "PagesGarbled",
    "PagesScanned",
    "PagesUnsure",
    "PricesInvalid",
    "ProjectAmbiguous",
    "ProjectError",
    "ProjectOfOneRecord",
    "ProjectUnknown",
    "ProofFormatUnknown",
    "ProofLineInvalid",
    "RateInvalid",
    "ReasonMissing",
    "RecordEnded",
    "RecordHeld",
    "RecordInvalid",
    "RecordLinkedToItself",
    "RecordSourceMismatch",
    "RecordStands",
    "RecordUnknown",
    "RecordsAlike",
    "ReplyInvalid",
    "ReplyMissing",
    "ReplyTooLong",
    "ReplyTruncated",
    "RequestWithheld",
    "ReviewError",
    "ReviewerTaken",
    "ReviewerUnknown",
    "RevisionDamaged",
    "ScopeInvalid",
    "SearchWordsEmpty",
    "SearchYearInvalid",
    "SecondModelUnknown",
    "SecondWithBatchApi",
    "SettingInvalid",
    "SiteOccupied",
    "SourceBinary",
    "SourceEmpty",
    "SourceNotAFile",
    "SourceNotFound",
    "SourceTooLarge",
    "SourceUndecodable",
    "SourceUnreadable",
    "SourceWithoutFigures",
    "SplitInvalid",
    "SplitUnconfirmed",
    "StaleRevision",
    "StoreError",
    "StoreLocked",
    "StoreMissing",
    "StoreUnavailable",
    "StoreUnreachable",
    "StructurerError",
    "TerminalMissing",
    "TextInvalid",
    "TextNotStorable",
    "UploadsBusy",
    "UsageError",
    "VocabularyInvalid",
    "WaitWithoutVia",
    "WordAmbiguous",
    "WordConflict",
    "WordError",
    "WordNotInForce",
    "WordRefused",
    "WordUnknown",
    "WorkbookFull",
    "YearUnreadable",
]
