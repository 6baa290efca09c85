"""`/console/sign-in` and `/console/sign-out`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import (
    VISIT_COOKIE,
    Form,
    bind_visit,
    forget_session,
    parse_form,
    set_cookie,
    set_session,
)
from handrail.console.pages import PAGES, page, redirect
from handrail.core.ids import digest
from handrail.core.limits import address_of
from handrail.core.problems import Problem
from handrail.core.services import services
from handrail.sites.problems import DemoOnly, TooManyAttempts, WrongPassword
from handrail.sites.sessions import load_signed_in, read_session_cookie, revoke_session
from handrail.sites.sign_in import sign_in


class SignInForm(Form):
    email: Annotated[str, Field(max_length=200)] = ""
    password: Annotated[str, Field(max_length=200)] = ""
    next: Annotated[str, Field(max_length=500)] = ""


async def show_sign_in(request: Request) -> Response:
    if await load_signed_in(services(request), request) is not None:
        return redirect(request, "")
    return render_sign_in(request, SignInForm(next=request.query_params.get("next", "")[:500]))


async def send_sign_in(request: Request) -> Response:
    form = await parse_form(request, SignInForm)
    found = services(request)
    address = address_of(request)
    email, old_secret = form.email.strip().lower(), read_session_cookie(found, request)
    try:
        if "\0" in email:
            raise WrongPassword("E-mail or password is wrong.")
        secret = await sign_in(found, email, form.password, address, old_secret)
    except (WrongPassword, TooManyAttempts, DemoOnly) as problem:
        return render_sign_in(request, form, problem)
    response = redirect(request, read_next(form.next))
    set_session(request, response, secret)
    return response


async def send_sign_out(request: Request) -> Response:
    await parse_form(request, Form)
    found = services(request)
    secret = read_session_cookie(found, request)
    if secret is not None:
        await found.db.write(revoke_session, digest(secret), found.clock.now())
    response = redirect(request, "/sign-in")
    forget_session(request, response)
    return response


def render_sign_in(request: Request, form: SignInForm, problem: Problem | None = None) -> Response:
    csrf, visit = bind_visit(request)
    values = {
        "csrf": csrf,
        "email": form.email,
        "next": form.next,
        "problem": problem,
        "demo": services(request).settings.demo,
    }
    response: Response = PAGES.render(request, "sign_in.html", values, 200 if problem is None else problem.status)
    if problem is not None:
        response.headers.update(problem.headers)
    if visit is not None:
        set_cookie(request, response, VISIT_COOKIE, visit)
    return response


def read_next(wanted: str) -> str:
    """The path under `/console` to go on to. Whatever is not plainly that is the first page."""
    rest = wanted.removeprefix("/console")
    plain = rest.replace("/", "").replace("-", "").replace("_", "").isalnum() and rest.isascii()
    return rest if wanted.startswith("/console/") and plain and "//" not in rest else ""


ROUTES = (
    page("GET", "/sign-in", show_sign_in),
    page("POST", "/sign-in", send_sign_in),
    page("POST", "/sign-out", send_sign_out),
)
