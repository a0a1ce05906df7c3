"""A server on this machine that speaks the chat completions protocol, well or badly."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Items = list[dict[str, Any]]
Reply = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; `asked` is its body, `items` what it asks about."""

    server: "ModelServer"
    asked: dict[str, Any]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.asked = json.loads(self.rfile.read(length))
        self.server.requests.append(self)
        replies = self.server.replies
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough
            reply(self)

    @property
    def items(self) -> Items:
        fenced = re.search(r"<(data-\w+)>\n(.*)\n</\1>", self.asked["messages"][1]["content"])
        assert fenced is not None
        items: Items = json.loads(fenced[2])
        return items

    def send(self, content: bytes, *, status: int = 200, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Tests are quiet."""


class ModelServer(ThreadingHTTPServer):
    """Answers with its replies in turn, the last one over and over."""

    daemon_threads = True

    def __init__(self, *replies: Reply) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.replies = list(replies)
        self.requests: list[Request] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving(*replies: Reply) -> Iterator[ModelServer]:
    with ModelServer(*replies) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


def answering(**changes: object) -> Reply:
    """Copies the program's own reading of every item, with `changes`."""

    def reply(request: Request) -> None:
        answers = []
        for item in request.items:
            own = {"number": item["number"], "is_statement": True, "stance_words": "-"}
            answers.append({**own, **item["reading"], **changes})
        completing(json.dumps({"answers": answers}))(request)

    return reply


def completing(words: object) -> Reply:
    """A chat completion with these words."""
    message = {"role": "assistant", "content": words}
    content = json.dumps({"object": "chat.completion", "choices": [{"message": message}]})
    return lambda request: request.send(content.encode())


def failing(status: int, content: bytes = b"") -> Reply:
    return lambda request: request.send(content, status=status, kind="text/html")


def dripping(request: Request) -> None:
    """A byte now and then, for ever: first of the header, then of the body."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: ")
    for _ in range(600):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.05)


def stalling(request: Request) -> None:
    time.sleep(30)


def flooding(request: Request) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(2000):
        request.wfile.write(b" " * 65536)


def hanging_up(request: Request) -> None:
    request.connection.close()
