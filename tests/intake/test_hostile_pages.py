import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from onrecord.errors import ArticleError, NotAnArticleError
from onrecord.intake import read_place
from tests.intake.reading import PAGE, PAGE_TEXT, TWO

_PARAGRAPH = "<p>The mayor of the town denied on Monday that he had sold the bridge at all.</p>"
_TAGS = ("div", "p", "table", "tr", "td", "ul", "li", "a", "span", "br", "h1", "article", "b")


def _write(folder: Path, page: str) -> str:
    path = folder / "page.html"
    path.write_text(page, "utf-8", "surrogatepass")
    return str(path)


def _refused(folder: Path, page: str) -> str:
    with pytest.raises(NotAnArticleError) as caught:
        read_place(_write(folder, page), settings=TWO)
    assert caught.value.remedy
    return str(caught.value)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 100_000 + "deep" + "</div>" * 100_000 + "</body></html>",
        PAGE.replace("</article>", "<b>" * 50_000 + "</article>"),
        "<html><body>" + _PARAGRAPH * 70_000,
        "<html><body>" + "<p><a href=x>" * 35_000,
        "<html><body><table>" + "<tr><td>" * 35_000,
        "<html>" + "<" * 4_000_000,
        "<html><p>" + "&" * 1_000_000 + "</p>",
        "<html><p " + 'a="b" ' * 500_000 + "></p>",
        "<html><script type='application/ld+json'>" + "[" * 1_000_000 + "</script></html>",
        "<html><!--" + "-" * 4_000_000,
    ],
    ids=["deep", "deep inline", "many", "links", "cells", "brackets", "ands", "attributes",
         "json", "comment"],
)  # fmt: skip
def test_a_page_made_to_hang_is_refused_in_time(tmp_path: Path, page: str) -> None:
    start = time.monotonic()
    with contextlib.suppress(ArticleError):
        read_place(_write(tmp_path, page[:4_900_000]), settings=TWO)
    assert time.monotonic() - start < 30


def test_a_long_article_is_read_in_time(tmp_path: Path) -> None:
    page = PAGE.replace("</article>", _PARAGRAPH * 5_000 + "</article>")
    start = time.monotonic()
    assert read_place(_write(tmp_path, page), settings=TWO).text.count("\n") == 5_003
    assert time.monotonic() - start < 30


def test_an_article_cut_off_by_depth_is_not_read_in_part(tmp_path: Path) -> None:
    page = PAGE.replace("</article>", "<div>" * 300 + _PARAGRAPH + "</article>")
    assert "nested" in _refused(tmp_path, page)


@pytest.mark.parametrize(
    "json",
    [
        '{"@type": "NewsArticle", "author": [[[{"name": 5}]]], "datePublished": {"a": 1}}',
        '{"@type": ["NewsArticle", 3], "headline": null, "publisher": []}',
        "[1, null, true, {}]",
        '{"@type": "NewsArticle", "url": "http://[", "isBasedOn": "javascript:alert(1)"}',
        "<!-- {} -->",
        "",
    ],
)
def test_odd_linked_data_says_nothing(tmp_path: Path, json: str) -> None:
    script = f'<script type="application/ld+json">{json}</script></head>'
    article = read_place(_write(tmp_path, PAGE.replace("</head>", script)), settings=TWO)
    assert article.text == PAGE_TEXT
    assert (article.published, article.url, article.origin_url) == (None, None, None)


@pytest.mark.parametrize(
    "hiding",
    [
        '<p style="display: none">{}</p>',
        '<p style="color:red;VISIBILITY:hidden">{}</p>',
        "<p hidden>{}</p>",
        '<div aria-hidden="true"><p>{}</p></div>',
        '<p class="sr-only">{}</p>',
        "<script>var text = '{}';</script>",
        "<noscript><p>{}</p></noscript>",
        "<template><p>{}</p></template>",
        "<!-- <p>{}</p> -->",
    ],
)
def test_what_is_not_shown_is_not_text(tmp_path: Path, hiding: str) -> None:
    hidden = hiding.format("The mayor admitted that he had sold the bridge, in secret.")
    page = PAGE.replace("</article>", f"{hidden}</article>")
    assert read_place(_write(tmp_path, page), settings=TWO).text == PAGE_TEXT


def test_a_class_that_says_hidden_does_not_hide_the_article(tmp_path: Path) -> None:
    page = PAGE.replace("<article>", '<article class="hidden overflow-hidden comments">')
    assert read_place(_write(tmp_path, page), settings=TWO).text == PAGE_TEXT


def test_comments_longer_than_the_article_are_not_text(tmp_path: Path) -> None:
    comments = f'<section id="comments">{_PARAGRAPH * 200}</section></article>'
    page = PAGE.replace("</article>", comments)
    assert read_place(_write(tmp_path, page), settings=TWO).text == PAGE_TEXT


def test_a_theme_that_marks_the_article_with_its_tags_does_no_harm(tmp_path: Path) -> None:
    page = PAGE.replace("article>", "div>").replace("<div>", '<div class="post tag-ads no-share">')
    page = page.replace("</body>", f"<div>{_PARAGRAPH * 20}</div></body>", 1)
    assert PAGE_TEXT in read_place(_write(tmp_path, page), settings=TWO).text


_CARD = "<div><h2><a href='/{0}'>Story number {0} of the day</a></h2>" + _PARAGRAPH + "</div>"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><h1>News</h1>" + "".join(map(_CARD.format, range(9))), "list of articles"),
        ("<html><body><form><h1>Log in</h1><input type=password></form>", "too little text"),
        ("<html><body><h1>We value your privacy</h1><p>We use cookies.</p>", "too little text"),
        ("<html><head><title>x</title></head></html>", "too little text"),
        ("<html></html>", "too little text"),
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str, reason: str) -> None:
    assert reason in _refused(tmp_path, page)


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(
    parts=st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
            st.text(st.characters(exclude_characters="\0"), max_size=80),
            st.just(_PARAGRAPH),
        ),
        max_size=60,
    )
)
def test_any_tag_soup_is_read_or_refused(tmp_path: Path, parts: list[str]) -> None:
    with contextlib.suppress(ArticleError):
        assert read_place(_write(tmp_path, "<html>" + "".join(parts)), settings=TWO).text
