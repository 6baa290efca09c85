"""What makes a vote on the help site one: nobody signs in there, and no cookie is set, so its form carries a token of ours.

The token names the one article that it is for and lasts a day. Which site a form was sent from is checked where it is read (`core/forms.py`).
"""

from __future__ import annotations

from handrail.core.clock import DAY, SECOND
from handrail.core.problems import ForgedForm
from handrail.core.signing import BadToken, Purpose, Signer


def sign_ballot(signer: Signer, environment_id: str, article: str) -> str:
    return signer.dumps(Purpose.BALLOT, [environment_id, article])


def check_ballot(signer: Signer, ballot: str, environment_id: str, article: str) -> None:
    """Raises `ForgedForm`: forged, of another article or environment, or too old."""
    try:
        found = signer.loads(Purpose.BALLOT, ballot, DAY // SECOND)
    except BadToken as error:
        raise ForgedForm("Load the article again and vote once more.") from error
    if found != [environment_id, article]:
        raise ForgedForm("Load the article again and vote once more.")
