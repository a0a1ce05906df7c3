"""Pages are made once for each state of the ledger, few at a time, and given again."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import TypeAlias

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.ledger import Ledger
from onrecord.web.guarding import tag
from onrecord.web.settings import WebSettings
from onrecord.web.site import LANGUAGE_COOKIE, ask_language

_Key: TypeAlias = tuple[str, ...]
_NEVER = ("/static/", "/read")  # files, and a form that the ledger has no part in
_LARGEST_SHARE = 16  # a page that would fill more than one part in so many is not kept


@dataclass(frozen=True, slots=True)
class _Answer:
    """A whole answer, as it goes out."""

    start: Message
    body: bytes


class Memory:
    """Answers by what was asked, of at most so many bytes; what was not asked for longest goes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._answers: OrderedDict[_Key, _Answer] = OrderedDict()
        self._state = ""

    def recall(self, key: _Key, state: str) -> _Answer | None:
        """The answer, if it was made of this state of the ledger; other states are forgotten."""
        if state != self._state:
            self._answers.clear()
            self._size, self._state = 0, state
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def keep(self, key: _Key, state: str, answer: _Answer) -> None:
        """Keep an answer that was begun when the ledger was in this state."""
        size = len(answer.body)
        if state != self._state or key in self._answers or size * _LARGEST_SHARE > self._most:
            return
        self._answers[key] = answer
        self._size += size
        while self._size > self._most:
            _, oldest = self._answers.popitem(last=False)
            self._size -= len(oldest.body)


class Remembering:
    """Stands before an application: asks it for a page only when the ledger has changed since.

    What one person alone may see is neither kept nor given from memory. Only so many pages are
    made at a time: they would take the interpreter from each other, and all come late.
    """

    def __init__(self, app: ASGIApp, *, ledger: Ledger, settings: WebSettings) -> None:
        self._app = app
        self._ledger = ledger
        self._memory = Memory(settings.remembered)
        self._turn = asyncio.Semaphore(settings.at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_NEVER):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if not _is_public(request):
            await self._make(scope, receive, send)
            return
        key, state = _tell_apart(request), await run_in_threadpool(self._ledger.tell_state)
        known = self._memory.recall(key, state)
        if known is None:
            made = await self._make(scope, receive, send)
            if made is not None and _may_be_kept(made):
                self._memory.keep(key, state, made)
            return
        await send({**known.start, "headers": list(known.start["headers"])})
        await send({"type": "http.response.body", "body": known.body})

    async def _make(self, scope: Scope, receive: Receive, send: Send) -> _Answer | None:
        """Have the application answer; the answer, unless it streams."""
        turn = _Turn(self._turn)
        collected = _Collected(send, turn)
        await turn.take()
        try:
            await self._app(scope, receive, collected.send)
        finally:
            turn.give_back()
        return collected.answer


class _Turn:
    """One of the places of those who make pages, given back once."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._taken = False

    async def take(self) -> None:
        await self._places.acquire()
        self._taken = True

    def give_back(self) -> None:
        if self._taken:
            self._taken = False
            self._places.release()


class _Collected:
    """Passes an answer on, and keeps it where it comes in one piece."""

    def __init__(self, send: Send, turn: _Turn) -> None:
        self._send = send
        self._turn = turn
        self._start: Message | None = None
        self.answer: _Answer | None = None

    async def send(self, message: Message) -> None:
        """Take the application's next message."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "content-length" in headers:
                self._start = message
                return
            self._turn.give_back()  # an export goes on for as long as the reader takes
        elif self._start is not None:
            if not message.get("more_body"):
                self._turn.give_back()
                self._tag(self._start, message)
            start, self._start = self._start, None
            await self._send(start)
        await self._send(message)

    def _tag(self, start: Message, message: Message) -> None:
        body = message.get("body", b"")
        if start["status"] == 200:
            tag(MutableHeaders(scope=start), body)
        # A copy: who stands before us adds headers of its own.
        self.answer = _Answer({**start, "headers": list(start["headers"])}, body)


def _is_public(request: Request) -> bool:
    """Whether everybody gets the same answer."""
    others = set(request.cookies) - {LANGUAGE_COOKIE}
    return not others and "authorization" not in request.headers


def _may_be_kept(answer: _Answer) -> bool:
    headers = MutableHeaders(scope=dict(answer.start))
    private = "no-store" in headers.get("cache-control", "")
    return answer.start["status"] == 200 and "set-cookie" not in headers and not private


def _tell_apart(request: Request) -> _Key:
    """All that an answer depends on, besides the ledger."""
    url = request.url
    return (str(request.base_url), url.path, url.query, ask_language(request))
