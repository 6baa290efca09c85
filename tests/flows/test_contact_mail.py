"""From the plain page to a mail, and by mail and its link back into the conversation: a person at a browser, the team at the verbs, mails by real SMTP."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from handrail.app import create_app
from handrail.contact.close import close
from handrail.contact.mail.listen import listen as listen_for_answers
from handrail.contact.say import Said, say
from handrail.contact.tables import Conversation
from handrail.contact.thread import conversations
from handrail.core.migrate import migrate
from handrail.core.services import Services
from handrail.demo.mail import Mailbox, catch_mail
from handrail.demo.mail_pages import MailPages
from handrail.demo.pages import HERE
from handrail.settings import Settings
from tests.flows.axe import assert_accessible
from tests.flows.live import LiveApp, address_of, listen, serve
from tests.flows.scripted import wait_until
from tests.flows.stage import Site, Stage
from tests.server.help.shelves import FILES, SITE

Contexts = Callable[..., BrowserContext]


@dataclass(frozen=True)
class Post:
    """The help site of `site`, and everybody's mailbox at `mail`."""

    site: Site
    mail: str
    mailbox: Mailbox
    live: LiveApp
    services: Services

    @property
    def contact(self) -> str:
        return f"{self.site.url}/help/{self.site.slug}/contact"

    def do(self, verb: Callable[..., Any], *args: Any) -> Any:
        """Of the team, on the newest conversation."""

        def run(conn: Any) -> Any:
            row = conn.execute(conversations.select().order_by(conversations.c.number.desc())).first()
            return verb(conn, Conversation(**row._mapping), *args)

        return self.live.run(lambda: self.services.db.write(run))


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    folder: Path = tmp_path_factory.mktemp("post")
    mailbox = Mailbox()
    pages = Starlette(routes=[*MailPages(mailbox).routes(), Mount("/static", StaticFiles(directory=HERE / "static"))])
    with serve(pages) as outside:
        relay = outside.run(lambda: catch_mail(mailbox))
        database_url = f"sqlite:///{folder / 'handrail.db'}"
        migrate(database_url)
        listener = listen()
        app = create_app(
            Settings(
                database_url=database_url,
                public_url=address_of(listener),
                smtp_url=SecretStr(f"smtp://127.0.0.1:{relay.sockets[0].getsockname()[1]}"),
                mail_from="Acme <help@acme.example>",
                mail_domain="reply.acme.example",
            )
        )
        services: Services = app.state.services
        with serve(app, listener) as live:
            live.run(services.start)
            answers = live.run(lambda: listen_for_answers(services, "127.0.0.1:0"))
            mailbox.answers = answers.sockets[0].getsockname()[1]
            site = Stage(live, services).create_site("mail", ["https://app.acme.test"])
            settings = SITE | {"id": site.slug, "contact": {"phone": "+47 22 00 00 00", "expected": "2h"}}
            site.publish(FILES | {"site.json": json.dumps(settings)})
            yield Post(site, f"{outside.url}/mail", mailbox, live, services)
            live.run(lambda: stop(answers))
        outside.run(lambda: stop(relay))


async def stop(server: Any) -> None:
    server.close()


def test_a_message_goes_by_page_and_mail_and_back(post: Post, new_context: Contexts) -> None:
    plain = new_context(java_script_enabled=False).new_page()
    plain.goto(post.contact)
    expect(plain.get_by_role("link", name="+47 22 00 00 00")).to_be_visible()
    plain.get_by_label("How can we help?").fill("Invoices do not leave.")
    plain.get_by_label("Your e-mail address").fill("paula@prosper.example")
    plain.get_by_role("button", name="Send", exact=True).click()
    expect(plain.get_by_role("heading", name="We have your message")).to_be_visible()
    numbered = plain.get_by_text("It has the number")
    subject = f"We have your message (#{''.join(filter(str.isdigit, numbered.inner_text()))})"

    page = new_context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    letter = find_mail(page, post, subject)
    letter.get_by_text("Answer as paula@prosper.example").click()
    letter.get_by_label("Your answer").fill("Since Monday.")
    letter.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("status")).to_be_visible()

    page.clock.install()
    find_mail(page, post, subject).get_by_role("link").click()
    thread = page.get_by_role("list", name="Your conversation")
    expect(thread.get_by_role("listitem")).to_contain_text(["Invoices do not leave.", "Since Monday."])
    assert re.fullmatch(r".*/conversation", page.url), "the token is in no address"
    assert_accessible(page)
    page.get_by_label("Your message").fill("<b>In</b> Firefox.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(thread.get_by_role("listitem").last).to_contain_text("<b>In</b> Firefox.")

    now = post.services.clock.now()
    post.do(say, Said("agent", "Try again now.", "a1"), now)
    page.clock.run_for(20_000)
    expect(thread.get_by_role("listitem").last).to_contain_text("Try again now.")
    post.do(close, "solved", "agent", None, now)
    page.get_by_role("button", name="Look for new answers").click()
    page.get_by_role("radio", name="Very good").check()
    assert_accessible(page)
    page.get_by_role("button", name="Send", exact=True).first.click()
    expect(page.get_by_role("status")).to_have_text("Thank you. We read what you wrote.")
    assert said == []


def find_mail(page: Page, post: Post, subject: str) -> Any:
    """Mails come when they come."""
    wait_until(page, lambda: any(letter.subject == subject for letter in post.mailbox.letters))
    page.goto(post.mail)
    return page.get_by_role("article", name=subject)


def test_a_link_without_its_token_leads_to_the_form(post: Post, page: Page) -> None:
    page.goto(post.contact.replace("/contact", "/conversation"))
    expect(page.get_by_text("This link leads nowhere any more")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("main").get_by_role("link", name="Contact us").click()
    expect(page.get_by_role("heading", name="Contact us")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width", "locale"), [("light", 1280, ""), ("dark", 320, ""), ("dark", 360, "/ar")])
def test_the_form_reads_well_also_with_a_fault(
    post: Post, new_context: Contexts, scheme: str, width: int, locale: str
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 720}).new_page()
    page.goto(post.contact.replace("/contact", f"{locale}/contact"))
    assert_accessible(page)
    page.locator("textarea").fill("x")
    page.locator("input[type=email]").fill("nobody@localhost")
    page.locator("main form").get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("x")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
