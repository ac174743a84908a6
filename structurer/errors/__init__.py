"""Everything that can stop a run, one class per case, built from facts. Wrong arithmetic is a Result instead.

StructurerError
├── InputError            the sheet or record handed in cannot be used
│   ├── SourceNotFound, SourceUnreadable, SourceNotAFile
│   ├── SourceEmpty, SourceBinary, SourceUndecodable, SourceTooLarge, SourceWithoutFigures
│   └── RecordInvalid, RecordSourceMismatch, RecordUnknown
├── UsageError            an option or a setting cannot be used
│   ├── CheckUnknown, ModelUnknown, ModelUnsupported, KeyMissing, SettingInvalid, OutputIsInput
├── ModelError            the model cannot be reached or its answer cannot be used
│   ├── ModelUnreachable, ModelRefused, ModelRejected, ReplyTruncated, ReplyInvalid
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
    ModelError,
    ModelRefused,
    ModelRejected,
    ModelUnreachable,
    ReplyInvalid,
    ReplyTruncated,
)
from structurer.errors.store import StaleRevision, StoreError, StoreLocked, StoreUnavailable
from structurer.errors.usage import (
    CheckUnknown,
    KeyMissing,
    ModelUnknown,
    ModelUnsupported,
    OutputError,
    OutputIsInput,
    SettingInvalid,
    UsageError,
)

__all__ = [
    "CheckUnknown",
    "InputError",
    "KeyMissing",
    "ModelError",
    "ModelRefused",
    "ModelRejected",
    "ModelUnknown",
    "ModelUnreachable",
    "ModelUnsupported",
    "OutputError",
    "OutputIsInput",
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
