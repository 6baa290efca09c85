"""A host under a policy as strict as one can have, and the content of its help: an article with everything in it, a few short ones, a tour."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import Request as PageRequest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from handrail.content.folder import FolderMedia
from handrail.content.validation.validate import validate
from handrail.core.resources import resource
from tests.flows.live import address_of, listen, serve
from tests.flows.scripted import wait_until
from tests.flows.stage import Site, Stage

POLICY = (
    "default-src 'none'; script-src 'nonce-host' {sdk}; connect-src {sdk}; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
CORS = {"access-control-allow-origin": "*"}
SITE: dict[str, Any] = {
    "kind": "site",
    "title": "A test",
    "locales": ["en", "nb", "de", "ar", "ja"],
    "topics": [
        {"id": "billing", "title": "Billing", "description": "Invoices, payments and what they cost."},
        {"id": "faq", "title": "Questions and answers"},
        {"id": "empty", "title": "Still to be written"},
    ],
    "contact": {"email": "help@example.com", "url": "/support"},
}
TOUR = {
    "kind": "tour",
    "id": "first-invoice",
    "title": "Send your first invoice",
    "start": {"on": "manual"},
    "steps": [{"id": "one", "type": "modal", "title": "Start here", "text": "Every invoice starts with a customer."}],
}
SNIPPET = {
    "kind": "snippet",
    "id": "due-dates",
    "title": "Due dates",
    "page": "/",
    "text": "An invoice is due **14 days** after it is sent. See [Refunds](article:refunds).",
    "media": {"image": "media/invoices.png", "alt": "Where the due date stands"},
}
EVERYTHING = """---
id: everything
title: Everything an article can hold
topic: billing
tags: [reference]
related: [refunds, fees]
---
The short answer first, with **strong**, *emphasis*, ~~what is no longer so~~ and `code`. See [refunds](article:refunds),
[how long they take](article:refunds#how-long-it-takes), [the tour](tour:first-invoice), [a person](contact:),
[elsewhere](https://example.com/) or [the support page](/support).

## Lists

1. Open **Invoices**.
2. Choose the invoice.
   - Paid ones are green.
   - Late ones are red.
3. Press **Refund**.

## Tables

| Plan | Invoices a month | Price | What else it comes with |
|:-----|:----------------:|------:|-------------------------|
| Free | 5 | 0 € | Help in this panel and on the site |
| Pro | Unlimited | 12 € | Reminders, recurring invoices and an answer within a day |

## Code

```python
# What is due, oldest first
def list_due(invoices: list[Invoice], limit: int = 10) -> list[Invoice]:
    return sorted((one for one in invoices if one.state == "due"), key=lambda one: one.sent_at)[:limit]
```

### As text

```
POST /api/invoices
```

## Callouts

> [!note]
> A refund takes **three days** to arrive.

> [!tip]
> Send a credit note first.

> [!warning]
> What is refunded cannot be charged again.

> A plain quotation, for what others said.

---

## Pictures

![The list of invoices](media/invoices.png)

![How to add a customer](media/add-customer.webm)

### What comes last

#### The last part

That is all.
"""
REFUNDS = """---
id: refunds
title: Refund an invoice
topic: billing
tags: [money back]
related: [fees, everything]
---
Open the invoice and press **Refund**. The money is back in three days.

## How long it takes

Card payments take three days, bank transfers five.
"""
FEES = """---
id: fees
title: What a payment costs
topic: faq
related: [refunds]
---
A card payment costs 1.4 % of the invoice, a bank transfer nothing.
"""
REFUNDS_IN = {
    "nb": ("Refunder en faktura", "Åpne fakturaen og trykk på **Refunder**. Pengene er tilbake om tre dager."),
    "de": ("Eine Rechnung erstatten", "Öffnen Sie die Rechnung und klicken Sie auf **Erstatten**. Das Geld ist in drei Tagen da."),
    "ar": ("استرداد قيمة فاتورة", "افتح الفاتورة واضغط **استرداد**. يعود المال خلال ثلاثة أيام."),
    "ja": ("請求書を返金する", "請求書を開いて**返金**を押します。3日で返金されます。"),
}  # fmt: skip


def translate(title: str, text: str) -> str:
    return f"---\ntitle: {title}\n---\n{text}\n\n## {title}\n\n{text}\n"


def list_files(slug: str, **more: str) -> dict[str, str]:
    """`more`: files of a test's own, `__` in place of the dot."""
    return {
        "site.json": json.dumps(SITE | {"id": slug}),
        "first-invoice.json": json.dumps(TOUR),
        "due-dates.json": json.dumps(SNIPPET),
        "everything.md": EVERYTHING,
        "refunds.md": REFUNDS,
        "fees.md": FEES,
        **{f"refunds.{locale}.md": translate(*texts) for locale, texts in REFUNDS_IN.items()},
        **{name.replace("__", "."): text for name, text in more.items()},
    }


@dataclass
class HelpHost:
    """`page` is what the host's own page has; `tag` the attributes of our script."""

    url: str
    site: Site
    tag: str = ""
    markup: str = "<main><h1>Invoices</h1><p><button>New invoice</button></p></main>"

    async def give_page(self, request: Request) -> Response:
        tag = f'<script async src="{self.site.script_url}" data-key="{self.site.publishable_key}" {self.tag}></script>'
        text = (
            f'<!doctype html><html lang="en"><head><title>Host</title><meta name="viewport" content="width=device-width">'
            f"{tag}</head><body>{self.markup}</body></html>"
        )
        return HTMLResponse(text, headers={"content-security-policy": POLICY.format(sdk=self.site.url)})

    def open(self, page: Page, path: str | None = None) -> None:
        """The page; and the panel at `path`, as the host would open it."""
        page.goto(self.url)
        expect(page.get_by_role("heading", name="Invoices")).to_be_visible()
        if path is not None:
            page.evaluate("(path) => handrail.push(['open', path])", path)
            expect(panel(page)).to_be_visible()


def panel(page: Page) -> Locator:
    return page.locator("dialog.panel")


@contextmanager
def open_help_host(stage: Stage, files: dict[str, str] | None = None) -> Iterator[HelpHost]:
    listener = listen()
    url = address_of(listener)
    site = stage.create_site("help", [url])
    content = list_files(site.slug) | (files or {})
    media = FolderMedia(resource("tours") / "acme")
    validate({path: text.encode() for path, text in content.items()}, find_media=media.find)
    site.publish(content, media)
    host = HelpHost(url, site)
    with serve(Starlette(routes=[Route("/{path:path}", host.give_page)]), listener):
        yield host


class Ear:
    """What the page tells the server. Begins before the page is opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: list[dict[str, Any]] = []
        page.on("request", self.note)

    def note(self, request: PageRequest) -> None:
        if request.url.endswith("/v1/sync") and request.method == "POST":
            self.told += json.loads(request.post_data or "{}").get("events", [])

    def hear(self, name: str, count: int = 1) -> list[dict[str, Any]]:
        """The events of this name, once there are that many: item and props."""
        wait_until(self.page, lambda: len(self.all(name)) >= count)
        return self.all(name)

    def all(self, name: str) -> list[dict[str, Any]]:
        seen = {event["id"]: event for event in self.told if event["name"] == name}
        return [{"item": event.get("item"), **event.get("props", {})} for event in seen.values()]
