"""How `handrail check` signs in to the demo: one click, as whoever has the role."""

from playwright.sync_api import Page

WHO = {"owner": "paula", "admin": "tess", "member": "frank"}


def sign_in(page: Page, url: str, role: str, locale: str) -> None:
    page.goto(f"{url}/sign-in")
    page.get_by_test_id(f"sign-in-{WHO[role]}").click()
    page.wait_for_url(f"{url}/")
