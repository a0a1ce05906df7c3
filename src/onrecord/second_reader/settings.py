"""What the second reader is told: where it is, what to ask it about, and its limits."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from onrecord.errors import SetupError

KEY_VARIABLE = "ONRECORD_SECOND_READER_KEY"
_PATH = "/chat/completions"
_OPTION = "--second-reader"


@dataclass(frozen=True, slots=True)
class AskingLimits:
    """Seconds, bytes and tries for one question, and how many failures end the asking."""

    connect_seconds: float = 10.0
    total_seconds: float = 120.0
    answer_bytes: int = 262_144
    tries: int = 3
    wait_seconds: float = 1.0
    failures: int = 3
    batch: int = 5


@dataclass(frozen=True, slots=True)
class SecondReaderSettings:
    """`url` takes the requests, `key` goes with them; asked about confidence under `below`."""

    url: str
    model: str = "default"
    below: float = 0.5
    key: str | None = field(default=None, repr=False)
    limits: AskingLimits = AskingLimits()


def read_settings(
    url: str, *, model: str, below: float, environment: Mapping[str, str]
) -> SecondReaderSettings:
    """Settings as given on the command line, the key from the environment.

    `url` may be that of the server, of its API (`…/v1`) or of the very resource. Raises
    SetupError where it is no such address, or where the key would travel unprotected.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port  # raises where it is no number
    except ValueError as error:
        raise SetupError(_OPTION, "is no web address", "give http://… or https://…") from error
    if parts.scheme not in ("http", "https") or not host:
        raise SetupError(_OPTION, "is no web address", "give http://… or https://…")
    if parts.username or parts.password:
        raise SetupError(_OPTION, "holds a password", f"put the key into {KEY_VARIABLE}")
    if not 0 <= below <= 1:
        raise SetupError(f"{_OPTION}-below", "is not between 0 and 1", "0.5 is a good start")
    key = environment.get(KEY_VARIABLE, "").strip() or None
    if key is not None and not (key.isascii() and key.isprintable()):
        raise SetupError(KEY_VARIABLE, "holds characters that no key has", "set it again")
    if key is not None and parts.scheme == "http" and not _is_loopback(host):
        reason = "is not encrypted, and the key would be readable on the way"
        raise SetupError(_OPTION, reason, f"use https, or unset {KEY_VARIABLE}")
    return SecondReaderSettings(_resource(parts), model, below, key)


def _resource(parts: SplitResult) -> str:
    path = parts.path.rstrip("/")
    if not path:
        path = "/v1"
    if not path.endswith(_PATH):
        path += _PATH
    return parts._replace(path=path, fragment="").geturl()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
