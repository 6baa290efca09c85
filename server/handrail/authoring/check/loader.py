"""In the place of Handrail's own loader in the app stands one that shows nothing: no published tour is in the way."""

from __future__ import annotations

import re

from playwright.async_api import BrowserContext, Route
from playwright.sync_api import BrowserContext as SyncBrowserContext
from playwright.sync_api import Route as SyncRoute

LOADER = re.compile(r"/sdk/(?:handrail\.js|[0-9a-f]{8,40}/[\w.-]+\.js)(?:\?|$)")
STUB = """(() => {
  const kept = Array.isArray(window.handrail) ? [...window.handrail] : [];
  const nothing = async () => {};
  const names = ["identify", "context", "start", "open", "on", "preferences", "why", "reset", "off"];
  const stub = Object.fromEntries(names.map((name) => [name, nothing]));
  window.handrail = { ...stub, kept, push: (...calls) => kept.push(...calls), track: async (...said) => { kept.push(["track", ...said]); } };
})()"""
"""What a host tells it is kept, and answers to nothing."""


async def block_our_own(context: BrowserContext) -> None:
    async def give_stub(route: Route) -> None:
        if is_loader(route.request.url):
            await route.fulfill(body=STUB, content_type="text/javascript")
        else:
            await route.abort()

    await context.route(LOADER, give_stub)


def block_our_own_sync(context: SyncBrowserContext) -> None:
    def give_stub(route: SyncRoute) -> None:
        if is_loader(route.request.url):
            route.fulfill(body=STUB, content_type="text/javascript")
        else:
            route.abort()

    context.route(LOADER, give_stub)


def is_loader(url: str) -> bool:
    return url.partition("?")[0].endswith("/handrail.js")
