import pytest

from onrecord.errors import FetchError, ForbiddenAddressError
from onrecord.intake.addresses import find_addresses, is_public, resolve

_PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::",
    "2002:c0a8:101::1", "not an address", "",
]  # fmt: skip
_PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", _PRIVATE)
def test_an_address_of_the_own_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", _PUBLIC)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough() -> None:
    with pytest.raises(ForbiddenAddressError, match=r"10\.0\.0\.7.*--allow-private"):
        find_addresses(
            "two.example", 80, allow_private=False, resolver=lambda *_: ["8.8.8.8", "10.0.0.7"]
        )


def test_private_addresses_may_be_allowed() -> None:
    found = find_addresses("a.example", 80, allow_private=True, resolver=lambda *_: ["10.0.0.7"])
    assert found == ["10.0.0.7"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "::1"]
)
def test_every_spelling_of_the_own_machine_is_refused(host: str) -> None:
    with pytest.raises(FetchError):
        find_addresses(host, 80, allow_private=False, resolver=resolve)


def test_a_name_without_address_is_an_error() -> None:
    def fail(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchError, match="has no address"):
        find_addresses("none.example", 80, allow_private=False, resolver=fail)
