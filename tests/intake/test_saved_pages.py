"""Pages of many makes, each saved with the text and the facts that are to be found in it."""

import tomllib
from pathlib import Path

import pytest

from onrecord.intake import read_place
from tests.intake.reading import FOUR

_PAGES = Path(__file__).parent / "pages"
_FACTS = tomllib.loads((_PAGES / "facts.toml").read_text("utf-8"))


def test_every_page_has_facts() -> None:
    assert {path.stem for path in _PAGES.glob("*.html")} == set(_FACTS)


@pytest.mark.parametrize("name", _FACTS)
def test_the_text_is_the_article_and_nothing_else(name: str) -> None:
    article = read_place(str(_PAGES / f"{name}.html"), settings=FOUR)
    assert article.text == (_PAGES / f"{name}.txt").read_text("utf-8").rstrip("\n")


@pytest.mark.parametrize("name", _FACTS)
def test_the_facts_are_those_of_the_page(name: str) -> None:
    article = read_place(str(_PAGES / f"{name}.html"), settings=FOUR)
    assert article.title == article.text.partition("\n")[0]
    assert article.language == name.rpartition(".")[2]
    fields = ("outlet", "byline", "published", "url", "origin_url")
    found = {field: getattr(article, field) for field in fields}
    assert {field: value for field, value in found.items() if value is not None} == _FACTS[name]
