"""`/mail` on the demo's app: what everybody got by mail, to look at and to answer."""

from __future__ import annotations

import re

from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from handrail.demo.mail import Mailbox, Refused
from handrail.demo.pages import HERE

ADDRESS = re.compile(r"https?://\S+")
LONGEST = 20_000


class MailPages:
    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self.templates = Jinja2Templates(HERE / "templates")
        self.templates.env.filters["linked"] = link_addresses

    def routes(self) -> list[Route]:
        return [
            Route("/mail", self.show_mails),
            Route("/mail/{number:int}", self.answer_mail, methods=["POST"]),
        ]

    async def show_mails(self, request: Request) -> Response:
        return self.templates.TemplateResponse(request, "mail.html", {"letters": list(self.mailbox.letters)})

    async def answer_mail(self, request: Request) -> Response:
        letter = self.mailbox.find(request.path_params["number"])
        if letter is None:
            raise HTTPException(404, "There is no such mail.")
        async with request.form(max_files=0, max_fields=5) as form:
            text = str(form.get("text", "")).strip()[:LONGEST]
        problem = None
        try:
            if text:
                await self.mailbox.answer(letter, text)
        except Refused as error:
            problem = str(error)
        if problem is None:
            return RedirectResponse("/mail?answered", 303)
        shown = {"letters": list(self.mailbox.letters), "problem": problem}
        return self.templates.TemplateResponse(request, "mail.html", shown, 502)


def link_addresses(text: str) -> Markup:
    """Escaped, its web addresses as links."""
    done, at = Markup(""), 0
    for found in ADDRESS.finditer(text):
        done += escape(text[at : found.start()]) + Markup('<a href="{0}">{0}</a>').format(found[0])
        at = found.end()
    return done + escape(text[at:])
