"""The token by which a page says whose it is. Signed by us; it names one person of one environment.

A visitor's token lasts as long as browsers keep things. An identified person's lasts a day from the last proof of who they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from handrail.core.clock import DAY, MINUTE
from handrail.core.signing import BadToken, Purpose, Signer

VISITOR_LIFETIME = 400 * DAY
KNOWN_LIFETIME = DAY
VISITOR_RENEWAL = 7 * DAY
KNOWN_RENEWAL = 60 * MINUTE


@dataclass(frozen=True)
class PersonToken:
    """`known`: of an identified person. `at`: when it was signed, in milliseconds."""

    person_id: str
    environment_id: str
    generation: int
    known: bool
    at: int

    def is_due(self, now: int) -> bool:
        """Whether a page should get a fresh one (of an identified person: only against new proof)."""
        return now - self.at > (KNOWN_RENEWAL if self.known else VISITOR_RENEWAL)


def sign_person(signer: Signer, token: PersonToken) -> str:
    return signer.dumps(
        Purpose.PERSON, [token.person_id, token.environment_id, token.generation, token.known, token.at]
    )


def read_person(signer: Signer, text: str, environment_id: str, now: int) -> PersonToken:
    """Raises `BadToken`: forged, too old, or of another environment."""
    token = open_person(signer, text)
    if token.environment_id != environment_id:
        raise BadToken("of another environment")
    if now - token.at > (KNOWN_LIFETIME if token.known else VISITOR_LIFETIME):
        raise BadToken("too old")
    return token


@lru_cache(maxsize=4_096)
def open_person(signer: Signer, text: str) -> PersonToken:
    """What does not depend on the time: a page sends the same token with each sync. Raises `BadToken`."""
    match signer.loads(Purpose.PERSON, text):
        case [str(person_id), str(environment), int(generation), bool(known), int(at)]:
            return PersonToken(person_id, environment, generation, known, at)
    raise BadToken("not of this shape")
