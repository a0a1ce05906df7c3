"""Connections that go only to checked addresses and end at a deadline."""

from collections.abc import Iterable

import httpcore

from onrecord.connections import DeadlineBackend, DeadlineTransport
from onrecord.intake.addresses import Resolver, find_addresses, resolve
from onrecord.intake.settings import IntakeSettings


class CheckedTransport(DeadlineTransport):
    """Sends httpx's requests; the name stays in Host and in TLS, the address is pinned."""

    def __init__(
        self, settings: IntakeSettings, *, deadline: float, resolver: Resolver = resolve
    ) -> None:
        super().__init__(_CheckedBackend(settings, deadline=deadline, resolver=resolver))


class _CheckedBackend(httpcore.NetworkBackend):
    """Looks a host up, checks every address, and connects to one of those just checked."""

    def __init__(self, settings: IntakeSettings, *, deadline: float, resolver: Resolver) -> None:
        self._backend = DeadlineBackend(deadline)
        self._settings = settings
        self._resolver = resolver

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = find_addresses(
            host,
            port,
            allow_private=self._settings.allow_private,
            resolver=self._resolver,
        )
        for address in addresses[:-1]:
            try:
                return self._backend.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # such as IPv6 where there is none; the next address may do
        return self._backend.connect_tcp(
            addresses[-1], port, timeout, local_address, socket_options
        )
