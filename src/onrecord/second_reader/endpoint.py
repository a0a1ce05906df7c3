"""Puts a question to an OpenAI-compatible endpoint, within bounds of time, size and tries."""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpcore
import httpx

from onrecord.connections import DeadlineBackend, DeadlineTransport
from onrecord.errors import SecondReaderError
from onrecord.second_reader.settings import SecondReaderSettings

NO_ANSWER = "no answer in time"
TOO_LARGE = "the answer is too large"
NO_COMPLETION = "the answer is no chat completion"
_WORTH_ANOTHER_TRY = (408, 409, 425, 429, 500, 502, 503, 504)
_LONGEST_WAIT = 10.0  # seconds, whatever the server asks for

Message = Mapping[str, str]


def ask(
    settings: SecondReaderSettings, messages: Sequence[Message], *, schema: Mapping[str, Any]
) -> str:
    """The words of the answer; raises SecondReaderError where none comes that can be used.

    Redirects are not followed and proxies not used: the key goes to the named server alone.
    """
    limits = settings.limits
    deadline = time.monotonic() + limits.total_seconds
    body = _body(settings, messages, schema)
    reason = NO_ANSWER
    for attempt in range(limits.tries):
        if attempt and not _wait(limits.wait_seconds * 2 ** (attempt - 1), deadline):
            break
        try:
            status, content = _post(settings, body, deadline)
        except (httpx.TimeoutException, httpcore.TimeoutException):
            reason = NO_ANSWER
            continue
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError):
            reason = "cannot be reached"
            continue
        if status == 200:
            return _words(content)
        reason = f"answered with status {status}"
        if status not in _WORTH_ANOTHER_TRY:
            break
    raise SecondReaderError(settings.url, reason)


def _body(
    settings: SecondReaderSettings, messages: Sequence[Message], schema: Mapping[str, Any]
) -> bytes:
    form = {"name": "second_reading", "strict": True, "schema": schema}
    request = {
        "model": settings.model,
        "messages": messages,
        "temperature": 0,
        "stream": False,
        "response_format": {"type": "json_schema", "json_schema": form},
    }
    # ASCII with escapes: lone surrogates of a damaged text cannot be encoded otherwise.
    return json.dumps(request, ensure_ascii=True).encode("ascii")


def _wait(seconds: float, deadline: float) -> bool:
    """Wait before another try; False where the time for it would be over."""
    seconds = min(seconds, _LONGEST_WAIT)
    if time.monotonic() + seconds >= deadline:
        return False
    time.sleep(seconds)
    return True


def _post(settings: SecondReaderSettings, body: bytes, deadline: float) -> tuple[int, bytes]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "onrecord",
    }
    if settings.key is not None:
        headers["Authorization"] = f"Bearer {settings.key}"
    left = max(0.1, deadline - time.monotonic())
    timeout = httpx.Timeout(left, connect=min(left, settings.limits.connect_seconds))
    with (
        httpx.Client(
            transport=DeadlineTransport(DeadlineBackend(deadline)),
            timeout=timeout,
            trust_env=False,
            follow_redirects=False,
        ) as client,
        client.stream("POST", settings.url, content=body, headers=headers) as response,
    ):
        if response.status_code != 200:
            return response.status_code, b""
        return 200, _gather(response, settings)


def _gather(response: httpx.Response, settings: SecondReaderSettings) -> bytes:
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        # Unpacking what was not asked for packed would let a few bytes become gigabytes.
        raise SecondReaderError(settings.url, NO_COMPLETION)
    content = bytearray()
    for chunk in response.iter_raw():
        content += chunk
        if len(content) > settings.limits.answer_bytes:
            raise SecondReaderError(settings.url, TOO_LARGE)
    return bytes(content)


def _words(content: bytes) -> str:
    try:
        words = json.loads(content)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise SecondReaderError("second reader", NO_COMPLETION) from error
    if not isinstance(words, str):
        raise SecondReaderError("second reader", NO_COMPLETION)
    return words
