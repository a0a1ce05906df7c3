"""Runs the server, until it is interrupted."""

import ipaddress
import socket
import sys

import uvicorn

from onrecord.errors import SetupError
from onrecord.ledger import open_ledger
from onrecord.pipeline import Reader
from onrecord.web.app import create_app
from onrecord.web.settings import WebSettings

_LOCAL = ("localhost", "127.0.0.1", "::1")


def serve(
    ledger: str,
    *,
    host: str,
    port: int,
    hosts: tuple[str, ...] = (),
    write_token: str | None = None,
) -> None:
    """Show a ledger at `http://HOST:PORT`; `hosts` are further names that it answers to.

    Who shows `write_token` may write to it. Only a server that this computer alone can reach
    gets pages from web addresses. Raises LedgerError where the ledger cannot be opened,
    SetupError where the port is taken.
    """
    names = tuple(dict.fromkeys((*_LOCAL, *_named(host), *hosts)))
    settings = WebSettings(hosts=names, may_fetch=_is_local(host), write_token=write_token)
    may_write = write_token is not None
    # So that those who make pages give way sooner to the one that hands out known ones.
    sys.setswitchinterval(0.001)
    with open_ledger(ledger, write=may_write) as opened, _listen(host, port) as listening:
        app = create_app(opened, settings=settings, reader=Reader())
        where = f"[{host}]" if ":" in host else host
        print(f"http://{where}:{listening.getsockname()[1]}  (Ctrl-C ends it)", flush=True)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_keep_alive=10,
            )
        )
        server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        raise SetupError(
            f"{host}:{port}", f"cannot be served ({error.strerror})", "choose another --port"
        ) from error


def _named(host: str) -> tuple[str, ...]:
    # Who binds to every address is reached by any of them, and by any name.
    return ("*",) if host in ("0.0.0.0", "::") else (host,)  # noqa: S104


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in _LOCAL
