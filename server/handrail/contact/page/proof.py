"""What makes a form of the contact page one: signed, of this site, at most a day old, and of one visit. Nobody signs in there, and no cookie is set.

Whoever sends the same form twice is the same person, who said the same thing once.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from handrail.core.clock import DAY, SECOND
from handrail.core.ids import new_id
from handrail.core.problems import ForgedForm
from handrail.core.signing import BadToken, Purpose, Signer


@dataclass(frozen=True)
class FormProof:
    """`at`: when the page was made, in milliseconds."""

    environment_id: str
    visit: str
    at: int


def sign_form(signer: Signer, environment_id: str, now: int) -> str:
    return signer.dumps(Purpose.CONTACT_FORM, [environment_id, new_id(), now])


def check_form(signer: Signer, token: str, environment_id: str) -> FormProof:
    """Raises `ForgedForm`: forged, of another environment, or too old."""
    try:
        found = signer.loads(Purpose.CONTACT_FORM, token, DAY // SECOND)
    except BadToken as error:
        raise ForgedForm("Load the page again and send the form once more.") from error
    match found:
        case [str(environment), str(visit), int(at)] if environment == environment_id:
            return FormProof(environment, visit, at)
    raise ForgedForm("Load the page again and send the form once more.")


def name_person(signer: Signer, proof: FormProof, email: str) -> str:
    """The id of whoever wrote: a visitor of this one visit, not to be guessed."""
    octets = signer.digest(Purpose.CONTACT_FORM, f"{proof.visit} {email}".encode())
    return str(UUID(bytes=octets[:16], version=4))
