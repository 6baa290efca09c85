"""Settings of one server, frozen. `Settings.from_env` is the only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr, field_validator


class Settings(BaseModel):
    """`demo` is set by `handrail demo` alone: the environment cannot switch on keys and passwords that everybody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    database_url: str = "sqlite:///handrail.db"
    secret_key: SecretStr | None = None
    public_url: str = "http://localhost:8700"
    server: str | None = None
    key: SecretStr | None = None
    demo: bool = False

    @field_validator("public_url")
    @classmethod
    def check_public_url(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("HANDRAIL_PUBLIC_URL must be an http or https address, as in https://handrail.example.com")
        return value.rstrip("/")

    @field_validator("secret_key")
    @classmethod
    def check_secret_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < 32:
            raise ValueError("HANDRAIL_SECRET_KEY needs at least 32 characters; leave it out and the server makes one")
        return value

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """`HANDRAIL_DATABASE_URL`, `HANDRAIL_SECRET_KEY`, `HANDRAIL_PUBLIC_URL`, `HANDRAIL_SERVER`, `HANDRAIL_KEY`; an empty one counts as absent."""
        names = ("database_url", "secret_key", "public_url", "server", "key")
        found = {name: environment.get(f"HANDRAIL_{name.upper()}") for name in names}
        return cls.model_validate({name: value for name, value in found.items() if value})
