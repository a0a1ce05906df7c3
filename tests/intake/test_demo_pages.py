"""The demonstration pages: their text is the annotated one, their facts those they state."""

import re
import unicodedata
from pathlib import Path

import pytest

from onrecord.intake import read_place
from tests.intake.reading import FOUR

_ROOT = Path(__file__).parents[2]
_PAGES = sorted((_ROOT / "demo").glob("*/*.html"))
_TEXTS = sorted((_ROOT / "demo").glob("*/*.txt"))


def _gold(path: Path) -> str:
    gold = _ROOT / "tests" / "gold" / f"{path.parent.name}.{path.stem}.txt"
    return gold.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: path.stem)
def test_the_text_of_a_page_is_the_annotated_one(path: Path) -> None:
    assert read_place(str(path), settings=FOUR).text == _gold(path)


@pytest.mark.parametrize("path", _TEXTS, ids=lambda path: path.stem)
def test_a_plain_text_differs_at_most_in_its_last_line_break(path: Path) -> None:
    text = read_place(str(path), settings=FOUR).text
    assert text == path.read_bytes().decode("utf-8")
    assert text.removesuffix("\n") == _gold(path)


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: path.stem)
def test_the_facts_are_those_of_the_page(path: Path) -> None:
    article = read_place(str(path), settings=FOUR)
    day, name = path.name[:10], path.name[11:].split(".")[0]
    assert article.language == path.stem.rpartition(".")[2]
    assert article.published is not None
    assert article.published.startswith(f"{day}T")
    assert re.search(r"[+-]\d\d:\d\d$", article.published)
    assert _plain_words(name) <= _plain_words(article.outlet or "")
    assert article.title == _gold(path).partition("\n")[0]
    assert article.byline
    assert article.url is not None
    assert article.origin_url is None


def _plain_words(name: str) -> set[str]:
    spread = unicodedata.normalize("NFKD", name.lower())
    letters = "".join(char for char in spread if not unicodedata.combining(char))
    return set(re.findall(r"[a-z]+", letters))
