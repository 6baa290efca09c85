"""A site that can be written to, its team, and what people see of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from pydantic import SecretStr

from tests.flows.conftest import HostApp, HostFactory
from tests.flows.contact.agent import Agent
from tests.flows.hosts.injection import Injection
from tests.flows.panels import panel, publish_help
from tests.flows.stage import Stage, open_stage

SITE: dict[str, Any] = {"contact": {"phone": "+47 22 00 00 00", "expected": "2h", "keep_query": ["tab"]}}


@dataclass(frozen=True)
class Office:
    """The host's page, and the team behind it."""

    host: HostApp
    agent: Agent

    @property
    def url(self) -> str:
        return f"{self.host.url}/plain.html"


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A server that sends mails, to people who are away for a minute: none goes out."""
    mail: dict[str, Any] = {"smtp_url": SecretStr("smtp://127.0.0.1:9"), "mail_from": "Acme <help@acme.example>"}
    with open_stage(tmp_path_factory.mktemp("contact"), **mail) as stage:
        yield stage


@pytest.fixture
def office(host_app: HostFactory, third_parties: Callable[[str], tuple[Injection, str]]) -> Office:
    host = host_app("pages")
    publish_help(host, site=SITE)
    tag = host.site.script_tag
    third_parties("pages")[0].tag = tag.replace("data-key", 'data-release="7.1" data-errors data-key')
    return Office(host, Agent(host.site))


def open_contact(page: Page) -> Locator:
    """By hand."""
    page.get_by_role("button", name="Help").click()
    panel(page).get_by_role("button", name="Contact us").click()
    expect(panel(page).get_by_role("heading", name="Contact us", level=2)).to_be_visible()
    return panel(page)


def field(page: Page) -> Locator:
    return panel(page).get_by_role("textbox", name="Your message")


def write(page: Page, text: str) -> None:
    field(page).fill(text)
    panel(page).get_by_role("button", name="Send", exact=True).click()


def make_file(name: str, content: bytes = b"What happened") -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def attach(page: Page, *files: FilePayload) -> None:
    """By the button."""
    page.get_by_role("dialog").locator("input[type=file]").set_input_files(files)


def expect_sent(page: Page, text: str) -> None:
    """It is with the team: what only waits has no time yet."""
    expect(bubbles(page).filter(has_text=text)).to_contain_text("You, ")


def bubbles(page: Page) -> Locator:
    return panel(page).get_by_role("log").get_by_role("listitem")
