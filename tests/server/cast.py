"""Who appears in the server's tests: two sites, and the four members of one of them. Their names are used in every test alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from starlette.applications import Starlette

from handrail.core.clock import Clock
from handrail.core.services import Services
from handrail.core.signing import Purpose
from handrail.sites.schema import AddMember, CreatedEnvironment, CreatedSite

START = 1_767_603_600_000  # Monday, 2026-01-05 09:00 UTC
PASSWORD = "correct horse battery"
ORIGIN = "https://app.acme.test"


class MovingClock(Clock):
    """Stands still until a test moves it."""

    def __init__(self, instant: int = START) -> None:
        self.instant = instant

    def now(self) -> int:
        return self.instant

    def advance(self, milliseconds: int) -> None:
        self.instant += milliseconds


@dataclass(frozen=True)
class Player:
    id: str
    name: str
    email: str
    role: str
    password: str = PASSWORD


@dataclass(frozen=True)
class Stage:
    """A site with its keys. `origin` is on the list of `production`."""

    slug: str
    secret_key: str
    production: CreatedEnvironment
    staging: CreatedEnvironment
    origin: str

    @property
    def key(self) -> str:
        """The publishable key of `production`."""
        return self.production.publishable_key

    @property
    def bearer(self) -> dict[str, str]:
        """Headers of the management API, as owner."""
        return {"Authorization": f"Bearer {self.secret_key}"}


@dataclass(frozen=True)
class Cast:
    """Olivia, Eddie, Agnes and Victor are members of acme; globex is another customer's."""

    acme: Stage
    globex: Stage
    olivia: Player  # owner
    eddie: Player  # editor
    agnes: Player  # agent
    victor: Player  # viewer

    @property
    def members(self) -> Sequence[Player]:
        return (self.olivia, self.eddie, self.agnes, self.victor)


def services_of(app: Starlette) -> Services:
    found = app.state.services
    assert isinstance(found, Services)
    return found


async def operator_bearer(app: Starlette) -> dict[str, str]:
    """Headers of the operator, as the command line makes them."""
    found = services_of(app)
    await found.start()
    return {"Authorization": f"Bearer {found.signer.dumps(Purpose.OPERATOR, 'a test')}"}


async def assemble_cast(app: Starlette, client: httpx.AsyncClient) -> Cast:
    operator = await operator_bearer(app)

    async def build(slug: str, origin: str) -> Stage:
        answer = await client.post("/api/sites", json={"site": slug, "origins": [origin]}, headers=operator)
        assert answer.status_code == 201, answer.text
        site = CreatedSite.model_validate(answer.json())
        production, staging = site.environments
        return Stage(slug, site.secret_key, production, staging, origin)

    async def hire(stage: Stage, name: str, role: str) -> Player:
        wanted = AddMember.model_validate(
            {"email": f"{name.lower()}@acme.test", "name": name, "role": role, "password": PASSWORD}
        )
        answer = await client.post(
            f"/api/sites/{stage.slug}/members", content=wanted.model_dump_json(), headers=stage.bearer
        )
        assert answer.status_code == 201, answer.text
        return Player(answer.json()["id"], name, wanted.email, role)

    acme = await build("acme", ORIGIN)
    globex = await build("globex", "https://www.globex.test")
    return Cast(
        acme=acme,
        globex=globex,
        olivia=await hire(acme, "Olivia", "owner"),
        eddie=await hire(acme, "Eddie", "editor"),
        agnes=await hire(acme, "Agnes", "agent"),
        victor=await hire(acme, "Victor", "viewer"),
    )
