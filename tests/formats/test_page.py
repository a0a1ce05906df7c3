import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from onrecord.formats.page import render_page
from onrecord.model import Article, Reading
from tests.formats.golden_files import check_golden
from tests.formats.hostile import FORBIDDEN, HOSTILE
from tests.formats.sample import READING, TEXT


class Seen(HTMLParser):
    """What a browser would make of the page: tags, ids, links, and the text of each article."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self._depth = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "p" and ("class", "text") in attrs:
            self.texts.append("")
            self._depth = 1
        if tag == "a" and any(value and value.startswith("badge") for _, value in attrs):
            self._depth *= -1

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._depth = 0
        if tag == "a" and self._depth < 0:
            self._depth = 1

    def handle_data(self, data: str) -> None:
        if self._depth > 0:
            self.texts[-1] += data

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name and value]


def test_form() -> None:
    check_golden("sample.html", render_page([READING]))


def test_the_text_is_there_to_the_character() -> None:
    assert Seen(render_page([READING])).texts == [line for line in TEXT.split("\n") if line]


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    seen = Seen(render_page([READING, READING]))
    ids = seen.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in seen.values("href") if link.startswith("#")} <= set(ids)


def test_nested_statements_are_marked_as_both() -> None:
    page = render_page([READING])
    assert re.search(r'<span class="a1s1 a1s2 source confirms nested">President Ada Lorne<', page)


def test_nothing_is_loaded_and_no_script_runs() -> None:
    seen = Seen(render_page([READING]))
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(seen.tags)
    assert not seen.values("src")
    assert not seen.values("style")
    assert any(
        each.startswith("default-src 'none'; style-src 'sha256-") for each in seen.values("content")
    )
    assert "url(" not in render_page([READING])
    assert "@import" not in render_page([READING])


def test_hostile_text_stays_text() -> None:
    page = render_page([HOSTILE])
    seen = Seen(page)
    assert not {"script", "img"} & set(seen.tags)
    assert not any(name.startswith("on") for name, _ in seen.attributes)
    assert page.count("</style>") == 1
    assert "{{7*7}}" in page
    assert not [link for link in seen.values("href") if link.startswith("javascript")]


@pytest.mark.parametrize("char", FORBIDDEN)
def test_hostile_characters_are_not_in_the_page(char: str) -> None:
    assert char not in render_page([HOSTILE])


def test_a_statement_without_spans_still_has_a_card() -> None:
    bare = replace(READING.statements[0], source=(), cue=(), content=())
    page = render_page([replace(READING, statements=(bare,))])
    assert 'id="a1s1"' in page


def test_no_statement_and_no_text() -> None:
    page = render_page([Reading(Article(" \n", "en"), (), READING.reader)])
    assert "0 statements" in page
