"""Everything that can stop a run, one class per case, built from facts. Wrong arithmetic is a Result instead.

StructurerError
├── InputError            the sheet or record handed in cannot be used
│   ├── SourceNotFound, SourceUnreadable, SourceNotAFile
│   ├── SourceEmpty, SourceBinary, SourceUndecodable, SourceTooLarge, SourceWithoutFigures
│   └── RecordInvalid, RecordSourceMismatch, RecordUnknown
├── UsageError            an option or a setting cannot be used
│   ├── CheckUnknown, ModelUnknown, ModelFileUnusable, ExtraMissing, KeyMissing, SettingInvalid
│   └── OutputIsInput, PricesInvalid, BudgetInvalid
├── ModelError            the model cannot be reached or its answer cannot be used
│   ├── ModelUnreachable, ReplyTruncated, ReplyInvalid, BudgetReached, ModelRefused: ContentFiltered
│   └── ModelRejected: KeyRejected, AccessDenied, ModelNotFound, AccountEmpty
├── StoreError            the store cannot be read or written
│   ├── StoreUnavailable, StoreLocked, StaleRevision
└── OutputError           the result cannot be written
"""

from structurer.errors.base import StructurerError
from structurer.errors.inputs import (
    InputError,
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
)
from structurer.errors.model import (
    AccessDenied,
    AccountEmpty,
    BudgetReached,
    ContentFiltered,
    KeyRejected,
    ModelError,
    ModelNotFound,
    ModelRefused,
    ModelRejected,
    ModelUnreachable,
    ReplyInvalid,
    ReplyTruncated,
)
from structurer.errors.store import StaleRevision, StoreError, StoreLocked, StoreUnavailable
from structurer.errors.usage import (
    BudgetInvalid,
    CheckUnknown,
    ExtraMissing,
    KeyMissing,
    ModelFileUnusable,
    ModelUnknown,
    OutputError,
    OutputIsInput,
    PricesInvalid,
    SettingInvalid,
    UsageError,
)

__all__ = [
    "AccessDenied",
    "AccountEmpty",
    "BudgetInvalid",
    "BudgetReached",
    "CheckUnknown",
    "ContentFiltered",
    "ExtraMissing",
    "InputError",
    "KeyMissing",
    "KeyRejected",
    "ModelError",
    "ModelFileUnusable",
    "ModelNotFound",
    "ModelRefused",
    "ModelRejected",
    "ModelUnknown",
    "ModelUnreachable",
    "OutputError",
    "OutputIsInput",
    "PricesInvalid",
    "RecordInvalid",
    "RecordSourceMismatch",
    "RecordUnknown",
    "ReplyInvalid",
    "ReplyTruncated",
    "SettingInvalid",
    "SourceBinary",
    "SourceEmpty",
    "SourceNotAFile",
    "SourceNotFound",
    "SourceTooLarge",
    "SourceUndecodable",
    "SourceUnreadable",
    "SourceWithoutFigures",
    "StaleRevision",
    "StoreError",
    "StoreLocked",
    "StoreUnavailable",
    "StructurerError",
    "UsageError",
]
