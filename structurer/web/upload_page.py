"""The pages of a reading: what is handed in, with which reader, how far it is, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from structurer import settings as configuration
from structurer.batch.plan import BatchPlan
from structurer.documents import limits
from structurer.documents.intake import LIMIT, PASTED
from structurer.errors import AuthorMissing, HandInUnclear, SourceTooLarge
from structurer.language import say
from structurer.pipeline import OFFLINE, full_name
from structurer.record import giving
from structurer.web.multipart import UploadForm
from structurer.web.uploads import Upload, Uploads

SPLITS = frozenset({"auto", "none"})
"""The ways to take a document that seems to hold several sheets."""
_PATIENCE = 2.0
"""Seconds that the browser waits before it is shown how far the reading is: without a model most sheets are read by then."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """The form that takes a text or a file.

    Attributes:
        readers: the models by their names with their words, the chosen one first.
        text, publisher, fiscal_year: what was typed.
        trouble: why it could not be taken.
    """

    readers: tuple[tuple[str, str], ...]
    text: str = ""
    publisher: str = ""
    fiscal_year: str = ""
    trouble: str = ""
    text_limit: int = LIMIT
    file_limit: int = limits.BYTES


def hand_in(form: UploadForm | None = None, trouble: str = "") -> HandIn:
    """The form, with what was typed and why it could not be taken."""
    if form is None:
        return HandIn(readers())
    typed = form.fields.get
    return HandIn(readers(), pasted(form), typed("publisher", ""), typed("fiscal_year", ""), trouble)


def readers() -> tuple[tuple[str, str], ...]:
    """The readers that may be chosen: that of the settings, and the one that needs no model."""
    settings = configuration.load()
    names = dict.fromkeys([full_name(settings.chosen_model(None), settings), OFFLINE])
    return tuple((name, reader_name(name)) for name in names)


def reader_name(model: str) -> str:
    """A reader in words."""
    return say("内蔵の書式リーダー", "the built-in layout reader") if model == OFFLINE else model


def plan(reader: str, author: str) -> BatchPlan:
    """The plan to read with one of the readers, saved under a reviewer's name; KeyError for another reader."""
    offered = dict(readers())
    chosen = reader or next(iter(offered))
    if chosen not in offered:
        raise KeyError(reader)
    made = BatchPlan.of(chosen, None, 1)
    return replace(made, settings=made.settings.model_copy(update={"author": author or None}))


def begin(uploads: Uploads, form: UploadForm, author: str) -> Upload:
    """Begin to read what a form brings, and wait a moment for it.

    Raises:
        AuthorMissing: a publisher or a year is given by nobody.
        GivenInvalid: the publisher or the year beside it cannot be used.
        HandInUnclear: neither a text nor a file, or both.
        SourceTooLarge: the text is longer than one sheet's.
        UploadsBusy: too much waits already.
    """
    text = form.fields.get("text", "").replace(
        "\r\n", "\n"
    )  # a browser sends every line end of a text area as two characters
    if bool(text.strip()) is bool(form.file_name):
        raise HandInUnclear
    name, data = (form.file_name, form.data) if form.file_name else _encoded(text)
    publisher, year = (form.fields.get(part, "").strip() or None for part in ("publisher", "fiscal_year"))
    chosen = plan(form.fields.get("reader", ""), author)
    if (publisher or year) and not author:
        raise AuthorMissing
    given = giving.given(publisher, year, author)
    kept = UploadForm(form.fields if text else {**form.fields, "text": ""})
    upload = uploads.add(name, data, kept, replace(chosen, given=given))
    upload.finished.wait(_PATIENCE)
    return upload


def pasted(form: UploadForm) -> str:
    """The text that was pasted; a browser sends every line end of it as two characters."""
    return form.fields.get("text", "").replace("\r\n", "\n")


def _encoded(text: str) -> tuple[str, bytes]:
    name, data = say(*PASTED), text.encode("utf-8", "surrogatepass")
    if len(data) > LIMIT:
        raise SourceTooLarge(name, len(data), LIMIT)
    return name, data


def split(uploads: Uploads, upload: Upload, form: Mapping[str, str], author: str) -> None:
    """Read a document with the bounds that somebody has looked at; KeyError for no way of ours."""
    if form["split"] not in SPLITS:
        raise KeyError(form["split"])
    uploads.split(upload, form["split"], replace(plan(upload.model, author), given=upload.given))
    upload.finished.wait(_PATIENCE)


def only_record(upload: Upload) -> str:
    """The record to open when a reading is done: of the one sheet that it saved; empty where there is more to say."""
    if not upload.finished.is_set() or upload.error is not None or len(upload.results) != 1:
        return ""
    only = upload.results[0]
    return "" if only.reviewed or only.outdone else only.record_id
