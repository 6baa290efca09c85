"""What the tests of help publish: a site with topics, and articles for everybody, for some, and for agents alone."""

from __future__ import annotations

import json
from typing import Any

import httpx

from tests.server.cast import Stage

SITE: dict[str, Any] = {
    "kind": "site",
    "id": "acme",
    "title": "Acme",
    "locales": ["en", "nb", "ar"],
    "topics": [
        {"id": "billing", "title": "Billing", "description": "Money in and out."},
        {"id": "empty", "title": "Nothing here"},
        {"id": "internal", "title": "For the team"},
    ],
    "contact": {"email": "help@acme.test", "url": "/contact-us", "phone": "+47 22 00 00 00"},
}
REFUNDS = """---
title: Refunds
topic: billing
related: [invoices, secret, plans]
summary: How money comes back.
---

You get **money back** within `14` days. See [invoices](article:invoices) or [how long](#how-long), [write to us](contact:) or read [the secret](article:secret).

## How long

| Way | Days |
|:----|-----:|
| Card | 5 |

## Who may

> [!warning]
> Only owners.

## What it costs

```python
def cost():
    return 0  # nothing
```
"""
REFUNDS_NB = """---
title: Refusjon
summary: Slik kommer pengene tilbake.
---

Du får **pengene tilbake** innen `14` dager.
"""
INVOICES = "---\ntitle: Invoices\ntopic: billing\n---\n\nSend an invoice. Its number is 7.\n"
PLANS = "---\ntitle: Plans\ntopic: billing\naudience: signed-in\n---\n\nOnly for those who are signed in: zebra.\n"
SECRET = "---\ntitle: Secret\ntopic: internal\naudience: agents\n---\n\nOnly for agents: giraffe.\n"
FILES = {
    "site.json": json.dumps(SITE),
    "articles/refunds.md": REFUNDS,
    "articles/refunds.nb.md": REFUNDS_NB,
    "articles/invoices.md": INVOICES,
    "articles/plans.md": PLANS,
    "articles/secret.md": SECRET,
}


async def publish(
    client: httpx.AsyncClient,
    stage: Stage,
    files: dict[str, str] = FILES,
    environment: str = "production",
    media: dict[str, Any] | None = None,
) -> None:
    named = files | {"site.json": json.dumps(json.loads(files["site.json"]) | {"id": stage.slug})}
    body = {"files": named, "media": media or {}}
    pushed = await client.post(f"/api/sites/{stage.slug}/versions", json=body, headers=stage.bearer)
    assert pushed.status_code == 201, pushed.text
    path = f"/api/sites/{stage.slug}/environments/{environment}/publish"
    published = await client.post(path, json={"version": pushed.json()["version"]}, headers=stage.bearer)
    assert published.status_code == 200, published.text
