"""Whether a text is HTML, and what kind of file bytes that are no text belong to."""

import re

_SPACE_AND_COMMENTS = re.compile(r"(?:\s+|<!--.*?-->|<\?xml[^>]*\?>)*", re.DOTALL)
_PAGE_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CLOSING_TAG = re.compile(r"</(?:head|body|html|p|div|title)\s*>", re.IGNORECASE)
_HEAD = 4096

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or a Word, OpenDocument or EPUB file)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)


def is_html(text: str, *, promised: bool) -> bool:
    """Whether a text is a page: it starts as one, or is `promised` as one and has tags."""
    if promised:
        return _TAG.search(text) is not None
    skipped = _SPACE_AND_COMMENTS.match(text)
    start = skipped.end() if skipped else 0
    # A text about HTML may well open with "<html>"; only a page closes what it opens.
    return bool(_PAGE_START.match(text[start : start + _HEAD]) and _CLOSING_TAG.search(text))


def name_binary(content: bytes) -> str | None:
    """What kind of file the bytes are, by the signature they open with; None for text."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    return None
