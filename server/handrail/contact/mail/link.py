"""The link in a mail that leads back into its conversation: whoever has it may read and answer there, for thirty days.

The token stands in the fragment, which browsers send to no server, so it is in no log. It is good for this one conversation; when that is erased, for nothing.
"""

from __future__ import annotations

from urllib.parse import quote

from handrail.core.clock import DAY, SECOND
from handrail.core.signing import BadToken, Purpose, Signer

LIFETIME = 30 * DAY


def sign_link(signer: Signer, conversation_id: str) -> str:
    return signer.dumps(Purpose.CONVERSATION_LINK, conversation_id)


def read_link(signer: Signer, token: str) -> str:
    """The conversation's id. Raises `BadToken`."""
    found = signer.loads(Purpose.CONVERSATION_LINK, token, LIFETIME // SECOND)
    if not isinstance(found, str):
        raise BadToken("not of this shape")
    return found


def write_link(signer: Signer, public_url: str, site: str, locale: str, conversation_id: str) -> str:
    """The help site knows whether it has this locale, and leads to it (`help/site/routes.py`)."""
    return f"{public_url}/help/{quote(site)}/conversation?locale={quote(locale)}#{sign_link(signer, conversation_id)}"
