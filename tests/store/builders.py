"""Builders of records to save."""

from structurer.checks.claim import ClaimOutcome, Verdict
from structurer.record import Provenance, Record, ResultRecord, SourceRecord, Tokens
from structurer.sheet import Identity, Label, Sheet
from structurer.source import Source

TEXT = "公園整備事業\n要求額 1,000千円\n"


def record(text: str = TEXT, *, name: str = "parks.txt", finding: bool = True, seconds: str = "0.5") -> Record:
    """A record of a text, with one result that fails or holds."""
    outcome = ClaimOutcome.FAILS if finding else ClaimOutcome.HOLDS
    result = ResultRecord(code="SUM101", defect="total", name="計", outcome=outcome, finding=finding, stated="0")
    return Record(
        source=SourceRecord.of(Source(name, text)),
        sheet=Sheet(identity=Identity(project=Label(text="公園整備事業", line=1))),
        results=(result,),
        verdict=Verdict.NEEDS_REVIEW if finding else Verdict.VERIFIED,
        reading=Provenance(
            reader="model",
            model="openai:small",
            prompt_sha256="ab" * 32,
            tokens=Tokens(input=10, output=5),
            seconds=seconds,
            versions={"structurer": "0.1.0"},
        ),
    )
