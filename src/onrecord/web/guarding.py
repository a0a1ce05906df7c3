"""Around every request: who is answered, how large and long it may be, what a browser may do."""

import asyncio
import hashlib

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.failing import fail
from onrecord.web.settings import WebSettings

HEADERS = {
    # Nothing from elsewhere, scripts and styles from files of ours alone, in nobody's frame.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READS = ("GET", "HEAD")


class Guard:
    """Stands before an application: refuses, limits, and puts safe headers on every answer."""

    def __init__(self, app: ASGIApp, *, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        outgoing = _Outgoing(request, send)
        refused = self._refuse(request)
        if refused:
            await fail(request, *refused)(scope, receive, outgoing.send)
            return
        inner = {**scope, "method": "GET"} if request.method == "HEAD" else scope
        try:
            async with asyncio.timeout(self._settings.seconds) as outgoing.limit:
                await self._app(inner, receive, outgoing.send)
        except TimeoutError:
            if not outgoing.has_begun:
                await fail(request, 503, "this took too long")(scope, receive, outgoing.send)

    def _refuse(self, request: Request) -> tuple[int, str] | None:
        settings = self._settings
        # A page elsewhere could else read this server under a name of its own (DNS rebinding).
        host = (request.url.hostname or "").strip("[]")
        if "*" not in settings.hosts and host not in settings.hosts:
            return 400, "this server is not known by that name"
        if request.method in _READS:
            return None
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "a page of another site may not post here"
        length = request.headers.get("content-length")
        if length is None:
            return 411, "the request does not tell its length"
        if not length.isdecimal() or int(length) > settings.largest_request:
            return 413, f"the request is larger than {settings.largest_request} bytes"
        return None


def tag(headers: MutableHeaders, body: bytes) -> None:
    """Have a browser ask again for an answer, and tell it by its body; once."""
    if "etag" not in headers:
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        headers.setdefault("Cache-Control", "no-cache")


class _Outgoing:
    """What goes out: whole answers get an ETag, streamed ones go as they come."""

    def __init__(self, request: Request, send: Send) -> None:
        self._request = request
        self._send = send
        self._start: Message | None = None
        self.has_begun = False
        self.limit: asyncio.Timeout | None = None

    async def send(self, message: Message) -> None:
        """Take the application's next message."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            if "content-length" in headers:
                self._start = message
                return
            if self.limit is not None and not self.limit.expired():
                self.limit.reschedule(None)
        elif self._start is not None:
            message = self._finish(self._start, message)
            await self._begin(self._start)
            self._start = None
        await self._begin(message)

    async def _begin(self, message: Message) -> None:
        self.has_begun = True
        await self._send(message)

    def _finish(self, start: Message, message: Message) -> Message:
        """Tag the answer by its body; one that the browser has already needs none."""
        headers = MutableHeaders(scope=start)
        if self._request.method in _READS and start["status"] == 200:
            tag(headers, message.get("body", b""))
            known = self._request.headers.get("if-none-match", "").split(",")
            if headers["ETag"] in (each.strip().removeprefix("W/") for each in known):
                start["status"] = 304
                del headers["content-length"]
                return {"type": "http.response.body", "body": b"", "more_body": False}
        if self._request.method == "HEAD":
            return {"type": "http.response.body", "body": b"", "more_body": False}
        return message
