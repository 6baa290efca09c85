from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.signing import BadToken, Purpose, Signer
from tests.server.cast import MovingClock

SECRET = "s" * 32
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(json_values, st.sampled_from(Purpose))
def test_what_was_signed_comes_back(payload: None, purpose: Purpose) -> None:
    signer = Signer(SECRET, MovingClock())
    assert signer.loads(purpose, signer.dumps(purpose, payload)) == payload


@given(st.text() | st.binary().map(bytes.hex))
def test_noise_is_a_bad_token(noise: str) -> None:
    with pytest.raises(BadToken):
        Signer(SECRET, MovingClock()).loads(Purpose.PERSON, noise)


@given(st.integers(min_value=0), st.sampled_from("aZ0-_."))
def test_one_changed_character_is_a_bad_token(place: int, other: str) -> None:
    signer = Signer(SECRET, MovingClock())
    token = signer.dumps(Purpose.PERSON, {"person": "olivia"})
    place %= len(token) - 1  # the last one carries bits that base64 ignores
    if token[place] != other:
        with pytest.raises(BadToken):
            signer.loads(Purpose.PERSON, token[:place] + other + token[place + 1 :])


def test_no_token_passes_for_another_purpose_or_server() -> None:
    signer = Signer(SECRET, MovingClock())
    for purpose in Purpose:
        token = signer.dumps(purpose, "x")
        for other in set(Purpose) - {purpose}:
            with pytest.raises(BadToken):
                signer.loads(other, token)
        with pytest.raises(BadToken):
            Signer("t" * 32, MovingClock()).loads(purpose, token)


def test_the_clock_decides_what_is_too_old() -> None:
    clock = MovingClock()
    signer = Signer(SECRET, clock)
    token = signer.dumps(Purpose.OPERATOR, "x")
    clock.advance(60_000)
    assert signer.loads(Purpose.OPERATOR, token, max_age=60) == "x"
    clock.advance(1_000)
    with pytest.raises(BadToken):
        signer.loads(Purpose.OPERATOR, token, max_age=60)
    clock.advance(-3_600_000)
    with pytest.raises(BadToken):  # from the future
        signer.loads(Purpose.OPERATOR, token, max_age=60)
