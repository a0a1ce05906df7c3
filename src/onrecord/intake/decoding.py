"""Bytes to text: by byte order mark, by what the page or server says, else as UTF-8."""

import codecs
import re

from onrecord.errors import BinaryError, EmptyError, EncodingError
from onrecord.intake.raw import Raw
from onrecord.intake.sniffing import name_binary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|<\?xml[^>]*?encoding=["']([\w.:-]+)""",
    re.IGNORECASE,
)
_META_REACH = 4096
_TRUSTED = re.compile(
    r"utf-8|cp\d{3,4}|iso8859-\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*|tis-620"
)
# Browsers read these labels as windows-1252, so pages that carry them are written in it.
_AS_WINDOWS_1252 = {"ascii", "iso8859-1"}


def decode(raw: Raw) -> str:
    """The text without its byte order mark; raises BinaryError, EncodingError or EmptyError."""
    kind = name_binary(raw.content)
    if kind:
        raise BinaryError(raw.name, f"is {kind}, not text", "save its text as UTF-8 and read that")
    mark, encoding = _find_mark(raw.content)
    content = raw.content[len(mark) :]
    if encoding is None:
        _refuse_nul(content, raw)
    candidates = [encoding] if encoding else _stated_encodings(raw)
    text = _decode_by(candidates, content, raw, skipped=len(mark))
    nul = text.find("\0")
    if nul >= 0:
        raise BinaryError(raw.name, f"has a NUL at character {nul}", "save it as plain text")
    if not text.strip():
        raise EmptyError(raw.name, "holds nothing but blanks", "give a text, or leave it out")
    return text


def _find_mark(content: bytes) -> tuple[bytes, str | None]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding
    return b"", None


def _refuse_nul(content: bytes, raw: Raw) -> None:
    nul = content.find(b"\0")
    if nul < 0:
        return
    if _alternates(content):
        raise EncodingError(
            raw.name, "is UTF-16 without a byte order mark", "save it as UTF-8 and read that"
        )
    raise BinaryError(
        raw.name, f"is not text: there is a NUL at byte {nul}", "save its text as UTF-8"
    )


def _alternates(content: bytes) -> bool:
    even, odd = content[:2000:2], content[1:2000:2]
    low, high = sorted((even.count(0), odd.count(0)))
    return low == 0 and high > len(even) * 0.4


def _stated_encodings(raw: Raw) -> list[str]:
    """The encodings to try in turn: the server's, the page's, UTF-8."""
    stated = [raw.charset] if raw.charset else []
    if raw.is_page or b"<html" in raw.content[:_META_REACH].lower():
        stated += [
            (meta or declaration).decode("ascii")
            for meta, declaration in _META.findall(raw.content[:_META_REACH])
        ]
    trusted = [name for label in stated if (name := _trusted_codec(label))]
    return list(dict.fromkeys([*trusted, "utf-8"]))


def _trusted_codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if name in _AS_WINDOWS_1252:
        return "cp1252"
    # Python knows codecs such as rot13 and utf-7 that no page is written in.
    return name if _TRUSTED.fullmatch(name) else None


def _decode_by(candidates: list[str], content: bytes, raw: Raw, *, skipped: int) -> str:
    failure: UnicodeDecodeError | None = None
    for encoding in candidates:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            failure = failure or error
    assert failure is not None
    likely = _guess_encoding(content)
    raise EncodingError(
        raw.name,
        f"is not {_show(candidates[0])}: byte {failure.start + skipped} does not fit"
        f" (it looks like {likely})",
        f"save it as UTF-8, or run `iconv -f {likely} -t utf-8` on it",
    ) from failure


def _show(encoding: str) -> str:
    return encoding.upper().replace("CP125", "windows-125")


def _guess_encoding(content: bytes) -> str:
    """The likeliest single-byte encoding: Cyrillic ones write most letters above 0xC0."""
    letters = sum(1 for byte in content if 65 <= byte <= 90 or 97 <= byte <= 122)
    upper_half = sum(1 for byte in content if byte >= 0xC0)
    if upper_half <= letters:
        return "windows-1252"
    # Small letters, the bulk of any text, lie at E0-FF in windows-1251, at C0-DF in KOI8-R.
    small_in_1251 = sum(1 for byte in content if byte >= 0xE0)
    return "windows-1251" if small_in_1251 * 2 > upper_half else "koi8-r"
