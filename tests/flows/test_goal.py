"""Whether a tour is good for what it is for: what a page tells of it, and what `handrail report` makes of that.

Reached in time and too late by those who saw it, reached by one who was held out of it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jwt
import pytest
from playwright.sync_api import BrowserContext, Page
from starlette.applications import Starlette
from starlette.routing import Route

from handrail.core.clock import DAY, HOUR, Clock
from tests.flows.cards import expect_no_card, press, recorded
from tests.flows.live import serve
from tests.flows.scripted import Host
from tests.flows.stage import Site, open_stage

TOUR = {
    "kind": "tour",
    "id": "welcome",
    "title": "Welcome",
    "goal": {"event": "invoice_sent", "within": "2d", "hold_out": 0.5},
    "steps": [{"id": "one", "type": "slide-out", "title": "Send one", "text": "It takes a minute."}],
}
SENT: dict[str, Any] = {"events": {"invoice_sent": {}}}


class LaterClock(Clock):
    """Goes as any other, but may be set forward."""

    ahead = 0

    def now(self) -> int:
        return super().now() + self.ahead


def make_token(site: Site, clock: Clock, sub: str) -> str:
    claims = {"sub": sub, "exp": clock.now() // 1000 + 3600}
    return jwt.encode(claims, site.identity_secret, algorithm="HS256")


def find_people(site: Site, clock: Clock) -> dict[bool, list[str]]:
    """By whether they are held out: three that are not, and one that is. Chance decides, and is the same for ever."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for number in range(200):
        sub = f"u{number}"
        (item,) = site.sync(user_token=make_token(site, clock, sub))["items"]
        found[item["held"]].append(sub)
        if found[True] and len(found[False]) >= 3:
            break
    return found


def tell_goals(site: Site) -> list[str]:
    """Lines of the report."""
    handrail = Path(sys.executable).with_name("handrail")
    server = ["--server", site.url, "--key", site.secret_key]
    command: list[str | Path] = [handrail, "report", "tours", site.slug, *server]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stderr
    return [" ".join(line.split()) for line in told.stdout.splitlines() if "invoice_sent" in line]


def test_who_reached_it_in_time_too_late_and_without_the_tour(
    new_context: Callable[[], BrowserContext], tmp_path: Path
) -> None:
    clock = LaterClock()
    host = Host("", "")
    with (
        open_stage(tmp_path, clock=clock) as stage,
        serve(Starlette(routes=[Route("/{path:path}", host.page)])) as pages,
    ):
        site = stage.create_site("goal", [pages.url])
        site.publish_tour(TOUR, site=SENT)
        host.sdk = site.url
        people = find_people(site, clock)

        def visit(sub: str, page: Page | None = None) -> Page:
            host.tag = f'data-key="{site.publishable_key}" data-user-token="{make_token(site, clock, sub)}"'
            page = page or new_context().new_page()
            page.goto(pages.url)
            return page

        def send_invoice(page: Page) -> None:
            # Only then it knows what time it is.
            page.evaluate("() => new Promise((done) => (window.handrail ||= []).push(['on', 'ready', done]))")
            with recorded(page, "invoice_sent"):
                page.evaluate("() => handrail.track('invoice_sent')")

        def see_it(sub: str) -> Page:
            page = visit(sub)
            with recorded(page, "tour_completed"):
                press(page, "Send one", "Done")
            return page

        early, late, _ = (see_it(sub) for sub in people[False][:3])
        send_invoice(early)
        with new_context().new_page() as held:
            with recorded(held, "tour_held_out"):
                visit(people[True][0], held)
            expect_no_card(held)
            send_invoice(held)
        clock.ahead = 3 * DAY
        visit(people[False][1], late)
        send_invoice(late)
        clock.ahead += HOUR

        goal: dict[str, Any] = site.report("welcome")["goal"]
        assert {name: (goal[name]["reached"], goal[name]["people"]) for name in ("saw", "by_itself", "held_out")} == {
            "saw": (1, 3),
            "by_itself": (1, 3),
            "held_out": (1, 1),
        }
        assert goal["difference"]["value"] == pytest.approx(1 / 3 - 1, abs=1e-3)
        assert tell_goals(site) == ["welcome invoice_sent 2d 1 of 3 (33 %) 1 of 3 (33 %) 1 of 1 (100 %) -67 -94 +25"]
