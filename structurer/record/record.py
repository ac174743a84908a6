"""The JSON record: what is saved, printed by `--format json` and read back by `structurer check`. Shape only."""

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from structurer.checks.outcome import ClaimOutcome, Side, Verdict
from structurer.record.correction import Review
from structurer.record.proof_record import ProofRecord
from structurer.sheet.facts import Fact, columns_of, path_text
from structurer.sheet.given import Given
from structurer.sheet.model import SCHEMA, Amount, Model, Sheet, Sorted
from structurer.sheet.prior import Prior
from structurer.text.money import decimal_text
from structurer.text.origin import Origin
from structurer.text.source import Source

if TYPE_CHECKING:  # a record that was saved is shown without a reader or a check
    from structurer.checks.claim import Result
    from structurer.labels.word import Word
    from structurer.text.source import Figure

Seconds = Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)?$")]


class Tokens(Model):
    """Tokens sent and received over all attempts, failed ones too; `cached` of the sent ones came from the prompt cache."""

    input: int = 0
    output: int = 0
    cached: int = 0

    def plus(self, other: "Tokens") -> "Tokens":
        """Add up both."""
        return Tokens(
            input=self.input + other.input, output=self.output + other.output, cached=self.cached + other.cached
        )


class Cost(Model):
    """An exact amount of money a reading has cost; `currency` is an ISO 4217 code."""

    amount: Amount
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class ReadFigure(Model):
    """A figure as one reading has it, by the columns of the facts."""

    table: str
    section: str
    row: str
    measure: str
    year_offset: int
    stage: str
    printed: str
    line: int | None

    @classmethod
    def of(cls, fact: Fact) -> "ReadFigure":
        """A fact of a reading by its columns, section and row as they are printed."""
        columns = {name: value for name, value in columns_of(fact).items() if name in cls.model_fields}
        return cls.model_validate({**columns, "section": fact.section, "row": fact.row})


class Reread(Model):
    """A second question about the lines of failing claims, and whether its answer was accepted.

    `before` are the facts of the first reading that the second has not, `after` the reverse; where the answer was not
    accepted the record holds the first reading, else the second.
    """

    lines: tuple[int, ...]
    accepted: bool
    findings_before: int
    findings_after: int
    before: tuple[ReadFigure, ...] = ()
    after: tuple[ReadFigure, ...] = ()


Via = Literal["openai-batch"]


def _is_empty(value: object) -> bool:
    return value == ()


def _is_absent(value: object) -> bool:
    return value is None


class SecondReading(Model):
    """Another reading of amounts in running text: who made it and how, the ids of the figures it was asked about, and its answer.

    It takes the place of no point of a proof. The answer is kept as far as it is about these figures: of one that it leaves out it
    says nothing.
    """

    by: "Provenance"
    figures: tuple[str, ...]
    sheet: Sheet

    @property
    def is_answered(self) -> bool:
        """True where an answer came that could be used."""
        return not self.by.unanswered


class Provenance(Model):
    """The reader of a sheet and how it read. `seconds` is a decimal text; `prompt_sha256` is None where no prompt was used.

    `via` names the Batch API where the questions went as a batch job; `reading` is the way a model was asked, `samples` how often for each
    table; `cached` of the replies came from our own cache and cost nothing; `unanswered` names the questions that got no
    usable answer. `proposed` are the words without which the layout reader would have read otherwise and that nobody has
    confirmed; `lessons` are what took their place in records of earlier versions. `second` is the second reading of the amounts
    in running text, where one was asked for.
    """

    reader: Literal["layout", "model", "person"]
    model: str
    prompt_sha256: str | None = None
    attempts: int = 1
    tokens: Tokens = Tokens()
    seconds: Seconds = "0"
    versions: Annotated[dict[str, str], Sorted] = Field(default_factory=dict)
    reading: Literal["whole", "tables", "rest"] | None = None
    samples: int = 1
    cached: int = 0
    cost: Cost | None = None
    unanswered: tuple[str, ...] = ()
    reread: Reread | None = None
    proposed: tuple[str, ...] = Field(default=(), exclude_if=_is_empty)
    lessons: tuple[str, ...] = Field(default=(), exclude_if=_is_empty)
    via: Via | None = None
    second: SecondReading | None = Field(default=None, exclude_if=_is_absent)

    @property
    def readings(self) -> "tuple[Provenance, ...]":
        """The reading and, where there is one, the second: a sheet has cost what both have."""
        return (self,) if self.second is None else (self, self.second.by)

    @property
    def requests(self) -> int:
        """The requests to models, those of the second reading too."""
        return sum(one.attempts for one in self.readings if one.reader == "model")

    @property
    def is_unconfirmed(self) -> bool:
        """True where the reading rests on a word that nobody has confirmed: a person must look at it, whatever the checks say."""
        return bool(self.proposed or self.lessons)


