"""Whose a conversation is when people come and go at one device."""

from __future__ import annotations

import time

import jwt
from playwright.sync_api import BrowserContext, Page, expect

from tests.flows.contact.conftest import Office, bubbles, expect_sent, open_contact, write


def sign_in(page: Page, office: Office, sub: str) -> None:
    """As the host does. The page knows who it is once the server has said so."""
    claims = {"sub": sub, "exp": time.time() + 3600}
    token = jwt.encode(claims, office.host.site.identity_secret, algorithm="HS256")
    page.evaluate("async (token) => { await handrail.identify(token); }", token)
    page.wait_for_function("() => Object.keys(localStorage).some((name) => name.endsWith(':known'))")


def read_log(page: Page, office: Office) -> None:
    page.goto(office.url)
    open_contact(page)


def test_a_conversation_goes_to_who_signs_in_unless_somebody_else_was_here(
    page: Page, context: BrowserContext, office: Office
) -> None:
    # Nobody was here before: what a visitor wrote is theirs.
    read_log(page, office)
    write(page, "Before I signed in")
    expect_sent(page, "Before I signed in")
    sign_in(page, office, "ada")
    read_log(page, office)
    expect(bubbles(page)).to_contain_text(["Before I signed in"])

    # After Ada a visitor, and after the visitor Ben: neither sees what the one before wrote.
    page.evaluate("handrail.reset()")
    read_log(page, office)
    expect(bubbles(page)).to_have_count(0)
    write(page, "A visitor's")
    expect_sent(page, "A visitor's")
    ada = page.evaluate("() => localStorage.getItem(Object.keys(localStorage).find((one) => one.endsWith(':known')))")
    sign_in(page, office, "ben")
    page.wait_for_function(
        "(ada) => localStorage.getItem(Object.keys(localStorage).find((one) => one.endsWith(':known'))) !== ada",
        arg=ada,
    )
    read_log(page, office)
    expect(bubbles(page)).to_have_count(0)
    write(page, "Ben's")
    expect_sent(page, "Ben's")
    expect(bubbles(page)).to_have_count(1)
    told = office.host.site.call("GET", "/conversations")["conversations"]
    assert [one["subject"] for one in told] == ["Ben's", "A visitor's", "Before I signed in"]
