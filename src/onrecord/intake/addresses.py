"""Which network addresses a page may be had from: public ones, unless told otherwise."""

import ipaddress
import socket
from collections.abc import Callable
from typing import TypeAlias

from onrecord.errors import FetchError, ForbiddenAddressError

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver: TypeAlias = Callable[[str, int], list[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses a host name stands for; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def find_addresses(
    host: str, port: int, *, allow_private: bool, resolver: Resolver = resolve
) -> list[str]:
    """The host's addresses, every one of them public; raises a FetchError.

    The caller connects to one of these and not to the name, which might by then lead
    somewhere else.
    """
    try:
        addresses = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(host, "has no address", "check the name and the connection") from error
    if not addresses:
        raise FetchError(host, "has no address", "check the name and the connection")
    for address in addresses:
        if not allow_private and not is_public(address):
            raise ForbiddenAddressError(
                host,
                f"leads into the own network ({address})",
                "save the page and read the file, or run with `--allow-private`",
            )
    return addresses


def is_public(address: str) -> bool:
    """Whether an address in digits is one of the open internet, however it is wrapped."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(
        each.is_global and not each.is_multicast and not each.is_reserved
        for each in _unwrap(parsed)
    )


def _unwrap(address: IPAddress) -> list[IPAddress]:
    """The address itself, or the IPv4 address that an IPv6 one carries inside."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address, address.sixtofour]
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]
