"""The wire of what concerns a person: `/v1/me/…` and `/api/sites/{site}/people/…`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

UserToken = Annotated[str, Field(max_length=40_000)]


class AboutMe(BaseModel):
    """`token` as the last sync gave it. `user_token`, when the host has one, must be good as well."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    key: Annotated[str, Field(max_length=100)]
    token: Annotated[str, Field(max_length=1_000)]
    user_token: UserToken | None = None


class AboutPerson(BaseModel):
    """Either the host's own id (`sub`) or ours (`person`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    environment: Annotated[str, Field(max_length=100)] = "production"
    sub: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    person: Annotated[str, Field(min_length=1, max_length=64)] | None = None

    @model_validator(mode="after")
    def check_one_name(self) -> AboutPerson:
        if (self.sub is None) == (self.person is None):
            raise ValueError("needs exactly one of sub, person")
        return self


class Erased(BaseModel):
    """`person_id` is worth nothing from now on."""

    person_id: str
    erased_at: str


class Revoked(BaseModel):
    person_id: str
