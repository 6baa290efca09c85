"""Acme Invoices: the app that a Handrail customer might have. In: where Handrail is and the keys it gave out. Out: an ASGI app.

Every page is under the strictest Content-Security-Policy there is, so whatever works here needs no loosening anywhere.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from datetime import date
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from handrail.demo.calls import Calls
from handrail.demo.ledger import Ledger, LedgerFull
from handrail.demo.mail import Mailbox
from handrail.demo.mail_pages import MailPages
from handrail.demo.pages import HERE, Pages, ScriptTag
from handrail.demo.users import find_user

Next = Callable[[Request], Awaitable[Response]]


def create_host(
    handrail_url: str,
    publishable_key: str,
    identity_secret: str,
    *,
    today: date | None = None,
    latency: float = 0.6,
    mailbox: Mailbox | None = None,
) -> Starlette:
    """`handrail_url` is where Handrail answers, as in `http://localhost:8700`. `latency`, in seconds, slows one call, to have something late.
    `mailbox`: shown at `/mail`.

    Sessions end with the process: the key that signs them is made anew each time.
    """
    ledger = Ledger(today)
    pages = Pages(ledger, ScriptTag(handrail_url.rstrip("/"), publishable_key, identity_secret))
    return Starlette(
        routes=[
            *pages.routes(),
            *Calls(ledger, identity_secret, latency).routes(),
            *(MailPages(mailbox).routes() if mailbox is not None else ()),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[
            Middleware(BaseHTTPMiddleware, dispatch=set_headers(write_policy(handrail_url))),
            Middleware(
                SessionMiddleware, secret_key=secrets.token_urlsafe(32), session_cookie="acme_session", same_site="lax"
            ),
            Middleware(BaseHTTPMiddleware, dispatch=guard),
        ],
        exception_handlers={LedgerFull: refuse_more},
    )


def write_policy(handrail_url: str) -> str:
    """A Content-Security-Policy (CSP Level 3, Trusted Types) that names Handrail in three places, the third for its videos, and nothing else of anybody's."""
    parts = urlsplit(handrail_url)
    handrail = f"{parts.scheme}://{parts.netloc}"
    return (
        f"default-src 'none'; script-src 'self' {handrail}; style-src 'self'; connect-src 'self' {handrail}; img-src 'self'; media-src {handrail}; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def set_headers(policy: str) -> Callable[[Request, Next], Awaitable[Response]]:
    async def dispatch(request: Request, call_next: Next) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        # Pages carry somebody's token; static files change under the hands of whoever tries the demo.
        response.headers["Cache-Control"] = "no-cache" if request.url.path.startswith("/static/") else "no-store"
        return response

    return dispatch


async def guard(request: Request, call_next: Next) -> Response:
    """Nobody gets in without signing in, but to everybody's mail, and no other site posts in a user's name."""
    path = request.url.path
    origin = request.headers.get("origin")
    if request.method == "POST" and origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return PlainTextResponse("Posts from other sites are refused.", 403)
    if path.startswith(("/static/", "/sign-", "/favicon", "/mail")) or find_user(request):
        return await call_next(request)
    if path.startswith("/api/") or path == "/identity-token":
        return PlainTextResponse("Nobody is signed in.", 401)
    return RedirectResponse("/sign-in", 303)


async def refuse_more(request: Request, error: Exception) -> Response:
    return PlainTextResponse("This demo is full; start it again to begin afresh.", 409)
