"""Whether `From` may be believed, by what the server in front says and by nothing that the sender says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.contact.mail.authentication import believes_sender

MX = "mx.acme.example"

BELIEVED = {
    "passed": [
        f"{MX}; spf=pass smtp.mailfrom=prosper.example; dmarc=pass (p=REJECT sp=NONE) header.from=prosper.example"
    ],
    "with a version": [f"{MX} 1; dmarc/1 = Pass"],
    "nothing asked": [f"{MX.upper()}; dmarc=none"],
    "a header for each check": [f"{MX}; dkim=pass header.d=prosper.example", f"{MX}; dmarc=pass"],
    "of others above": ["list.example; dmarc=fail", f"{MX}; dmarc=pass"],
    "a comment before": [f"(by a milter) {MX}; dkim=pass (a (nested) one); dmarc=pass"],
}
NOT_BELIEVED = {
    "nothing": [],
    "failed": [f"{MX}; dmarc=fail"],
    "trouble": [f"{MX}; dmarc=temperror"],
    "no word": [f"{MX}; spf=pass; dkim=pass"],
    "of another": ["mx.evil.example; dmarc=pass"],
    "a name that begins alike": [f"{MX}.evil.example; dmarc=pass"],
    "below a failure": [f"{MX}; dmarc=fail", f"{MX}; dmarc=pass"],
    "in an address": [f"{MX}; spf=pass smtp.mailfrom=dmarc=pass@evil.example; dmarc=fail"],
    "in an address alone": [f"{MX}; spf=pass smtp.mailfrom=dmarc=pass@evil.example"],
    "in an address in quotes": [f'{MX}; spf=pass smtp.mailfrom="x; dmarc=pass"@evil.example'],
    "in quotes with a mark in them": [f'{MX}; spf=pass smtp.mailfrom="x\\"; dmarc=pass;"@evil.example; dmarc=fail'],
    "in a comment": [f"{MX}; spf=pass (sender says; dmarc=pass;); dkim=none"],
    "in a comment in a comment": [f"{MX}; spf=pass (a (b) ; dmarc=pass;)"],
    "in a comment without an end": [f"{MX}; spf=pass (; dmarc=pass"],
    "in quotes without an end": [f'{MX}; spf=pass smtp.helo="; dmarc=pass'],
    "in quotes after quotes without an end": [f'{MX}; spf=pass smtp.helo="""; dmarc=pass'],
    "both": [f"{MX}; dmarc=pass; dmarc=fail"],
    "a word that ends alike": [f"{MX}; x-dmarc=pass; policy.dmarc=pass"],
}


@pytest.mark.parametrize("name", BELIEVED)
def test_who_passed_is_believed(name: str) -> None:
    assert believes_sender(BELIEVED[name], MX)


@pytest.mark.parametrize("name", NOT_BELIEVED)
def test_nobody_else_is(name: str) -> None:
    assert not believes_sender(NOT_BELIEVED[name], MX)


@given(st.text(alphabet=st.sampled_from('a;="()\\ ')))
def test_what_the_sender_says_in_quotes_makes_no_result(said: str) -> None:
    quoted = said.replace("\\", "\\\\").replace('"', '\\"')
    assert not believes_sender([f'{MX}; spf=pass smtp.mailfrom="{quoted}; dmarc=pass"@evil.example; dmarc=fail'], MX)
