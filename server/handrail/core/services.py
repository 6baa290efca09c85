"""What a handler works with, made once per app: `services(request).db.read(…)`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Field, SQLModel
from starlette.requests import HTTPConnection

from handrail.core.background import Background
from handrail.core.clock import Clock
from handrail.core.db import Database, insert, table
from handrail.core.feature import Feature
from handrail.core.ids import new_secret
from handrail.core.problems import Unavailable
from handrail.core.signing import Signer
from handrail.settings import Settings


class ServerKey(SQLModel, table=True):
    """The key that signs our tokens, when the environment brings none. One row: several processes agree on it."""

    __tablename__ = "server_key"
    id: int = Field(primary_key=True)
    secret: str


class Services:
    """`background` is nudged after something was kept that a feature's task waits for."""

    def __init__(
        self, settings: Settings, db: Database, clock: Clock, features: Sequence[Feature], *, background: bool = True
    ) -> None:
        self.settings = settings
        self.db = db
        self.clock = clock
        self.features = tuple(features)
        runs = [partial(run, self) for feature in features for run in feature.runs]
        self.background = Background(runs if background else ())
        self._signer: Signer | None = None

    @property
    def signer(self) -> Signer:
        if self._signer is None:
            raise RuntimeError("start() comes first: the signing key may be in the database")
        return self._signer

    @property
    def started(self) -> bool:
        return self._signer is not None

    async def start(self) -> None:
        """Get the signing key. Called by the first request, so a mounted app needs no lifespan. Raises `Unavailable`.

        Reads the table even when the environment brings the key: so it shows at once when tables are missing.
        """
        if self._signer is not None:
            return
        given = self.settings.secret_key
        try:
            kept = await self.db.read(load_server_key)
            secret = given.get_secret_value() if given else kept or await self.db.write(create_server_key)
        except DBAPIError as error:
            raise Unavailable(
                "The database cannot be read. Is it there, and has `handrail migrate` been run?"
            ) from error
        self._signer = Signer(secret, self.clock)


def services(request: HTTPConnection) -> Services:
    found = request.app.state.services
    assert isinstance(found, Services)
    return found


def load_server_key(conn: Connection) -> str:
    """Empty when there is none yet."""
    return conn.scalar(select(table(ServerKey).c.secret)) or ""


def create_server_key(conn: Connection) -> str:
    """Whoever comes first decides."""
    conn.execute(insert(conn, table(ServerKey)).values(id=1, secret=new_secret()).on_conflict_do_nothing())
    return load_server_key(conn)
