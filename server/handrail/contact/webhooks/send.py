"""One delivery to one system: what it answers decides whether it was taken, comes again, or is given up."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from ssl import SSLContext

import httpx

from handrail.contact.outbox.channels import GiveUp, TryAgain
from handrail.contact.outbox.claim import Parcel
from handrail.contact.webhooks.guard import ForbiddenAddress, GuardedTransport, Resolve, resolve_name
from handrail.contact.webhooks.sign import sign_delivery
from handrail.contact.webhooks.tables import WebhookTarget
from handrail.contact.webhooks.targets import disable_target, load_target
from handrail.core.clock import SECOND
from handrail.core.problems import NotFound
from handrail.core.services import Services

LIMIT = 10 * SECOND
HOPS = 3
GONE = 410
REDIRECTS = (307, 308)  # those that keep the method (RFC 9110, 15.4.8 and 15.4.9)
LATER = (408, 409, 425, 429)


@dataclass(frozen=True)
class Answer:
    status: int
    retry_after: str | None


async def send_webhook(found: Services, parcel: Parcel) -> None:
    """Raises `TryAgain`, `GiveUp`."""
    try:
        target = await found.db.read(load_target, parcel.site_id, parcel.target)
    except NotFound as error:
        raise GiveUp("The webhook was removed.") from error
    if target.disabled_at is not None:
        raise GiveUp("Its receiver said that it is gone; test the webhook, then send this again.")
    try:
        await deliver(found, target, parcel.id, parcel.payload)
    except Gone:
        await found.db.write(disable_target, target.id, found.clock.now())
        raise


class Gone(GiveUp):
    """The receiver wants no more."""


async def deliver(
    found: Services, target: WebhookTarget, id_: str, payload: str, resolve: Resolve = resolve_name
) -> None:
    """Raises `TryAgain`, `GiveUp`, and of these `Gone`."""
    body, now = payload.encode(), found.clock.now()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Handrail",
        **sign_delivery(target.secret, id_, now // SECOND, body),
    }
    private = found.settings.private_webhooks
    # No connection is used twice: one to an address stands for one name.
    plainly = httpx.AsyncHTTPTransport(
        verify=trust(), trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
    )
    guarded = GuardedTransport(plainly, private=private, resolve=resolve)
    try:
        async with httpx.AsyncClient(transport=guarded, timeout=LIMIT / SECOND, trust_env=False) as client:
            answer = await post(client, target.url, headers, body, plain=private)
    except ForbiddenAddress as error:
        raise GiveUp(str(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise TryAgain(str(error) or type(error).__name__) from error
    judge(answer, now)


async def post(client: httpx.AsyncClient, address: str, headers: dict[str, str], body: bytes, *, plain: bool) -> Answer:
    """What the receiver answers, after a few redirects. Of the answer's body nothing is read. `plain`: http is good enough."""
    url = httpx.URL(address)
    for _ in range(1 + HOPS):
        if url.scheme != "https" and not (plain and url.scheme == "http"):
            raise GiveUp(f"{url.scheme}:// is not good enough for what people write; use https.")
        async with client.stream("POST", url, content=body, headers=headers) as answer:
            if answer.status_code not in REDIRECTS:
                return Answer(answer.status_code, answer.headers.get("retry-after"))
            url = url.join(answer.headers.get("location", ""))
    raise GiveUp("It redirects again and again.")


def judge(answer: Answer, now: int) -> None:
    """Nothing for what was taken. Raises `TryAgain` for what may be taken later, `GiveUp` for what never will."""
    said = f"It answered {answer.status}."
    if 200 <= answer.status < 300:
        return
    if answer.status == GONE:
        raise Gone(said)
    if answer.status in LATER or answer.status >= 500:
        raise TryAgain(said, read_retry_after(answer.retry_after, now))
    raise GiveUp(said)


def read_retry_after(said: str | None, now: int) -> int | None:
    """Milliseconds, from seconds or from a date (RFC 9110, 10.2.3); None for anything else."""
    if not said:
        return None
    if said.strip().isascii() and said.strip().isdecimal():
        return int(said.strip()[:9]) * SECOND
    try:
        return max(0, round(parsedate_to_datetime(said).timestamp() * SECOND) - now)
    except (ValueError, OverflowError, OSError):
        return None


@lru_cache(maxsize=1)
def trust() -> SSLContext:
    """Reading whom to trust takes longer than a delivery: once."""
    return httpx.create_ssl_context()
