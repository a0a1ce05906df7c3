"""Pages from the web: checked at every step, limited in size and time."""

import re
import time
import zlib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version

import httpcore
import httpx

from onrecord.errors import FetchError
from onrecord.intake.addresses import Resolver, resolve
from onrecord.intake.connecting import CheckedTransport
from onrecord.intake.files import check_size
from onrecord.intake.raw import Raw, name_place
from onrecord.intake.settings import IntakeSettings, Limits

_PAGES = ("text/html", "application/xhtml+xml")
_PLAIN = "text/plain"
_REDIRECTS = (301, 302, 303, 307, 308)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_REMEDIES = {
    401: "it asks for a login: save the page in a browser and read the file",
    402: "it asks for payment: save the page in a browser and read the file",
    403: "it refuses programs: save the page in a browser and read the file",
    404: "check the address; an archive may have a copy",
    410: "it was taken down; an archive may have a copy",
    429: "it is asked too often: wait, then try again",
    451: "it is withheld for legal reasons; an archive may have a copy",
}
_SAVE = "save the page in a browser and read the file"


def fetch(place: str, *, settings: IntakeSettings, resolver: Resolver = resolve) -> Raw:
    """The page at a URL, decompressed; raises a FetchError or TooLargeError.

    Proxies named in the environment are not used: a proxy would look the name up itself,
    and the check of the address would be void.
    """
    name = name_place(place)
    deadline = time.monotonic() + settings.limits.total_seconds
    transport = CheckedTransport(settings, deadline=deadline, resolver=resolver)
    try:
        with _open_client(transport, settings.limits) as client:
            return _follow(client, place, name, limits=settings.limits)
    except FetchError as error:
        if error.where == name:
            raise
        raise type(error)(name, f"{error.where} {error.reason}", error.remedy) from error
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise FetchError(name, "did not answer in time", "try again later") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol) as error:
        raise FetchError(name, "is no address of a page", "check the address") from error
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, ValueError) as error:
        reason = name_place(str(error)) or type(error).__name__
        raise FetchError(name, f"cannot be had: {reason}", "check the address") from error


def _open_client(transport: CheckedTransport, limits: Limits) -> httpx.Client:
    headers = {
        "User-Agent": f"onrecord/{_own_version()}",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
        "Accept-Language": "*",
        "Accept-Encoding": "gzip, deflate",
    }
    timeout = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
    return httpx.Client(
        transport=transport,
        headers=headers,
        timeout=timeout,
        trust_env=False,
        follow_redirects=False,
    )


def _follow(client: httpx.Client, place: str, name: str, *, limits: Limits) -> Raw:
    url = _check_url(httpx.URL(place), name)
    for _ in range(limits.redirects + 1):
        client.cookies.clear()
        with client.stream("GET", url) as response:
            target = response.headers.get("location")
            if response.status_code in _REDIRECTS and target:
                url = _check_url(url.join(target), name)
                continue
            return _read(response, place, name, limits=limits)
    reason = f"was sent on more than {limits.redirects} times"
    raise FetchError(name, reason, "give the address of the page itself")


def _check_url(url: httpx.URL, name: str) -> httpx.URL:
    if url.scheme not in ("http", "https") or not url.host:
        reason = f"leads to an address that is not on the web ({name_place(url.scheme)}:)"
        raise FetchError(name, reason, "only http and https are read; for a file give its path")
    if url.userinfo:
        reason = "has a user name in its address"
        raise FetchError(name, reason, "leave out what stands before the @")
    return url.copy_with(fragment=None)


def _read(response: httpx.Response, place: str, name: str, *, limits: Limits) -> Raw:
    status = response.status_code
    if status != 200:
        remedy = _REMEDIES.get(status, "try again later" if status >= 500 else "check the address")
        raise FetchError(name, f"answered with status {status}", remedy)
    stated = response.headers.get("content-type", "")
    kind = stated.partition(";")[0].strip().lower()
    if kind and kind not in (*_PAGES, _PLAIN):
        raise FetchError(name, f"is {name_place(kind)}, not a page", _SAVE)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    chunks = _inflate(response.iter_raw(), encoding, name, limits=limits)
    content = _gather(chunks, name, limits=limits)
    charset = _CHARSET.search(stated)
    return Raw(
        content,
        place,
        name,
        is_page=kind in _PAGES,
        charset=charset[1] if charset else None,
        url=str(response.url),
    )


def _gather(chunks: Iterable[bytes], name: str, *, limits: Limits) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > limits.raw_bytes:
            break
    check_size(len(content), name, limits=limits)
    return bytes(content)


def _inflate(
    chunks: Iterator[bytes], encoding: str, name: str, *, limits: Limits
) -> Iterator[bytes]:
    """The chunks decompressed, never more at a time than an article may have."""
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(name, f"is compressed as {name_place(encoding)}", _SAVE)
    inflater = None
    try:
        for chunk in chunks:
            if inflater is None:
                inflater = zlib.decompressobj(_window_bits(chunk))
            # What unpacks to more is cut off here and refused for its size by the caller.
            yield inflater.decompress(chunk, limits.raw_bytes + 1)
    except zlib.error as error:
        raise FetchError(name, "is compressed in a way that cannot be undone", _SAVE) from error
    if inflater is not None and not inflater.eof:
        raise FetchError(name, "broke off before its end", "try again later")


def _window_bits(chunk: bytes) -> int:
    # "deflate" means the zlib format, but some servers send it without its header.
    has_header = chunk[:1] in (b"\x1f", b"\x78")
    return 32 + zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS


def _own_version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
