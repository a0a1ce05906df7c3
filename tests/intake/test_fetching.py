import contextlib
import socket
import ssl
import threading
import time
from dataclasses import replace

import pytest

from onrecord.errors import (
    ArticleError,
    BinaryError,
    EmptyError,
    FetchError,
    ForbiddenAddressError,
    TooLargeError,
)
from onrecord.intake import read_place
from onrecord.intake.fetching import fetch
from tests.intake.reading import FOUR, PAGE_TEXT, SMALL
from tests.intake.web_server import LocalServer

_OPEN = replace(FOUR, allow_private=True, limits=SMALL)
_CLOSED = replace(FOUR, limits=SMALL)


def _fail(place: str, kind: type[ArticleError] = FetchError) -> str:
    with pytest.raises(ArticleError) as caught:
        read_place(place, settings=_OPEN)
    assert type(caught.value) is kind
    assert caught.value.where == place
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "path", ["/page", "/xhtml", "/untyped", "/gzip", "/deflate", "/raw-deflate", "/one", "/hop4"]
)
def test_a_page_is_read(server: LocalServer, path: str) -> None:
    article = read_place(server.url(path), settings=_OPEN)
    assert article.text == PAGE_TEXT
    assert article.place == server.url(path)
    last = "/page" if path in ("/one", "/hop4") else path
    assert article.url == server.url(last)


def test_the_header_tells_the_encoding(server: LocalServer) -> None:
    plain = read_place(server.url("/plain"), settings=_OPEN)
    assert (plain.text, plain.url) == ("Он сказал, что нет.", server.url("/plain"))
    assert read_place(server.url("/latin"), settings=_OPEN).language == "en"


def test_the_request_names_onrecord_and_carries_no_cookie(server: LocalServer) -> None:
    server.seen.clear()
    read_place(server.url("/one"), settings=_OPEN)
    for headers in server.seen:
        assert headers["User-Agent"].startswith("onrecord/")
        assert headers["Accept-Language"]
        assert headers["Host"] == f"127.0.0.1:{server.server_port}"
        assert "Cookie" not in headers


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/status404", "status 404; check the address"),
        ("/status403", "refuses programs"),
        ("/status500", "status 500; try again later"),
        ("/status204", "status 204"),
        ("/pdf", "application/pdf, not a page"),
        ("/loop", "sent on more than 5 times"),
        ("/hop8", "sent on more than 5 times"),
        ("/to-file", "not on the web"),
        ("/to-user", "user name"),
        ("/brotli", "compressed as br"),
        ("/no-gzip", "cannot be undone"),
        ("/half-gzip", "broke off"),
        ("/short", "cannot be had"),
        ("/nonsense", "cannot be had"),
    ],
)
def test_what_cannot_be_had_is_explained(server: LocalServer, path: str, reason: str) -> None:
    assert reason in _fail(server.url(path))


@pytest.mark.parametrize("path", ["/drip", "/drip-headers", "/silence"])
def test_a_slow_page_is_given_up(server: LocalServer, path: str) -> None:
    start = time.monotonic()
    assert "in time" in _fail(server.url(path))
    assert time.monotonic() - start < SMALL.total_seconds + 1


def test_size_is_limited_before_and_after_unpacking(server: LocalServer) -> None:
    assert "20,000 bytes" in _fail(server.url("/large"), TooLargeError)
    assert "20,000 bytes" in _fail(server.url("/bomb"), TooLargeError)


def test_content_is_refused_as_in_a_file(server: LocalServer) -> None:
    assert "PDF" in _fail(server.url("/lying-pdf"), BinaryError)
    _fail(server.url("/empty"), EmptyError)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]",
             "[::ffff:127.0.0.1]", "0.0.0.0", "①②⑦.0.0.1"],
)  # fmt: skip
def test_the_own_machine_is_refused_however_it_is_spelt(server: LocalServer, host: str) -> None:
    server.seen.clear()
    with pytest.raises(FetchError):
        read_place(server.url("/page", host), settings=_CLOSED)
    assert server.seen == []


@pytest.mark.parametrize(
    "place",
    ["http://", "http:///a", "http://[::1", "http://a b.example/", "http://a.example:99999/",
     "http://good.example@127.0.0.1/", "http://.../", "https://\u202eelpmaxe/", "http://xn--/"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(place: str) -> None:
    with pytest.raises(FetchError) as caught:
        read_place(place, settings=_CLOSED)
    assert "\n" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


def test_a_redirect_into_the_own_network_is_refused(server: LocalServer) -> None:
    """The first host counts as public here, so that the second hop is what is refused."""

    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "127.0.0.1" else ["10.0.0.7"]

    asked: list[str] = []

    def spy(host: str, port: int) -> list[str]:
        asked.append(host)
        return resolve(host, port)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.intake.addresses.is_public", lambda address: address == "127.0.0.1")
        with pytest.raises(ForbiddenAddressError, match=r"inner\.example leads .*10\.0\.0\.7"):
            fetch(server.url("/to-private"), settings=_CLOSED, resolver=spy)
    assert asked == ["127.0.0.1", "inner.example"]


def test_a_name_is_looked_up_once_and_the_checked_address_used(server: LocalServer) -> None:
    """A second look-up is what DNS rebinding needs: it would lead elsewhere."""
    answers = iter([["127.0.0.1"]])
    server.seen.clear()
    raw = fetch(
        server.url("/page", "rebound.example"),
        settings=_OPEN,
        resolver=lambda host, port: next(answers),
    )
    assert raw.url == server.url("/page", "rebound.example")
    assert server.seen[0]["Host"] == f"rebound.example:{server.server_port}"


def test_the_next_address_is_tried_where_one_is_dead(server: LocalServer) -> None:
    addresses = ["127.0.0.9", "127.0.0.1"]
    raw = fetch(
        server.url("/page", "two.example"), settings=_OPEN, resolver=lambda host, port: addresses
    )
    assert raw.content


def test_tls_asks_for_the_name_and_not_the_address() -> None:
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"https://secure.example:{listener.getsockname()[1]}/"
        _answer_tls_once(listener, context)
        with pytest.raises(FetchError):
            fetch(place, settings=_OPEN, resolver=lambda host, port: ["127.0.0.1"])
    assert names == ["secure.example"]


def _answer_tls_once(listener: socket.socket, context: ssl.SSLContext) -> None:
    def answer() -> None:
        connection, _ = listener.accept()
        with contextlib.suppress(OSError), connection:
            context.wrap_socket(connection, server_side=True)

    threading.Thread(target=answer, daemon=True).start()


def test_proxies_of_the_environment_are_not_used(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert read_place(server.url("/page"), settings=_OPEN).text == PAGE_TEXT


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert "cannot be had" in _fail(f"http://127.0.0.1:{port}/")
