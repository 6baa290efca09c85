"""Whose word counts: identity tokens as hosts make them, and as attackers do."""

from __future__ import annotations

import base64
import json
from typing import Any

import jwt
import pytest

from handrail.people.identity import BadUserToken, read_label, verify_user_token

NOW = 1_767_603_600_000
SECONDS = NOW // 1_000
SECRET = "is_" + "s" * 70
OLD_SECRET = "is_" + "o" * 70
OTHER_SECRET = "is_" + "x" * 70


def sign(secret: str = SECRET, /, algorithm: str = "HS256", **claims: Any) -> str:
    return sign_text(json.dumps({"sub": "u1", "exp": SECONDS + 3_600} | claims), secret, algorithm)


def sign_text(payload: str, secret: str = SECRET, algorithm: str = "HS256") -> str:
    """Whatever the payload is: an attacker's library checks nothing."""
    return jwt.api_jws.encode(payload.encode(), secret, algorithm=algorithm)


def forge(header: dict[str, Any], payload: str, signature: str = "") -> str:
    def encode(text: str) -> str:
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    return f"{encode(json.dumps(header))}.{encode(payload)}.{signature}"


def verify(token: str, *secrets: str) -> Any:
    return verify_user_token(token, secrets or (SECRET,), NOW)


def test_a_good_token_says_who_it_is() -> None:
    claims = verify(sign(traits={"role": "admin"}, account={"plan": "pro"}, aud="elsewhere", iss="acme"))
    assert (claims.sub, claims.acting, claims.traits, claims.account) == (
        "u1",
        False,
        {"role": "admin"},
        {"plan": "pro"},
    )


def test_either_of_two_live_secrets_is_good() -> None:
    assert verify(sign(OLD_SECRET), SECRET, OLD_SECRET).sub == "u1"


def test_an_act_claim_is_somebody_else_looking() -> None:
    assert verify(sign(act={"sub": "support-7"})).acting
    assert not verify(sign(act=None)).acting


PAYLOAD = json.dumps({"sub": "u1", "exp": SECONDS + 3_600})
PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK==\n-----END PUBLIC KEY-----\n"
BAD = {
    "nothing": ("", "malformed"),
    "garbage": ("garbage", "malformed"),
    "two dots": ("..", "malformed"),
    "alg none": (forge({"alg": "none"}, PAYLOAD), "wrong_algorithm"),
    "alg None": (forge({"alg": "None", "typ": "JWT"}, PAYLOAD), "wrong_algorithm"),
    "no alg": (forge({"typ": "JWT"}, PAYLOAD, "AAAA"), "wrong_algorithm"),
    "alg RS256": (forge({"alg": "RS256"}, PAYLOAD, "AAAA"), "wrong_algorithm"),
    "alg HS512, right secret": (sign(algorithm="HS512"), "wrong_algorithm"),
    "alg HS256, no signature": (forge({"alg": "HS256"}, PAYLOAD), "bad_signature"),
    "another secret": (sign(OTHER_SECRET), "bad_signature"),
    "its payload changed": (".".join([*sign().split(".")[:1], *sign(sub="u2").split(".")[1:2], sign().split(".")[2]]), "bad_signature"),
    "no sub": (sign(sub=None), "missing_sub"),
    "a number as sub": (sign(sub=7), "missing_sub"),
    "an empty sub": (sign(sub=""), "missing_sub"),
    "an overlong sub": (sign(sub="u" * 201), "missing_sub"),
    "a NUL in sub": (sign(sub="u\0"), "missing_sub"),
    "half a surrogate pair in sub": (sign(sub="u\ud800"), "missing_sub"),
    "no exp": (sign_text('{"sub": "u1"}'), "missing_exp"),
    "exp is text": (sign_text(json.dumps({"sub": "u1", "exp": "tomorrow"})), "missing_exp"),
    "exp is true": (sign_text(json.dumps({"sub": "u1", "exp": True})), "missing_exp"),
    "exp is infinite": (sign_text(json.dumps({"sub": "u1", "exp": float("inf")})), "missing_exp"),
    "exp is not a number": (sign_text(json.dumps({"sub": "u1", "exp": float("nan")})), "missing_exp"),
    "exp is astronomical": (sign_text(json.dumps({"sub": "u1", "exp": 10**400})), "missing_exp"),
    "expired": (sign(exp=SECONDS - 60), "expired"),
    "good for a week": (sign(exp=SECONDS + 7 * 86_400), "too_long"),
    "good for a day and two minutes": (sign(exp=SECONDS + 86_400 + 120), "too_long"),
    "not yet": (sign(nbf=SECONDS + 120), "not_yet_valid"),
    "from the future": (sign(iat=SECONDS + 120), "not_yet_valid"),
    "8 kB": (sign(traits={"bio": "x" * 8_000}), "too_large"),
    "nested deeply": (forge({"alg": "HS256"}, "[" * 4_000, "AAAA"), "bad_signature"),
    "no object": (sign_text("[1]"), "malformed"),
    "a nested bomb, well signed": (sign_text('{"a":' * 900 + "1" + "}" * 900), "missing_sub"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_token_is_refused_by_name(case: str) -> None:
    token, problem = BAD[case]
    with pytest.raises(BadUserToken) as refused:
        verify(token)
    assert refused.value.problem == problem


def test_a_well_signed_bomb_is_malformed_at_the_worst() -> None:
    bomb = sign_text("[" * 5_500)
    with pytest.raises(BadUserToken) as refused:
        verify(bomb)
    assert refused.value.problem == "malformed"


def test_a_public_key_as_secret_signs_nothing() -> None:
    with pytest.raises(BadUserToken):
        verify(forge({"alg": "RS256"}, PAYLOAD, "AAAA"), PUBLIC_KEY)


def test_without_a_live_secret_nothing_is_good() -> None:
    with pytest.raises(BadUserToken):
        verify_user_token(sign(), (), NOW)


@pytest.mark.parametrize("claims", [{"exp": SECONDS - 59}, {"exp": SECONDS + 86_400 + 60}, {"iat": SECONDS + 60}])
def test_clocks_may_differ_by_a_minute(claims: dict[str, Any]) -> None:
    assert verify(sign(**claims)).sub == "u1"


def test_an_expired_token_still_says_whose_it_was() -> None:
    with pytest.raises(BadUserToken) as refused:
        verify(sign(exp=SECONDS - 100))
    assert refused.value.claims is not None
    assert refused.value.claims.sub == "u1"


def test_a_token_remembered_as_good_still_expires() -> None:
    token = sign(exp=SECONDS + 10)
    assert verify(token).sub == "u1"
    with pytest.raises(BadUserToken, match="expired"):
        verify_user_token(token, (SECRET,), NOW + 100_000)


def test_a_token_remembered_as_good_is_not_good_for_another_secret() -> None:
    token = sign()
    assert verify(token).sub == "u1"
    with pytest.raises(BadUserToken, match="bad_signature"):
        verify(token, OTHER_SECRET)


@pytest.mark.parametrize(("token", "label"), [(sign(OTHER_SECRET), "u1"), ("garbage", None), (sign(sub=None), None)])
def test_a_label_needs_no_proof(token: str, label: str | None) -> None:
    assert read_label(token) == label
