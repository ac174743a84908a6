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

from structurer.errors.audit import AnswerUnreadable as AnswerUnreadable
from structurer.errors.audit import AuditUnknown as AuditUnknown
from structurer.errors.audit import RateInvalid as RateInvalid
from structurer.errors.base import StructurerError as StructurerError
from structurer.errors.documents import DocumentDamaged as DocumentDamaged
from structurer.errors.documents import DocumentEncrypted as DocumentEncrypted
from structurer.errors.documents import DocumentError as DocumentError
from structurer.errors.documents import DocumentTimeout as DocumentTimeout
from structurer.errors.documents import DocumentTooLarge as DocumentTooLarge
from structurer.errors.documents import DocumentUnparsed as DocumentUnparsed
from structurer.errors.documents import DocumentUnsupported as DocumentUnsupported
from structurer.errors.documents import FontMissing as FontMissing
from structurer.errors.documents import PagesGarbled as PagesGarbled
from structurer.errors.documents import PagesScanned as PagesScanned
from structurer.errors.documents import PagesUnsure as PagesUnsure
from structurer.errors.documents import SplitInvalid as SplitInvalid
from structurer.errors.documents import SplitUnconfirmed as SplitUnconfirmed
from structurer.errors.inputs import EvaluationInvalid as EvaluationInvalid
from structurer.errors.inputs import GoldInvalid as GoldInvalid
from structurer.errors.inputs import GoldMissing as GoldMissing
from structurer.errors.inputs import GoldNotFound as GoldNotFound
from structurer.errors.inputs import HandInUnclear as HandInUnclear
from structurer.errors.inputs import InputError as InputError
from structurer.errors.inputs import NothingToRead as NothingToRead
from structurer.errors.inputs import RecordInvalid as RecordInvalid
from structurer.errors.inputs import RecordSourceMismatch as RecordSourceMismatch
from structurer.errors.inputs import RecordUnknown as RecordUnknown
from structurer.errors.inputs import SourceBinary as SourceBinary
from structurer.errors.inputs import SourceEmpty as SourceEmpty
from structurer.errors.inputs import SourceNotAFile as SourceNotAFile
from structurer.errors.inputs import SourceNotFound as SourceNotFound
from structurer.errors.inputs import SourceTooLarge as SourceTooLarge
from structurer.errors.inputs import SourceUndecodable as SourceUndecodable
from structurer.errors.inputs import SourceUnreadable as SourceUnreadable
from structurer.errors.inputs import SourceWithoutFigures as SourceWithoutFigures
from structurer.errors.inputs import UploadsBusy as UploadsBusy
from structurer.errors.model import AccessDenied as AccessDenied
from structurer.errors.model import AccountEmpty as AccountEmpty
from structurer.errors.model import AnswerPending as AnswerPending
from structurer.errors.model import BudgetReached as BudgetReached
from structurer.errors.model import ContentFiltered as ContentFiltered
from structurer.errors.model import KeyRejected as KeyRejected
from structurer.errors.model import ModelError as ModelError
from structurer.errors.model import ModelNotFound as ModelNotFound
from structurer.errors.model import ModelRefused as ModelRefused
from structurer.errors.model import ModelRejected as ModelRejected
from structurer.errors.model import ModelUnreachable as ModelUnreachable
from structurer.errors.model import ReplyInvalid as ReplyInvalid
from structurer.errors.model import ReplyMissing as ReplyMissing
from structurer.errors.model import ReplyTooLong as ReplyTooLong
from structurer.errors.model import ReplyTruncated as ReplyTruncated
from structurer.errors.model import RequestWithheld as RequestWithheld
from structurer.errors.project import ComparisonUnclear as ComparisonUnclear
from structurer.errors.project import ProjectAmbiguous as ProjectAmbiguous
from structurer.errors.project import ProjectError as ProjectError
from structurer.errors.project import ProjectOfOneRecord as ProjectOfOneRecord
from structurer.errors.project import ProjectUnknown as ProjectUnknown
from structurer.errors.project import RecordLinkedToItself as RecordLinkedToItself
from structurer.errors.project import RecordsAlike as RecordsAlike
from structurer.errors.review import AmountInvalid as AmountInvalid
from structurer.errors.review import AuthorMissing as AuthorMissing
from structurer.errors.review import CellTaken as CellTaken
from structurer.errors.review import FieldUnknown as FieldUnknown
from structurer.errors.review import FigureMismatch as FigureMismatch
from structurer.errors.review import FigureNotAllowed as FigureNotAllowed
from structurer.errors.review import FigureUnknown as FigureUnknown
from structurer.errors.review import FigureWithoutValue as FigureWithoutValue
from structurer.errors.review import FindingNotWaivable as FindingNotWaivable
from structurer.errors.review import FindingsOpen as FindingsOpen
from structurer.errors.review import FindingUnknown as FindingUnknown
from structurer.errors.review import LineUnknown as LineUnknown
from structurer.errors.review import MeasureMisplaced as MeasureMisplaced
from structurer.errors.review import NothingToSave as NothingToSave
from structurer.errors.review import NothingToUndo as NothingToUndo
from structurer.errors.review import ReasonMissing as ReasonMissing
from structurer.errors.review import ReviewError as ReviewError
from structurer.errors.review import TextInvalid as TextInvalid
from structurer.errors.review import YearUnreadable as YearUnreadable
from structurer.errors.searches import AmountRangeInvalid as AmountRangeInvalid
from structurer.errors.searches import SearchWordsEmpty as SearchWordsEmpty
from structurer.errors.searches import SearchYearInvalid as SearchYearInvalid
from structurer.errors.store import RecordEnded as RecordEnded
from structurer.errors.store import RecordHeld as RecordHeld
from structurer.errors.store import RecordStands as RecordStands
from structurer.errors.store import RevisionDamaged as RevisionDamaged
from structurer.errors.store import StaleRevision as StaleRevision
from structurer.errors.store import StoreError as StoreError
from structurer.errors.store import StoreLocked as StoreLocked
from structurer.errors.store import StoreMissing as StoreMissing
from structurer.errors.store import StoreUnavailable as StoreUnavailable
from structurer.errors.store import StoreUnreachable as StoreUnreachable
from structurer.errors.store import TextNotStorable as TextNotStorable
from structurer.errors.usage import AddressUnusable as AddressUnusable
from structurer.errors.usage import BatchApiUnsupported as BatchApiUnsupported
from structurer.errors.usage import BudgetInvalid as BudgetInvalid
from structurer.errors.usage import CheckUnknown as CheckUnknown
from structurer.errors.usage import ColumnMissing as ColumnMissing
from structurer.errors.usage import ConfigInvalid as ConfigInvalid
from structurer.errors.usage import CsvOnly as CsvOnly
from structurer.errors.usage import ExtraMissing as ExtraMissing
from structurer.errors.usage import GivenInvalid as GivenInvalid
from structurer.errors.usage import HostRefused as HostRefused
from structurer.errors.usage import KeyMissing as KeyMissing
from structurer.errors.usage import ModelFileUnusable as ModelFileUnusable
from structurer.errors.usage import ModelUnknown as ModelUnknown
from structurer.errors.usage import NothingToPublish as NothingToPublish
from structurer.errors.usage import OptionUnshareable as OptionUnshareable
from structurer.errors.usage import OutputError as OutputError
from structurer.errors.usage import OutputIsInput as OutputIsInput
from structurer.errors.usage import OutputMismatch as OutputMismatch
from structurer.errors.usage import OutputMissing as OutputMissing
from structurer.errors.usage import OutputOccupied as OutputOccupied
from structurer.errors.usage import PricesInvalid as PricesInvalid
from structurer.errors.usage import ProofFormatUnknown as ProofFormatUnknown
from structurer.errors.usage import ProofLineInvalid as ProofLineInvalid
from structurer.errors.usage import ReviewerTaken as ReviewerTaken
from structurer.errors.usage import ReviewerUnknown as ReviewerUnknown
from structurer.errors.usage import SecondModelUnknown as SecondModelUnknown
from structurer.errors.usage import SecondWithBatchApi as SecondWithBatchApi
from structurer.errors.usage import SettingInvalid as SettingInvalid
from structurer.errors.usage import SiteOccupied as SiteOccupied
from structurer.errors.usage import TerminalMissing as TerminalMissing
from structurer.errors.usage import UsageError as UsageError
from structurer.errors.usage import VocabularyInvalid as VocabularyInvalid
from structurer.errors.usage import WaitWithoutVia as WaitWithoutVia
from structurer.errors.usage import WorkbookFull as WorkbookFull
from structurer.errors.word import MeaningUnknown as MeaningUnknown
from structurer.errors.word import ScopeInvalid as ScopeInvalid
from structurer.errors.word import WordAmbiguous as WordAmbiguous
from structurer.errors.word import WordConflict as WordConflict
from structurer.errors.word import WordError as WordError
from structurer.errors.word import WordNotInForce as WordNotInForce
from structurer.errors.word import WordRefused as WordRefused
from structurer.errors.word import WordUnknown as WordUnknown

ENDING = (AccessDenied, AccountEmpty, BudgetReached, KeyMissing, KeyRejected, ModelNotFound)
"""Errors after which no other sheet would be read either."""

LATER = (AnswerPending, BudgetReached, RequestWithheld)
"""Errors that are no failures: the sheet is read when its batch is resumed."""
