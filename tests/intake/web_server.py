"""A web server on this machine that misbehaves in every way a page can."""

import contextlib
import gzip
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.intake.reading import PAGE


class LocalServer(ThreadingHTTPServer):
    """Serves the pages below; `seen` holds the headers of every request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: list[dict[str, str]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that hangs up is what is tested


_HTML = "text/html; charset=utf-8"
_UNPACKED_BOMB = b"<html>" + b" " * 20_000_000
_BODIES: dict[str, tuple[str, str, bytes]] = {
    "/page": (_HTML, "", PAGE.encode()),
    "/xhtml": ("application/xhtml+xml", "", PAGE.encode()),
    "/plain": ("text/plain; charset=windows-1251", "", "Он сказал, что нет.".encode("cp1251")),
    "/untyped": ("", "", PAGE.encode()),
    "/latin": ("text/html; charset=ISO-8859-1", "", PAGE.replace("said", "saïd").encode("cp1252")),
    "/pdf": ("application/pdf", "", b"%PDF-1.7"),
    "/lying-pdf": (_HTML, "", b"%PDF-1.7"),
    "/empty": (_HTML, "", b""),
    "/large": (_HTML, "", b"<html>" + b"a" * 300_000),
    "/gzip": (_HTML, "gzip", gzip.compress(PAGE.encode())),
    "/deflate": (_HTML, "deflate", zlib.compress(PAGE.encode())),
    "/raw-deflate": (_HTML, "deflate", zlib.compress(PAGE.encode(), wbits=-15)),
    "/bomb": (_HTML, "gzip", gzip.compress(_UNPACKED_BOMB)),
    "/brotli": (_HTML, "br", b"\x0b\x02\x80"),
    "/no-gzip": (_HTML, "gzip", PAGE.encode()),
    "/half-gzip": (_HTML, "gzip", gzip.compress(PAGE.encode())[:200]),
}
_REDIRECTS = {
    "/one": "/page",
    "/loop": "/loop",
    "/to-private": "http://inner.example/secret",
    "/to-file": "file:///etc/passwd",
    "/to-user": "http://user:secret@127.0.0.1/page",
    **{f"/hop{count}": f"/hop{count - 1}" for count in range(1, 9)},
    "/hop0": "/page",
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, LocalServer)
        self.server.seen.append({"path": self.path, **dict(self.headers.items())})
        if self.path in _REDIRECTS:
            self._answer(302, {"Location": _REDIRECTS[self.path], "Set-Cookie": "a=b"}, b"")
        elif self.path in _BODIES:
            kind, encoding, body = _BODIES[self.path]
            headers = {"Content-Type": kind, "Content-Encoding": encoding}
            self._answer(200, {name: value for name, value in headers.items() if value}, body)
        elif self.path.startswith("/status"):
            self._answer(int(self.path[len("/status") :]), {"Content-Type": _HTML}, b"sorry")
        elif self.path == "/drip":
            self._drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        elif self.path == "/drip-headers":
            self._drip(b"HTTP/1.1 200 OK\r\nX-Long: ")
        elif self.path == "/silence":
            time.sleep(5)
        elif self.path == "/nonsense":
            self.wfile.write(b"\x00\x01\x02 what?\r\n\r\n")
        elif self.path == "/short":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<html>")

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, start: bytes) -> None:
        self.wfile.write(start)
        with contextlib.suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.1)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
