"""The management API as commands call it: on a server that is named, else on the database, by the same app in this process.

One way for both: only the transport differs, so what works here works there.
"""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Self

import httpx
import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from starlette.applications import Starlette

from handrail.app import create_app
from handrail.cli.output import Failure
from handrail.core.migrate import migrate
from handrail.core.problems import Problem
from handrail.core.services import Services
from handrail.core.signing import Purpose
from handrail.settings import Settings

SECONDS = 30.0
ServerOption = Annotated[str | None, typer.Option("--server", help="Address of a running server [HANDRAIL_SERVER].")]
KeyOption = Annotated[str | None, typer.Option("--key", help="Secret key of the site there, sk_… [HANDRAIL_KEY].")]


class Refused(Failure):
    """The server's answer was a problem; `problem` is its body."""

    def __init__(self, problem: dict[str, Any]) -> None:
        errors = [f"{error['path']}: {error['problem']}" for error in problem.get("errors", [])]
        super().__init__("; ".join(errors) or str(problem.get("detail") or problem.get("title")))
        self.problem = problem


class Connection:
    """`with connect(server, key) as api: api.post("/api/sites", {…})`, or within an event loop `async with api.opened(): await api.ask("POST", …)`. Raises `Failure`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        try:
            self._client = self._runner.run(self._open())
        except BaseException:
            self._runner.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._close())
        self._runner.close()

    def get(self, path: str, **query: str | int) -> Any:
        return self._runner.run(self.ask("GET", path, params=query))

    def post(self, path: str, body: Any, seconds: float = SECONDS) -> Any:
        return self._runner.run(self.ask("POST", path, json=body, timeout=seconds))

    def put(self, path: str, content: bytes) -> Any:
        return self._runner.run(self.ask("PUT", path, content=content))

    def delete(self, path: str) -> Any:
        return self._runner.run(self.ask("DELETE", path))

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        self._client = await self._open()
        try:
            yield
        finally:
            await self._close()

    async def _open(self) -> httpx.AsyncClient:
        self._services: Services | None = None
        if self._settings.server:
            bearer = self._settings.key.get_secret_value() if self._settings.key else ""
            return make_client(self._settings.server.rstrip("/"), lambda: bearer, None)
        await asyncio.to_thread(prepare_database, self._settings.database_url)
        app = await self._open_app()
        services: Services = app.state.services
        name = f"{name_user()} by handrail"
        # Each is good for a minute, and a command may go on for hours.
        return make_client(
            "http://handrail", lambda: services.signer.dumps(Purpose.OPERATOR, name), httpx.ASGITransport(app)
        )

    async def _open_app(self) -> Starlette:
        try:
            app = create_app(self._settings, background=False)  # that is a server's to do
        except ValueError as error:
            raise Failure(str(error)) from error
        self._services = app.state.services
        try:
            await self._services.start()
        except (OSError, SQLAlchemyError, Problem) as error:
            await self._services.db.close()
            raise Failure(f"the database cannot be used: {str(error).splitlines()[0]}") from error
        return app

    async def ask(self, method: str, path: str, **parts: Any) -> Any:
        try:
            answer = await self._client.request(method, path, **parts)
        except httpx.HTTPError as error:
            raise Failure(f"{self._settings.server} does not answer ({error}); is it running there?") from error
        except httpx.InvalidURL as error:
            raise Failure(f"{self._settings.server} is no address; write it as in https://help.example.com") from error
        if answer.is_success:
            return answer.json() if answer.content else None
        if answer.headers.get("content-type", "").startswith("application/problem+json"):
            raise Refused(answer.json())
        raise Failure(f"{self._settings.server} answered {answer.status_code}, and not as Handrail does; is it one?")

    async def _close(self) -> None:
        await self._client.aclose()
        if self._services is not None:
            await self._services.db.close()


def connect(server: str | None, key: str | None) -> Connection:
    """Options first, then the environment."""
    given = {"server": server, "key": key}
    settings = Settings.from_env()
    settings = Settings.model_validate(settings.model_dump() | {name: value for name, value in given.items() if value})
    if settings.server and not settings.key:
        raise Failure("a server wants a secret key; give it with --key or HANDRAIL_KEY")
    return Connection(settings)


def name_user() -> str:
    """For the audit log."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number that nobody has a name for
        return "somebody"


def make_client(base: str, make_bearer: Callable[[], str], transport: httpx.ASGITransport | None) -> httpx.AsyncClient:
    """With a bearer of its own for each request."""

    def sign(request: httpx.Request) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {make_bearer()}"
        return request

    return httpx.AsyncClient(base_url=base, auth=sign, timeout=SECONDS, transport=transport)


def prepare_database(url: str) -> None:
    """SQLite comes up to date by itself. PostgreSQL is often shared, so there somebody runs `handrail migrate`."""
    path = find_file(url)
    if path is not None and not path.exists():
        raise Failure(f"there is no database at {path} yet; run `handrail init` first, or name a server with --server")
    bring_up_to_date(url, only_file=True)


def bring_up_to_date(url: str, *, only_file: bool = False) -> None:
    """Raises `Failure`. `only_file` leaves a database alone that is no file of ours."""
    if find_file(url) is None and only_file:
        return
    try:
        migrate(url)
    except (SQLAlchemyError, OSError, Problem) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise Failure(f"the database cannot be used ({reason}); is it there, and may you write to it?") from error


def find_file(url: str) -> Path | None:
    """The file of a SQLite database; None for another one. Raises `Failure`."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Failure("HANDRAIL_DATABASE_URL is no address; write it as in sqlite:///handrail.db") from error
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None
