"""How often one subject may do one thing. Uses are kept in the database, so that a limit holds for all processes and outlives a restart.

A window slides: at no moment were there more than `most` uses within the last `window`. No subject is kept, only digests, and those go with their window:

    BEGIN = Limit("begin conversation", most=20, window=HOUR)
    spend(conn, [(BEGIN, address_of(request))], now)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from sqlalchemy import BigInteger, Connection, Index, delete, select
from sqlmodel import Field, SQLModel
from starlette.requests import HTTPConnection

from handrail.core.clock import SECOND
from handrail.core.db import lock, table
from handrail.core.ids import digest, new_id
from handrail.core.problems import Problem

SWEPT_AT_ONCE = 200
NETWORK_BITS = 64


class RateLimited(Problem):
    """This was done more often than anybody needs to. Nothing of this request was kept; it goes on after `Retry-After` seconds."""

    status, type, title = 429, "rate_limited", "Too often"

    def __init__(self, wait: int) -> None:
        """`wait` in milliseconds."""
        seconds = -(-wait // SECOND)
        shown = f"{seconds} seconds" if seconds < 120 else f"{-(-seconds // 60)} minutes"
        super().__init__(f"Too often. Wait {shown}, then try again.", headers={"Retry-After": str(seconds)})


class LimitedUse(SQLModel, table=True):
    """One use of what is limited. It counts until `until`, in milliseconds; `subject` is a digest."""

    __tablename__ = "limited_use"
    __table_args__ = (Index("ix_limited_use_subject_until", "subject", "until"),)
    id: str = Field(primary_key=True)
    subject: str
    until: int = Field(sa_type=BigInteger, index=True)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many uses for one purpose by one subject within any `window`, in milliseconds."""

    purpose: str
    most: int
    window: int


Spent = tuple[Limit, str]
uses = table(LimitedUse)


def spend(conn: Connection, spent: Sequence[Spent], now: int) -> None:
    """Counts one use by each subject (a person's id, an address …), if all may. Raises `RateLimited`; then none is counted.

    Until the transaction ends nobody else counts for them: of many at once no more than `most` get through.
    """
    by_subject = {digest_subject(*one): one[0] for one in spent}
    for subject in sorted(by_subject):  # always in this order: two that wait for each other's lock would never end
        lock(conn, subject)
    sweep(conn, now)
    wait = max((find_wait(conn, subject, limit.most, now) for subject, limit in by_subject.items()), default=0)
    if wait:
        raise RateLimited(wait)
    rows = [
        LimitedUse(id=new_id(), subject=subject, until=now + limit.window).model_dump()
        for subject, limit in by_subject.items()
    ]
    conn.execute(uses.insert(), rows)


def find_wait(conn: Connection, subject: str, most: int, now: int) -> int:
    """Milliseconds until one more fits, 0 for at once."""
    mine = select(uses.c.until).where(uses.c.subject == subject, uses.c.until > now)
    blocking = conn.scalar(mine.order_by(uses.c.until.desc()).offset(most - 1).limit(1))
    return 0 if blocking is None else blocking - now


def forget_uses(conn: Connection, spent: Sequence[Spent]) -> None:
    """As if there had been none."""
    conn.execute(delete(uses).where(uses.c.subject.in_([digest_subject(*one) for one in spent])))


def sweep(conn: Connection, now: int) -> None:
    """Some of what counts no more, whosesoever. What another transaction sweeps is left to it."""
    gone = select(uses.c.id).where(uses.c.until <= now).limit(SWEPT_AT_ONCE).with_for_update(skip_locked=True)
    conn.execute(delete(uses).where(uses.c.id.in_(gone)))


def digest_subject(limit: Limit, subject: str) -> str:
    return digest(f"{limit.purpose} {subject}")


def address_of(request: HTTPConnection) -> str:
    """Who asks, as the server knows it (behind a proxy: as uvicorn takes it from `X-Forwarded-For`); empty if unknown."""
    return name_network(request.client.host if request.client else "")


def name_network(host: str) -> str:
    """Of an IPv6 address the network of 64 bits, which one customer has whole (RFC 6177); of another the address."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:  # a socket without one, or a test's name
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> NETWORK_BITS << NETWORK_BITS))
