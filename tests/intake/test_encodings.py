import codecs
from pathlib import Path

import pytest

from onrecord.errors import ArticleError, BinaryError, EncodingError
from onrecord.intake import read_place
from tests.intake.reading import ENGLISH, FOUR, FRENCH, PAGE, PAGE_TEXT, RUSSIAN, VIETNAMESE


def _write(folder: Path, content: bytes, name: str = "a.txt") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, VIETNAMESE, FRENCH + "\U0001f600"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_unicode_is_read_without_its_mark(
    tmp_path: Path, mark: bytes, encoding: str, text: str
) -> None:
    place = _write(tmp_path, mark + text.encode(encoding))
    assert read_place(place, settings=FOUR).text == text


@pytest.mark.parametrize(
    ("text", "encoding", "likely"),
    [
        (FRENCH, "windows-1252", "windows-1252"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
    ],
)
def test_another_encoding_is_named_with_its_remedy(
    tmp_path: Path, text: str, encoding: str, likely: str
) -> None:
    place = _write(tmp_path, text.encode(encoding))
    with pytest.raises(EncodingError, match=rf"byte 0 .*{likely}.*iconv -f {likely} -t utf-8"):
        read_place(place, settings=FOUR)


def test_the_offset_counts_the_mark(tmp_path: Path) -> None:
    place = _write(tmp_path, codecs.BOM_UTF8 + b"abc\xff")
    with pytest.raises(EncodingError, match="byte 6"):
        read_place(place, settings=FOUR)


@pytest.mark.parametrize(
    "content", [codecs.BOM_UTF16_LE + b"a\0\x00\xd8", codecs.BOM_UTF16_BE + b"\xd8\x00\0a\0"]
)
def test_broken_utf_16_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EncodingError):
        read_place(_write(tmp_path, content), settings=FOUR)


def test_utf_16_without_a_mark_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncodingError, match="UTF-16 without"):
        read_place(_write(tmp_path, ENGLISH.encode("utf-16-le")), settings=FOUR)


def test_a_nul_in_utf_16_is_binary(tmp_path: Path) -> None:
    content = codecs.BOM_UTF16_LE + "He said\0 so.".encode("utf-16-le")
    with pytest.raises(BinaryError):
        read_place(_write(tmp_path, content), settings=FOUR)


@pytest.mark.parametrize("meta", ["iso-8859-1", "windows-1252", "LATIN1", "us-ascii"])
def test_a_page_is_read_by_its_meta_charset(tmp_path: Path, meta: str) -> None:
    page = PAGE.replace("<head>", f'<head><meta charset="{meta}">').replace('"I', "“I")
    place = _write(tmp_path, page.encode("windows-1252"), "a.html")
    assert "“I have sold" in read_place(place, settings=FOUR).text


@pytest.mark.parametrize("meta", ["rot13", "utf-7", "hex", "no-such", "utf-16", "unicode_escape"])
def test_a_charset_that_is_wrong_or_odd_gives_way_to_utf_8(tmp_path: Path, meta: str) -> None:
    page = PAGE.replace("<head>", f'<head><meta charset="{meta}">')
    assert read_place(_write(tmp_path, page.encode(), "a.html"), settings=FOUR).text == PAGE_TEXT


def test_a_page_in_no_stated_encoding_is_refused(tmp_path: Path) -> None:
    page = PAGE.replace('"I', "“I").encode("windows-1252")
    with pytest.raises(ArticleError, match="windows-1252"):
        read_place(_write(tmp_path, page, "a.html"), settings=FOUR)


def test_a_page_in_utf_16_is_read(tmp_path: Path) -> None:
    content = codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le")
    assert read_place(_write(tmp_path, content, "a.htm"), settings=FOUR).text == PAGE_TEXT


def test_an_xml_declaration_is_no_obstacle(tmp_path: Path) -> None:
    page = f'<?xml version="1.0" encoding="utf-8"?>\n{PAGE}'
    assert read_place(_write(tmp_path, page.encode(), "a.xhtml"), settings=FOUR).text == PAGE_TEXT
