"""The console's forms carry a token bound to the browser's session, or to its visit before sign-in."""

from __future__ import annotations

import hmac
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from handrail.core.forms import STALE, Submitted, read_form
from handrail.core.ids import digest, new_secret
from handrail.core.pages import base_path
from handrail.core.problems import ForgedForm
from handrail.core.services import services
from handrail.core.signing import BadToken, Purpose
from handrail.insight.reports import REPORTS
from handrail.sites.sessions import COOKIE, LIFETIME, SignedIn, read_session_cookie

VISIT_COOKIE = "handrail_visit"


class Form(Submitted):
    csrf: str = ""


F = TypeVar("F", bound=Form)


def make_csrf(request: Request, bound_to: str) -> str:
    """`bound_to` is the secret of the session or of the visit; the token carries its digest alone."""
    return services(request).signer.dumps(Purpose.CSRF, digest(bound_to))


def frame(request: Request, member: SignedIn) -> dict[str, object]:
    """What the frame around every page needs."""
    secret = read_session_cookie(services(request), request) or ""
    return {"member": member, "csrf": make_csrf(request, secret), "reports": REPORTS}


async def parse_form(request: Request, model: type[F]) -> F:
    """Raises `ForgedForm`, `InvalidBody`, `TooLarge`, `UnsupportedMedia`."""
    form = await read_form(request, model)
    check_csrf(request, form.csrf)
    return form


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
