"""What every command speaks through."""

from __future__ import annotations

import pytest

from handrail.cli.connection import connect
from handrail.core.clock import HOUR, Clock
from tests.server.cast import Cast


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_a_command_may_go_on_for_hours(cast: Cast, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the database itself, as `handrail dev` does: what says that it may is good for a minute."""
    monkeypatch.delenv("HANDRAIL_SERVER", raising=False)
    monkeypatch.setenv("HANDRAIL_DATABASE_URL", database_url)
    connection = connect(None, None)
    async with connection.opened():
        before = await connection.ask("GET", "/api/sites/acme")
        later = Clock().now() + 2 * HOUR
        monkeypatch.setattr(Clock, "now", lambda _clock: later)
        assert await connection.ask("GET", "/api/sites/acme") == before
