"""`/console/account`: a member changes their own password, which signs them out everywhere else."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from handrail.console.forms import Form, frame, parse_form, set_session
from handrail.console.pages import PAGES, page, redirect
from handrail.core.limits import address_of
from handrail.core.problems import Problem
from handrail.core.services import services
from handrail.sites.access import access_member
from handrail.sites.problems import DemoOnly, TooManyAttempts, WrongPassword
from handrail.sites.sign_in import change_password


class PasswordForm(Form):
    current: Annotated[str, Field(max_length=200)] = ""
    password: Annotated[str, Field(max_length=200)] = ""


async def show_account(request: Request) -> Response:
    member = await access_member(request)
    changed = "changed" in request.query_params
    return PAGES.render(request, "account.html", {**frame(request, member), "problem": None, "changed": changed})


async def send_password(request: Request) -> Response:
    member = await access_member(request)
    form = await parse_form(request, PasswordForm)
    address = address_of(request)
    try:
        secret = await change_password(services(request), member, form.current, form.password, address)
    except (WrongPassword, TooManyAttempts, DemoOnly) as problem:
        return render_refusal(request, {**frame(request, member), "problem": problem, "changed": False}, problem)
    response = redirect(request, "/account?changed")
    set_session(request, response, secret)
    return response


def render_refusal(request: Request, values: dict[str, object], problem: Problem) -> Response:
    response = PAGES.render(request, "account.html", values, problem.status)
    response.headers.update(problem.headers)
    return response


ROUTES = (page("GET", "/account", show_account), page("POST", "/account", send_password))
