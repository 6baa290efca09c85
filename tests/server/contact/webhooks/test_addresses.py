"""Where a delivery may go."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.contact.webhooks.addresses import may_reach

OUTSIDE = ("8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::808:808")
INSIDE = (
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "127.0.0.1",
    "127.8.8.8",
    "100.64.0.1",
    "100.127.255.254",
    "::1",
    "fc00::1",
    "fd12:3456::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
)
NEVER = (
    "169.254.169.254",
    "169.254.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "224.0.0.1",
    "ff02::1",
    "0.0.0.0",
    "::",
    "2002:7f00:1::",
    "fec0::1",
)


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_world_is_reached(address: str) -> None:
    assert may_reach(address, private=False)
    assert may_reach(address, private=True)


@pytest.mark.parametrize("address", INSIDE)
def test_the_inside_only_where_it_is_allowed(address: str) -> None:
    assert not may_reach(address, private=False)
    assert may_reach(address, private=True)


@pytest.mark.parametrize("address", NEVER)
def test_credentials_and_neighbours_never(address: str) -> None:
    assert not may_reach(address, private=False)
    assert not may_reach(address, private=True)


@pytest.mark.parametrize("address", ["255.255.255.255", "240.0.0.1", "192.0.2.1", "2001:db8::1", "2001::1", "0.1.2.3"])
def test_what_belongs_to_nobody_is_not_outside(address: str) -> None:
    assert not may_reach(address, private=False)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_the_same_however_it_is_written(address: IPv4Address) -> None:
    for private in (False, True):
        assert may_reach(str(address), private=private) == may_reach(f"::ffff:{address}", private=private)
