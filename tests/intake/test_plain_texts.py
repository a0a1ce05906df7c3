import contextlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from onrecord.errors import ArticleError
from onrecord.intake import read_place
from tests.intake.reading import ENGLISH, FOUR, FRENCH, TWO


def _read(folder: Path, text: str) -> str:
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return read_place(str(path), settings=TWO).text


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "\r\n" + ENGLISH.replace("\n", "\r\n\r\n") + "  \t ",
        "The minister\u202e said\u0007 it\x1b[31m again\u200b, and\u00a0again.",
        ENGLISH + "Source: https://paper.example/a\nComment (0)",
        "He wrote that a page starts with <html> and ends with </html>, they said.",
    ],
)
def test_a_text_is_kept_to_the_character(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text) == text


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_to_the_character(tmp_path: Path, text: str) -> None:
    article = ENGLISH + text.replace("\0", "")
    path = tmp_path / "article.txt"
    path.write_text(article, encoding="utf-8", newline="")
    assert read_place(str(path), settings=replace(TWO, language="en")).text == article


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary())
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bytes.txt"
    path.write_bytes(content)
    with contextlib.suppress(ArticleError):
        assert read_place(str(path), settings=FOUR).text


def test_nothing_is_invented(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    article = read_place(str(path), settings=TWO)
    assert (article.language, article.place) == ("en", str(path))
    assert (article.url, article.outlet, article.title, article.byline) == (None,) * 4
    assert (article.published, article.origin_url) == (None, None)


@pytest.mark.parametrize("label", ["Source", "Source ", "Nguồn", "Источник", "Original source"])
def test_a_source_line_names_the_origin(tmp_path: Path, label: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{ENGLISH}{label}: https://paper.example/a?b=1.\nComment (0)")
    assert read_place(str(path), settings=TWO).origin_url == "https://paper.example/a?b=1"


def test_a_link_in_a_sentence_is_no_origin(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{ENGLISH}A source gave https://paper.example/a as the place.")
    assert read_place(str(path), settings=TWO).origin_url is None


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("(Dan Tri) - ", "Dan Tri"),
        ("PARIS (AFP) — ", "AFP"),
        ("KELLUND, March 5 (Northgate Wire) - ", "Northgate Wire"),
        ("A headline\n(Dan Tri) - ", "Dan Tri"),
        ("Marine Dupont (RN) - ", None),
        ("", None),
    ],
)
def test_an_opening_credit_names_the_outlet(
    tmp_path: Path, opening: str, outlet: str | None
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(opening + FRENCH * 4)
    assert read_place(str(path), settings=TWO).outlet == outlet


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("16 février 2012\n", "2012-02-16"),
        ("Un titre\n\n22 mai 2012. - ", "2012-05-22"),
        ("Un titre\nUn chapô.\n\n21 septembre 2012, France. - ", "2012-09-21"),
        ("1er août 2012\n", "2012-08-01"),
        ("March 5, 2025\n", "2025-03-05"),
        ("5 марта 2025 г.\n", "2025-03-05"),
        ("Ngày 5 tháng 3 năm 2025\n", "2025-03-05"),
        ("31 février 2012\n", None),
        ("Le 16 février 2012, il a plu. ", None),
        ("16 février 2012 fut un jour de pluie. ", None),
    ],
)
def test_a_dateline_gives_the_day(tmp_path: Path, opening: str, published: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_text(opening + FRENCH * 4)
    assert read_place(str(path), settings=TWO).published == published


def test_standard_input_is_read() -> None:
    article = read_place("-", settings=TWO, stdin=io.BytesIO(FRENCH.encode()))
    assert (article.text, article.language, article.place) == (FRENCH, "fr", "-")


def test_a_plain_text_loads_no_web_library(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    code = (
        "import sys; from onrecord.intake import *;"
        f"read_place({str(path)!r}, settings=IntakeSettings());"
        "heavy = {'trafilatura', 'httpx', 'htmldate', 'lxml', 'ssl'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
