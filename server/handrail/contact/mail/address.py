"""One address in two spellings: `ada@bücher.example`, as people write it, and `ada@xn--bcher-kva.example`, as every mail server takes it. Pure."""

from __future__ import annotations


def write_address(address: str) -> str:
    """Its domain in ASCII (RFC 5890). What is no domain stays as it is."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode()}"
    except UnicodeError:
        return address


def is_same_address(one: str, other: str) -> bool:
    return write_address(one.strip()).lower() == write_address(other.strip()).lower()
