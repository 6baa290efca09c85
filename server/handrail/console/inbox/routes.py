"""The inbox's addresses. Those with a name of their own come before `{conversation}`."""

from __future__ import annotations

from handrail.console.inbox import acts, downloads, events, pages, replies

ROUTES = (*events.ROUTES, *pages.ROUTES, *acts.ROUTES, *downloads.ROUTES, *replies.ROUTES)
