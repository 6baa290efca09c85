"""`POST /v1/inbound-mail`: a mail by way of a service that takes it in for us, signed with `HANDRAIL_INBOUND_SECRET`.

A mail that comes twice is kept once, so a signature needs no time in it.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from handrail.contact.mail.parse import LARGEST
from handrail.contact.mail.receive import Refused, receive_mail
from handrail.core.http import Endpoint, describe_faults, read_body
from handrail.core.problems import InvalidBody, NotFound, Problem, UnsupportedMedia
from handrail.core.services import services

SIGNATURE = "Handrail-Signature"


class UnsignedMail(Problem):
    """The signature is missing or is not that of this body. It is the HMAC-SHA256 of the body by `HANDRAIL_INBOUND_SECRET`, in hex, in `Handrail-Signature`."""

    status, type, title = 401, "unsigned_mail", "Not signed"


class MailRefused(Problem):
    """The mail will never be taken; tell its sender, do not send it again."""

    status, type, title = 422, "mail_refused", "Mail refused"


class WrappedMail(BaseModel):
    """`raw`: the mail as it came (RFC 5322). `recipient` and `sender` are the envelope's."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    raw: Annotated[str, Field(min_length=1)]
    recipient: Annotated[str, Field(max_length=320)] | None = None
    sender: Annotated[str, Field(max_length=320)] | None = None


class TakenMail(BaseModel):
    """`known`: it was kept before. `ignored`: a program wrote it, or nothing is in it; `reason` says which."""

    result: Literal["kept", "known", "ignored"]
    reason: str


async def post_inbound_mail(request: Request) -> TakenMail:
    found = services(request)
    secret = found.settings.inbound_secret
    if secret is None or found.settings.mail_domain is None:
        raise NotFound("This server takes in no mail here. Set HANDRAIL_INBOUND_SECRET and HANDRAIL_MAIL_DOMAIN.")
    body = await read_body(request, LARGEST + LARGEST // 2)
    expected = hmac.new(secret.get_secret_value().encode(), body, hashlib.sha256).hexdigest()
    given = request.headers.get(SIGNATURE, "").removeprefix("sha256=").lower()
    if not hmac.compare_digest(expected.encode(), given.encode(errors="replace")):
        raise UnsignedMail("Sign the body as the documentation of mail says.")
    mail = unwrap(request, body)
    recipients = None if mail.recipient is None else [mail.recipient]
    try:
        outcome = await receive_mail(found, mail.raw.encode(errors="surrogateescape"), recipients, mail.sender)
    except Refused as error:
        raise MailRefused(str(error)) from error
    return TakenMail(result=outcome.result, reason=outcome.reason)


def unwrap(request: Request, body: bytes) -> WrappedMail:
    """Raises `UnsupportedMedia`, `InvalidBody`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "message/rfc822":
        return WrappedMail.model_construct(raw=body.decode(errors="surrogateescape"), recipient=None, sender=None)
    if kind != "application/json":
        raise UnsupportedMedia("Send the mail as message/rfc822, or JSON with `raw`.")
    try:
        return WrappedMail.model_validate_json(body)
    except ValidationError as error:
        raise InvalidBody("Set right what `errors` names.", errors=describe_faults(error)) from error


ROUTES = (
    Endpoint(
        "POST",
        "/v1/inbound-mail",
        post_inbound_mail,
        summary="An answer by mail, from a service that takes mail in",
        needs="a signature",
        takes="message/rfc822",
    ),
)
