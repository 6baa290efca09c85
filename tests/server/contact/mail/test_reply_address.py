from __future__ import annotations

import pytest

from handrail.contact.mail.reply_address import read_reply_address, write_reply_address
from handrail.core.ids import new_id
from handrail.core.signing import Signer
from tests.server.cast import MovingClock

DOMAIN = "reply.acme.example"


@pytest.fixture
def signer() -> Signer:
    return Signer("s" * 32, MovingClock())


def test_it_says_which_conversation_whatever_its_case(signer: Signer) -> None:
    id_ = new_id()
    address = write_reply_address(signer, id_, DOMAIN)
    assert len(address.partition("@")[0].encode()) <= 64
    for written in (address, address.upper(), f"<{address}>", f" {address.title()} "):
        assert read_reply_address(signer, written, DOMAIN) == id_


def test_it_does_not_expire_and_is_the_same_each_time(signer: Signer) -> None:
    id_ = new_id()
    assert write_reply_address(signer, id_, DOMAIN) == write_reply_address(signer, id_, DOMAIN)


def test_no_other_address_passes(signer: Signer) -> None:
    one, other = (write_reply_address(signer, new_id(), DOMAIN) for _ in range(2))
    code, others = one[6:58], other[6:58]
    foreign = Signer("t" * 32, MovingClock())
    for address in (
        "",
        "@",
        "reply+@" + DOMAIN,
        f"reply+{code}@globex.example",
        f"reply+{code}@",
        f"{code}@{DOMAIN}",
        f"reply+{code[:26]}{others[26:]}@{DOMAIN}",
        f"reply+{code[:-1]}@{DOMAIN}",
        f"reply+{code}a@{DOMAIN}",
        f"reply+{'é' * 52}@{DOMAIN}",
        f"reply+{'0' * 52}@{DOMAIN}",
        f"reply+{'a' * 52}@{DOMAIN}",
        write_reply_address(foreign, new_id(), DOMAIN),
    ):
        assert read_reply_address(signer, address, DOMAIN) is None, address
