"""Forms that only our own pages can send: a request in, a model out. What more a form must prove, its feature says."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request

from handrail.core.http import describe_faults, read_body
from handrail.core.problems import ForgedForm, InvalidBody, UnsupportedMedia
from handrail.core.services import services

FORM_LIMIT = 16_384
STALE = "Load the page again and send the form once more."


class Submitted(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


F = TypeVar("F", bound=Submitted)


async def read_form(request: Request, model: type[F], limit: int = FORM_LIMIT) -> F:
    """Raises `ForgedForm`, `InvalidBody`, `TooLarge`, `UnsupportedMedia`."""
    check_origin(request)
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise UnsupportedMedia("Send the form as the page does.")
    raw = (await read_body(request, limit)).decode(errors="replace")
    try:
        return model.model_validate(dict(parse_qsl(raw, keep_blank_values=True, max_num_fields=50)))
    except ValidationError as error:
        raise InvalidBody("Go back and set right what is marked.", errors=describe_faults(error)) from error
    except ValueError as error:  # too many fields
        raise InvalidBody("Send the form as the page does.", errors=[]) from error


def check_origin(request: Request) -> None:
    """Browsers name the page that a form comes from. Behind a proxy that is `HANDRAIL_PUBLIC_URL`, else the address asked for."""
    origin = request.headers.get("origin")
    public = urlsplit(services(request).settings.public_url)
    ours = {f"{public.scheme}://{public.netloc}", f"{request.url.scheme}://{request.url.netloc}"}
    if (origin is not None and origin not in ours) or request.headers.get("sec-fetch-site") in (
        "cross-site",
        "same-site",
    ):
        raise ForgedForm(STALE)
