"""Who may do what: each address takes the visit that it needs, and nobody else's request gets that far."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, HTTPException, Request

from structurer.store import Store
from structurer.web.multipart import UploadForm
from structurer.web.visit import FormFields, LoginNeededError, Visit, check_token, posted, uploaded, visit

if TYPE_CHECKING:
    from structurer.web.site import Site


def arriving(request: Request) -> Iterator[Visit]:
    """A visit of anybody."""
    site: Site = request.app.state.site
    with Store.open(site.store) as store:
        yield visit(request, site, store)


def entering(arrived: Annotated[Visit, Depends(arriving)]) -> Visit:
    """A visit of somebody who may see the records."""
    if not arrived.visitor.known:
        raise LoginNeededError
    return arrived


def sending(arrived: Annotated[Visit, Depends(arriving)], form: Annotated[FormFields, Depends(posted)]) -> Visit:
    """A visit that sends a form of its own session."""
    check_token(arrived, form)
    return arrived


def writing(entered: Annotated[Visit, Depends(entering)], _sent: Annotated[Visit, Depends(sending)]) -> Visit:
    """A visit that may change something."""
    if entered.site.read_only:
        raise HTTPException(403)
    return entered


def handing_in(entered: Annotated[Visit, Depends(entering)]) -> Visit:
    """A visit that may hand something in; nobody else's document is taken in at all."""
    if entered.site.read_only:
        raise HTTPException(403)
    return entered


async def handed_in(request: Request, entered: Annotated[Visit, Depends(handing_in)]) -> UploadForm:
    """What such a visit brings, in a form of its own session."""
    form = await uploaded(request)
    check_token(entered, form.fields)
    return form


Entered = Annotated[Visit, Depends(entering)]
Sent = Annotated[Visit, Depends(sending)]
Written = Annotated[Visit, Depends(writing)]
PostedForm = Annotated[FormFields, Depends(posted)]
HandedIn = Annotated[UploadForm, Depends(handed_in)]
