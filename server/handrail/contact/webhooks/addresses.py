"""Which addresses a delivery may go to. Pure.

Whoever names a webhook's address could otherwise have this server ask its own neighbours: what only the network keeps apart.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Where clouds tell a machine its own credentials, beside the link-local 169.254.169.254: never, not even where private ones are allowed.
METADATA = frozenset(
    map(ip_address, ("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"))
)
NAT64 = IPv6Network("64:ff9b::/96")
SIX_TO_FOUR = IPv6Network("2002::/16")
CGNAT = IPv4Network("100.64.0.0/10")


def may_reach(text: str, *, private: bool) -> bool:
    """`private`: also the server's own network, its own machine included. Raises ValueError for what is no IP address."""
    address = unwrap(ip_address(text.partition("%")[0]))
    if address in METADATA or address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if isinstance(address, IPv6Address) and (address in SIX_TO_FOUR or address.is_site_local):
        return False
    if private and (address.is_private or address in CGNAT):
        return True
    return address.is_global and not address.is_reserved


def unwrap(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that is meant by an IPv6 one, mapped (RFC 4291, 2.5.5.2) or for a translator (RFC 6052)."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in NAT64:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address
