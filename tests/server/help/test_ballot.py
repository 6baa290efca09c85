"""A ballot of the help site is good for one article and one day."""

from __future__ import annotations

import pytest

from handrail.core.clock import DAY, SECOND
from handrail.core.problems import ForgedForm
from handrail.core.signing import Purpose, Signer
from handrail.help.ballot import check_ballot, sign_ballot
from tests.server.cast import MovingClock


def test_it_is_good_for_a_day() -> None:
    clock = MovingClock()
    signer = Signer("s" * 32, clock)
    ballot = sign_ballot(signer, "e1", "refunds")
    clock.advance(DAY)
    check_ballot(signer, ballot, "e1", "refunds")
    clock.advance(SECOND)
    with pytest.raises(ForgedForm):
        check_ballot(signer, ballot, "e1", "refunds")


def test_any_other_is_refused() -> None:
    signer = Signer("s" * 32, MovingClock())
    for bad in (
        "",
        sign_ballot(signer, "e1", "refunds")[:-5] + "xxxxx",
        sign_ballot(signer, "e2", "refunds"),
        sign_ballot(signer, "e1", "taxes"),
        signer.dumps(Purpose.CSRF, ["e1", "refunds"]),
    ):
        with pytest.raises(ForgedForm):
            check_ballot(signer, bad, "e1", "refunds")
