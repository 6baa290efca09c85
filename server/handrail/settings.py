"""Settings of one server, frozen. `Settings.from_env` is the only reader of the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr, field_validator, model_validator

MAIL_ADDRESS = re.compile(r"[^@\s<>]{1,64}@[A-Za-z0-9.-]{1,190}")
# Without the last label a name of this machine's network, as in `mail`, is one as well.
DOMAIN = re.compile(r"(?=.{1,190}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
SHORTEST_SECRET = 16


class Settings(BaseModel):
    """`demo` is set by `handrail demo` alone: the environment cannot switch on keys and passwords that everybody knows.

    `mail_certificate`: PEM, with which the mail listener offers STARTTLS; its key may stand in the same file.
    `private_webhooks`: they may go to addresses of this server's own network, and by http (`HANDRAIL_PRIVATE_WEBHOOKS=1`).
    `member`: for whom `handrail dev` shows drafts, by e-mail.
    `browser`: what `handrail check` and `pick` drive, by path or name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    database_url: str = "sqlite:///handrail.db"
    secret_key: SecretStr | None = None
    public_url: str = "http://localhost:8700"
    server: str | None = None
    key: SecretStr | None = None
    smtp_url: SecretStr | None = None
    mail_from: str | None = None
    mail_domain: str | None = None
    mail_listen: str | None = None
    mail_certificate: Path | None = None
    mail_certificate_key: Path | None = None
    mail_authserv: str | None = None
    inbound_secret: SecretStr | None = None
    demo: bool = False
    private_webhooks: bool = False
    browser: str | None = None
    member: str | None = None

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

    @field_validator("smtp_url")
    @classmethod
    def check_smtp_url(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = urlsplit(value.get_secret_value())
            if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not is_port(parts.netloc):
                raise ValueError(
                    "HANDRAIL_SMTP_URL must be as in smtp://user:password@mail.example.com:587 or smtps://…"
                )
        return value

    @field_validator("mail_from")
    @classmethod
    def check_mail_from(cls, value: str | None) -> str | None:
        if value is not None and not (value.isprintable() and MAIL_ADDRESS.fullmatch(parseaddr(value)[1])):
            raise ValueError("HANDRAIL_MAIL_FROM must be an address, as in Acme <help@acme.example>")
        return value

    @field_validator("mail_domain")
    @classmethod
    def check_mail_domain(cls, value: str | None) -> str | None:
        if value is not None and not DOMAIN.fullmatch(value.lower()):
            raise ValueError("HANDRAIL_MAIL_DOMAIN must be a domain, as in reply.acme.example")
        return value and value.lower()

    @field_validator("mail_listen")
    @classmethod
    def check_mail_listen(cls, value: str | None) -> str | None:
        if value is not None:
            parts = urlsplit(value if "://" in value else f"smtp://{value}")
            if parts.scheme not in ("smtp", "lmtp") or not parts.hostname or not is_port(parts.netloc, needed=True):
                raise ValueError("HANDRAIL_MAIL_LISTEN must be as in 0.0.0.0:25 or lmtp://127.0.0.1:2400")
        return value

    @field_validator("inbound_secret")
    @classmethod
    def check_inbound_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"HANDRAIL_INBOUND_SECRET needs at least {SHORTEST_SECRET} characters")
        return value

    @model_validator(mode="after")
    def check_mail_belongs_together(self) -> Settings:
        if self.mail_domain is None and (self.mail_listen or self.inbound_secret):
            raise ValueError("answers by mail need HANDRAIL_MAIL_DOMAIN, which their addresses end with")
        if self.mail_certificate is not None and self.mail_listen is None:
            raise ValueError("HANDRAIL_MAIL_CERTIFICATE is for the listener of HANDRAIL_MAIL_LISTEN")
        if self.mail_certificate is None and self.mail_certificate_key is not None:
            raise ValueError("HANDRAIL_MAIL_CERTIFICATE_KEY is the key of HANDRAIL_MAIL_CERTIFICATE")
        if self.mail_from is None and self.smtp_url is not None:
            raise ValueError("HANDRAIL_SMTP_URL needs HANDRAIL_MAIL_FROM, as in Acme <help@acme.example>")
        return self

    @property
    def sends_mail(self) -> bool:
        """Without this nothing is promised by mail."""
        return self.smtp_url is not None and self.mail_from is not None

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """`HANDRAIL_` and the name in capitals, as in `HANDRAIL_DATABASE_URL`; an empty one counts as absent."""
        names = [name for name in cls.model_fields if name != "demo"]
        found = {name: environment.get(f"HANDRAIL_{name.upper()}") for name in names}
        return cls.model_validate({name: value for name, value in found.items() if value})


def is_port(netloc: str, *, needed: bool = False) -> bool:
    """Whether the port behind a host's name is one, if there is one."""
    try:
        port = urlsplit(f"//{netloc}").port
    except ValueError:
        return False
    return port is not None or not needed