class SourceRecord(Model):
    """The source kept with its record: its lines, how they end, and the whole text only where lines cannot rebuild it.

    `document` is where the text was taken from, with the place of every line.
    """

    name: str
    sha256: str
    lines: tuple[str, ...]
    newline: str = "\n"
    text: str | None = None
    document: Origin | None = None

    @classmethod
    def of(cls, source: Source) -> "SourceRecord":
        """A record of a source that `rebuild` turns back into it, to the character."""
        newline = "\r\n" if "\r\n" in source.text else "\r" if "\r" in source.text else "\n"
        lines = tuple(source.text.split(newline))
        plain = not any("\r" in line or "\n" in line for line in lines)
        head = {"name": source.name, "sha256": source.sha256, "newline": newline, "document": source.origin}
        if plain:
            return cls(lines=lines, **head)
        return cls(lines=tuple(line.text for line in source.lines), text=source.text, **head)

    def rebuild(self) -> Source:
        """The source this was made of."""
        text = self.newline.join(self.lines) if self.text is None else self.text
        return Source(self.name, text, self.document)


class BlameRecord(Model):
    """The blame of a finding: the side, the field and the figure that would make the claim hold."""

    side: Side
    path: str | None = None
    suggestion: str | None = None


class ResultRecord(Model):
    """One judged claim. Amounts are exact decimals in the base unit; `figures` are ids of the source.

    `key` names a finding, for a waiver; None where it is none.
    """

    code: str
    defect: str
    name: str
    outcome: ClaimOutcome
    finding: bool
    stated: Amount | None = None
    computed: Amount | None = None
    difference: Amount | None = None
    working: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    blame: BlameRecord | None = None
    key: str | None = None


def result_tree(result: "Result", key: str | None = None) -> dict[str, object]:
    """Return a result as `ResultRecord` takes it."""
    judged, blame = result.judgement, result.blame
    amounts = {"stated": judged.stated, "computed": judged.computed, "difference": judged.difference}
    return {
        "code": result.code,
        "defect": result.defect,
        "name": result.name,
        "outcome": result.outcome,
        "finding": result.is_finding,
        **{name: decimal_text(value) for name, value in amounts.items() if value is not None},
        "working": judged.working,
        "lines": result.lines,
        "figures": result.figures,
        "paths": [path_text(fact.path) for fact in result.facts],
        "blame": None
        if blame is None
        else {"side": blame.side, "path": blame.path and path_text(blame.path), "suggestion": blame.suggestion},
        "key": key,
    }


class FigureRecord(Model):
    """A figure no field cites. `unexplained` marks the ones that keep a sheet from being verified."""

    id: str
    line: int
    printed: str
    kind: str
    unexplained: bool

    @classmethod
    def of(cls, figure: "Figure", *, unexplained: bool) -> "FigureRecord":
        """A figure as it is saved."""
        return cls(
            id=figure.id, line=figure.line, printed=figure.printed, kind=figure.kind.value, unexplained=unexplained
        )


class WordRecord(Model):
    """A confirmed word that a record rests on: its meaning, the sheets it holds for, who confirmed it and when."""

    word: str
    meaning: str
    scope: str
    by: tuple[str, ...]
    at: str

    @classmethod
    def of(cls, word: "Word") -> "WordRecord":
        """A word as it is saved."""
        return cls(word=word.word, meaning=word.meaning.code, scope=word.scope, by=word.by, at=word.at)


class Record(Model):
    """One saved state of one sheet.

    Attributes:
        schema_: 2, or 1 where it was saved before there were proofs; such a record is printed as it was saved.
        proofs: one for each cited amount of the tables; None in a record of schema 1.
        words: the confirmed words it rests on; None where the vocabulary has every word.
        given: what a person gave beside the sheet, and who; None where nobody gave anything.
        prior: what the saved records of the year before say, where the sheet was compared with any.
        review: what a person did to it, None where nobody has touched it.

    A verdict is not compared with the proofs here: who edits a file could edit both. `structurer check` works both out again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["structurer/record/1", "structurer/record/2"] = Field(default=SCHEMA, alias="schema")
    source: SourceRecord
    sheet: Sheet
    results: tuple[ResultRecord, ...]
    proofs: tuple[ProofRecord, ...] | None = Field(default=None, exclude_if=_is_absent)
    verdict: Verdict
    reading: Provenance
    unclaimed: tuple[FigureRecord, ...] = ()
    review: Review | None = None
    words: tuple[WordRecord, ...] | None = Field(default=None, exclude_if=_is_absent)
    given: Given | None = Field(default=None, exclude_if=_is_absent)
    prior: tuple[Prior, ...] | None = Field(default=None, exclude_if=_is_absent)

    @model_validator(mode="after")
    def _nobody_verifies(self) -> Self:
        """A person approves; `verified` is what the checks say of a reading that no person had a hand in and no open word."""
        if self.review is not None and self.verdict is Verdict.VERIFIED:
            raise ValueError("a reviewed record cannot be verified")
        if self.reading.is_unconfirmed and self.verdict is Verdict.VERIFIED:
            raise ValueError("a record that rests on a word nobody confirmed cannot be verified")
        return self

    @property
    def open_results(self) -> tuple[ResultRecord, ...]:
        """The findings that no waiver closes."""
        waived = set() if self.review is None else {waiver.finding for waiver in self.review.waivers}
        return tuple(result for result in self.results if result.finding and result.key not in waived)
