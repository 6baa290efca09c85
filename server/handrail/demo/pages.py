"""The pages of Acme Invoices. In: the ledger and the script tag. Out: HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from handrail.demo.ledger import Ledger, Settings
from handrail.demo.users import USERS, User, find_user, sign_identity_token

# By the language that a browser asks for.
LOCALES = {"no": "nb", "nb": "nb", "nn": "nb", "de": "de", "ar": "ar", "ja": "ja"}
HERE = Path(__file__).parent


@dataclass(frozen=True)
class ScriptTag:
    """What a host needs to embed Handrail."""

    handrail_url: str
    publishable_key: str
    identity_secret: str

    def attributes(self, user: User | None, locale: str | None) -> dict[str, str]:
        attributes = {"src": f"{self.handrail_url}/sdk/handrail.js", "data-key": self.publishable_key}
        if user:
            attributes["data-user-token"] = sign_identity_token(user, self.identity_secret)
        if locale:
            attributes["data-locale"] = locale
        return attributes


class Pages:
    def __init__(self, ledger: Ledger, tag: ScriptTag) -> None:
        self.ledger = ledger
        self.tag = tag
        self.templates = Jinja2Templates(HERE / "templates")
        self.templates.env.filters.update(money=format_money, day=format_day)

    def routes(self) -> list[Route]:
        return [
            Route("/", self.show_overview),
            Route("/invoices", self.show_invoices),
            Route("/invoices/{rest:path}", self.show_invoices),
            Route("/customers", self.show_customers),
            Route("/settings", self.show_settings),
            Route("/settings", self.save_settings, methods=["POST"]),
            Route("/sign-in", self.show_sign_in),
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
            Route("/favicon.ico", self.show_mark),
        ]

    def render(self, request: Request, name: str, title: str, **context: Any) -> Response:
        user = find_user(request)
        shared = {"title": title, "user": user, "handrail": self.tag.attributes(user, pick_locale(request))}
        return self.templates.TemplateResponse(request, name, shared | context)

    async def show_overview(self, request: Request) -> Response:
        invoices = self.ledger.newest_first()
        months = self.ledger.paid_by_month()
        unpaid = [invoice for invoice in invoices if invoice.status in ("sent", "overdue")]
        return self.render(
            request,
            "overview.html",
            "Overview",
            invoices=invoices[:4],
            months=months,
            highest=max(total for _, total in months) or 1,
            paid=sum(total for _, total in months),
            unpaid=unpaid,
            outstanding=sum(invoice.total for invoice in unpaid),
            overdue=[invoice for invoice in unpaid if invoice.status == "overdue"],
        )

    async def show_invoices(self, request: Request) -> Response:
        """One page for the list, the form and each invoice: its own router tells them apart."""
        return self.render(request, "invoices.html", "Invoices")

    async def show_customers(self, request: Request) -> Response:
        counts = {
            id_: sum(invoice.customer.id == id_ for invoice in self.ledger.invoices.values())
            for id_ in self.ledger.customers
        }
        return self.render(
            request, "customers.html", "Customers", customers=list(self.ledger.customers.values()), counts=counts
        )

    async def show_settings(self, request: Request) -> Response:
        user = find_user(request)
        assert user is not None  # the guard lets nobody else in
        settings = self.ledger.settings.get(user.account_id) or Settings(
            company=user.company,
            reply_to=f"{user.id}@{user.account_id[4:]}.example",
            footer="Thank you for your business.",
        )
        return self.render(request, "settings.html", "Settings", settings=settings)

    async def save_settings(self, request: Request) -> Response:
        user = find_user(request)
        if user is None or not user.can_edit_settings:
            raise HTTPException(403, "Only an owner or an admin can change these.")
        async with request.form(max_files=0, max_fields=5) as form:
            try:
                self.ledger.settings[user.account_id] = Settings.model_validate(dict(form))
            except ValidationError:
                raise HTTPException(422, "Give a name, and an e-mail address like name@example.com.") from None
        return RedirectResponse("/settings?saved", 303)

    async def show_sign_in(self, request: Request) -> Response:
        if find_user(request):
            return RedirectResponse("/", 303)
        return self.render(request, "sign_in.html", "Sign in", users=list(USERS.values()))

    async def sign_in(self, request: Request) -> Response:
        """One click, no password: there is nothing behind it worth keeping."""
        async with request.form(max_files=0, max_fields=5) as form:
            user = USERS.get(str(form.get("user")))
        if user is None:
            raise HTTPException(400, "There is no such user; choose one on the sign-in page.")
        request.session.clear()
        request.session["user"] = user.id
        return RedirectResponse("/", 303)

    async def sign_out(self, request: Request) -> Response:
        request.session.clear()
        return RedirectResponse("/sign-in", 303)

    async def show_mark(self, request: Request) -> Response:
        return RedirectResponse("/static/mark.svg")


def pick_locale(request: Request) -> str | None:
    """The language that somebody asks for first, where the help speaks it; everybody else gets the site's own."""
    first = request.headers.get("accept-language", "").split(",")[0].strip().lower().split("-")[0]
    return LOCALES.get(first)


def format_money(cents: int) -> str:
    return f"€{cents // 100:,}.{cents % 100:02}"


def format_day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
