"""Forms that only our own pages can send: a token bound to the browser's session (or to its visit, before sign-in), and its origin."""

from __future__ import annotations

import hmac
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from handrail.core.http import describe_faults, read_body
from handrail.core.ids import digest, new_secret
from handrail.core.pages import base_path
from handrail.core.problems import InvalidBody, UnsupportedMedia
from handrail.core.services import services
from handrail.core.signing import BadToken, Purpose
from handrail.sites.problems import ForgedForm
from handrail.sites.sessions import COOKIE, LIFETIME, SignedIn, read_session_cookie

VISIT_COOKIE = "handrail_visit"
FORM_LIMIT = 16_384
STALE = "Load the page again and send the form once more."


class Form(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    csrf: str = ""


F = TypeVar("F", bound=Form)


def make_csrf(request: Request, bound_to: str) -> str:
    """`bound_to` is the secret of the session or of the visit; the token carries its digest alone."""
    return services(request).signer.dumps(Purpose.CSRF, digest(bound_to))


def frame(request: Request, member: SignedIn) -> dict[str, object]:
    """What the frame around every page needs."""
    secret = read_session_cookie(services(request), request) or ""
    return {"member": member, "csrf": make_csrf(request, secret)}


async def parse_form(request: Request, model: type[F]) -> F:
    """Raises `ForgedForm`, `InvalidBody`, `TooLarge`, `UnsupportedMedia`."""
    check_origin(request)
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise UnsupportedMedia("Send the form as the page does.")
    raw = (await read_body(request, FORM_LIMIT)).decode(errors="replace")
    try:
        form = model.model_validate(dict(parse_qsl(raw, keep_blank_values=True, max_num_fields=50)))
    except ValidationError as error:
        raise InvalidBody("Go back and set right what is marked.", errors=describe_faults(error)) from error
    except ValueError as error:  # too many fields
        raise InvalidBody("Send the form as the page does.", errors=[]) from error
    check_csrf(request, form.csrf)
    return form


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


def check_csrf(request: Request, token: str) -> None:
    try:
        bound = services(request).signer.loads(Purpose.CSRF, token, LIFETIME // 1_000)
    except BadToken as error:
        raise ForgedForm(STALE) from error
    secret = read_binding(request)
    if secret is None or not hmac.compare_digest(digest(secret), str(bound)):
        raise ForgedForm(STALE)


def read_binding(request: Request) -> str | None:
    return read_session_cookie(services(request), request) or request.cookies.get(VISIT_COOKIE)


def bind_visit(request: Request) -> tuple[str, str | None]:
    """The token for a form before sign-in, and the secret for a new cookie if the browser has none yet."""
    known = read_binding(request)
    secret = known or new_secret()
    return make_csrf(request, secret), None if known else secret


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    secure = request.url.scheme == "https" or services(request).settings.public_url.startswith("https:")
    path = base_path(request) + "/console"
    response.set_cookie(name, value, path=path, httponly=True, samesite="lax", secure=secure)


def set_session(request: Request, response: Response, secret: str) -> None:
    set_cookie(request, response, COOKIE, services(request).signer.dumps(Purpose.CONSOLE_SESSION, secret))
    response.delete_cookie(VISIT_COOKIE, path=base_path(request) + "/console")


def forget_session(request: Request, response: Response) -> None:
    response.delete_cookie(COOKIE, path=base_path(request) + "/console")
