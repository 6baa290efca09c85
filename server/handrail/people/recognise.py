"""Whom a request is about: the page's token and the host's identity token in, a person out. Reads only; what is to be written about it, `settle` does.

- Without a good token it is a new visitor, never somebody else.
- A verified identity token names the person. The visitor of this device is then joined to them, if they are still a visitor.
- Without one, an identified person's own token (good for a day) still names them; with a bad one it does not,
  unless that has merely expired and named the same person.
- What is not verified is at most a label on this device's own visitor; another label starts another visitor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select

from handrail.content.schema import FieldDeclaration, FieldType
from handrail.core.ids import digest, new_id
from handrail.core.services import Services
from handrail.core.signing import BadToken
from handrail.people.identity import BadUserToken, Claims, IdentityProblem, read_label, verify_user_token
from handrail.people.store import BY_ID, BY_SUB, GONE, PersonRow, write_traits
from handrail.people.tokens import PersonToken, read_person, sign_person
from handrail.people.traits import keep_declared
from handrail.sites.access import EnvironmentAccess


@dataclass(frozen=True, eq=False)
class Fields:
    """What `site.json` declares that may be known about somebody. Made once per version."""

    traits: Mapping[str, FieldType | FieldDeclaration]
    account: Mapping[str, FieldType | FieldDeclaration]


class Who(NamedTuple):
    """`row` is None for somebody of whom nothing is kept yet. `traits` and `account` are JSON text, as they are to be from now on.

    `sub`: of a person to be identified by this request. `joins`: the visitor whose history becomes theirs.
    `token`: the page's own, if it is to keep it.
    """

    person_id: str
    row: PersonRow | None = None
    known: bool = False
    acting: bool = False
    problem: IdentityProblem | None = None
    sub: str | None = None
    label: str | None = None
    joins: str | None = None
    traits: str = "{}"
    account: str = "{}"
    token: str | None = None

    @property
    def is_settled(self) -> bool:
        """Whether what is kept of them needs no change."""
        if self.acting:
            return True
        if self.row is None:
            return self.sub is None and self.label is None
        kept = (self.row.traits, self.row.account, self.row.label)
        return self.joins is None and kept == (self.traits, self.account, self.label)


class Held(NamedTuple):
    """A good token, with the row of its person, if there is one. `due`: a fresh one is to take its place."""

    text: str
    token: PersonToken
    row: PersonRow | None
    due: bool


class LookedUp(NamedTuple):
    """The row of the person whom the token names, found already; None when there is none."""

    row: PersonRow | None


async def recognise(
    found: Services,
    access: EnvironmentAccess,
    token: str | None,
    user_token: str | None,
    fields: Fields,
    looked_up: LookedUp | None = None,
) -> Who:
    now = found.clock.now()
    held = await hold(found, access, token, now, looked_up) if token else None
    if held is not None and held.token.known and access.identity_mode == "off":
        held = None
    if not user_token:
        return describe_held(held)
    if access.identity_mode == "off":
        return label_held(held, read_label(user_token), None)
    try:
        claims = verify_user_token(user_token, access.identity_secrets, now)
    except BadUserToken as error:
        return describe_unproven(held, user_token, error, access)
    return await describe_identified(found, access, held, claims, fields)


async def hold(
    found: Services, access: EnvironmentAccess, text: str, now: int, looked_up: LookedUp | None = None
) -> Held | None:
    """The token if it is good, and still counts."""
    try:
        token = read_person(found.signer, text, access.environment_id, now)
    except BadToken:
        return None
    if looked_up is not None:
        row = looked_up.row
    else:
        row = await fetch_person(found, BY_ID, environment_id=access.environment_id, person_id=token.person_id)
    if row is not None:
        good = row.generation == token.generation and (row.sub is not None) == token.known
        return Held(text, token, row, token.is_due(now)) if good else None
    if token.known or token.generation:
        return None
    gone = await found.db.fetch(found.db.prepare(GONE), digest=digest(token.person_id))
    return None if gone else Held(text, token, None, token.is_due(now))


def describe_held(held: Held | None, problem: IdentityProblem | None = None) -> Who:
    """Whoever the page's own token names, else a new visitor."""
    if held is None:
        return Who(new_id(), problem=problem)
    row = held.row
    # An identified person's token is made anew only against proof of who they are.
    kept = held.text if held.token.known or not held.due else None
    who = Who(held.token.person_id, row=row, known=held.token.known, problem=problem, token=kept)
    return who if row is None else who._replace(traits=row.traits, account=row.account, label=row.label)


def label_held(held: Held | None, label: str | None, problem: IdentityProblem | None) -> Who:
    """Another label on this device is another visitor."""
    if held is not None and (held.token.known or (held.row and held.row.label not in (None, label))):
        held = None
    return describe_held(held, problem)._replace(label=label)


def describe_unproven(held: Held | None, user_token: str, error: BadUserToken, access: EnvironmentAccess) -> Who:
    if held is not None and held.token.known:
        assert held.row is not None
        if error.problem == "expired" and error.claims and error.claims.sub == held.row.sub and not error.claims.acting:
            return describe_held(held, error.problem)
        held = None
    if access.identity_mode == "report":
        return label_held(held, read_label(user_token), error.problem)
    return describe_held(held, error.problem)


async def describe_identified(
    found: Services, access: EnvironmentAccess, held: Held | None, claims: Claims, fields: Fields
) -> Who:
    mine = held is not None and held.row is not None and held.row.sub == claims.sub
    row = (
        held.row
        if held is not None and mine
        else await fetch_person(found, BY_SUB, environment_id=access.environment_id, sub=claims.sub)
    )
    traits, account = write_claims(claims, fields)
    kept_traits, kept_account = (row.traits, row.account) if row else ("{}", "{}")
    who = Who(
        row.id if row else new_id(),
        row=row,
        known=True,
        sub=claims.sub,
        traits=kept_traits if traits is None else traits,
        account=kept_account if account is None else account,
    )
    if claims.acting:
        return who._replace(acting=True, token=held.text if held is not None and not held.token.known else None)
    if held is not None and mine:
        return who._replace(token=None if held.due else held.text)
    visitor = held is not None and not held.token.known and held.row is not None
    return who._replace(joins=held.token.person_id if held is not None and visitor else None)


@lru_cache(maxsize=1_024)
def write_claims(claims: Claims, fields: Fields) -> tuple[str | None, str | None]:
    """Traits and account as text, as far as they are declared: the same with each sync, as long as the page has the same token."""
    return (
        None if claims.traits is None else write_traits(keep_declared(claims.traits, fields.traits)),
        None if claims.account is None else write_traits(keep_declared(claims.account, fields.account)),
    )


def renew_token(found: Services, access: EnvironmentAccess, who: Who, person_id: str, generation: int, now: int) -> str:
    """The token that the page is to keep. Whoever only looks gets none that could do more."""
    if who.acting:
        return who.token or ""
    if who.token is not None and who.person_id == person_id:
        return who.token
    return sign_person(found.signer, PersonToken(person_id, access.environment_id, generation, who.known, now))


async def fetch_person(found: Services, which: Select[Any], **by: str) -> PersonRow | None:
    rows = await found.db.fetch(found.db.prepare(which), **by)
    return PersonRow(*rows[0]) if rows else None
