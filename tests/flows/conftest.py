"""Fixtures of the browser tests: a live Handrail server, and live hosts with its script tag in them.

`host_app("tabler")` gives a host with a fresh site of its own, whose content is `content/tabler`, or `tours/acme` for `acme`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from starlette.types import ASGIApp

from handrail.core.resources import resource
from handrail.demo.host import create_host
from tests.flows.hosts.datasette import create_datasette
from tests.flows.hosts.django_admin import create_django_admin
from tests.flows.hosts.folders import PAGES, TABLER, create_folder
from tests.flows.hosts.injection import Injection
from tests.flows.live import address_of, listen, serve
from tests.flows.stage import Site, Stage, open_stage
from tests.flows.steps import step_pages as step_pages
from tests.flows.steps import steps as steps
from tests.flows.watch import Watch

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class HostApp:
    url: str
    site: Site

    def watch(self, page: Page) -> Watch:
        return Watch(page, self.site.url)


HostFactory = Callable[[str], HostApp]


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with open_stage(tmp_path_factory.mktemp("handrail")) as stage:
        yield stage


@pytest.fixture(scope="session")
def third_parties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], tuple[Injection, str]]]:
    """Apps that know nothing of Handrail, each started when it is first asked for."""
    makers: dict[str, Callable[[], ASGIApp]] = {
        "django-admin": lambda: create_django_admin(tmp_path_factory.mktemp("django")),
        "datasette": lambda: create_datasette(tmp_path_factory.mktemp("datasette")),
        "tabler": lambda: create_folder(TABLER),
        "pages": lambda: create_folder(PAGES),
    }
    running: dict[str, tuple[Injection, str]] = {}
    with ExitStack() as stack:

        def start(name: str) -> tuple[Injection, str]:
            if name not in running:
                # In a thread: Django refuses its database to a thread in which an event loop runs, as Playwright's does here.
                with ThreadPoolExecutor(1) as thread:
                    app = Injection(thread.submit(makers[name]).result())
                running[name] = (app, stack.enter_context(serve(app)).url)
            return running[name]

        yield start


@pytest.fixture
def host_app(stage: Stage, third_parties: Callable[[str], tuple[Injection, str]]) -> Iterator[HostFactory]:
    with ExitStack() as stack:

        def start_acme() -> HostApp:
            listener = listen()
            url = address_of(listener)
            site = stage.create_site("acme", [url])
            site.publish_folder(resource("tours") / "acme")
            app = create_host(stage.url, site.publishable_key, site.identity_secret, latency=0.2)
            stack.enter_context(serve(app, listener))
            return HostApp(url, site)

        def start(name: str) -> HostApp:
            if name == "acme":
                return start_acme()
            injection, url = third_parties(name)
            site = stage.create_site(name, [url])
            site.publish_folder(CONTENT / name)
            injection.tag = site.script_tag
            return HostApp(url, site)

        yield start


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """What isn't there after half a minute will not come."""
    context.set_default_timeout(30_000)
    return context


@pytest.fixture
def acme(host_app: HostFactory) -> HostApp:
    return host_app("acme")
