from pathlib import Path

import pytest

from onrecord.intake import read_place
from onrecord.intake.page_dates import parse_moment
from onrecord.intake.page_facts import is_same_site
from onrecord.intake.pages import read_page
from onrecord.intake.raw import Raw
from onrecord.model import Article
from tests.intake.reading import PAGE, TWO


def _read(head: str = "", body: str = "", *, url: str | None = None) -> Article:
    page = PAGE.replace("</head>", f"{head}</head>").replace("</article>", f"{body}</article>")
    return read_page(page, Raw(b"", "page.html", "page.html", url=url), settings=TWO)


def _json(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


_CANONICAL = '<link rel="canonical" href="https://www.paper.example/a">'


def test_the_canonical_link_is_the_address() -> None:
    assert _read(_CANONICAL).url == "https://www.paper.example/a"
    amp = _read(_CANONICAL, url="https://amp.paper.example/a?x=1")
    assert (amp.url, amp.origin_url) == ("https://www.paper.example/a", None)


def test_a_canonical_link_to_another_site_is_the_origin() -> None:
    copied = _read(_CANONICAL, url="https://copy.example/b")
    assert (copied.url, copied.origin_url) == (
        "https://copy.example/b",
        "https://www.paper.example/a",
    )
    stated = _read(_CANONICAL + '<meta property="og:url" content="https://copy.example/b">')
    assert (stated.url, stated.origin_url) == (
        "https://copy.example/b",
        "https://www.paper.example/a",
    )


def test_a_relative_canonical_link_needs_the_fetched_address() -> None:
    head = '<link rel="canonical" href="/a">'
    assert _read(head).url is None
    assert _read(head, url="https://paper.example/b").url == "https://paper.example/a"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///a", "http://[", "", "#"])
def test_an_address_that_is_not_on_the_web_is_left_out(address: str) -> None:
    assert _read(f'<link rel="canonical" href="{address}">').url is None


@pytest.mark.parametrize(
    "note",
    [
        '<p>Source: <a href="https://other.example/a">Other</a></p>',
        "<p>Source : https://other.example/a</p>",
        '<p>This article was originally published on <a href="https://other.example/a">Other</a>.',
        '<p>Cet article a été initialement publié par <a href="https://other.example/a">L’Autre</a>.',
        '<p>Translated from <a href="https://other.example/a">Other</a>.</p>',
        '<div class="credits">First published by <a href="https://other.example/a">Other</a></div>',
    ],
)
def test_a_credit_names_the_origin_and_is_not_text(note: str) -> None:
    article = _read(body=note, url="https://paper.example/a")
    assert article.origin_url == "https://other.example/a"
    assert article.text == _read().text


@pytest.mark.parametrize(
    "note",
    [
        '<p>Source: <a href="/tag/agency">Agency</a></p>',
        '<p>Source: <a href="https://paper.example/tag">Agency</a></p>',
        "<p>Source: Agency</p>",
        '<p>The mayor told <a href="https://other.example/a">Other</a> the same on Sunday.</p>',
    ],
)
def test_other_links_name_no_origin(note: str) -> None:
    assert _read(body=note, url="https://paper.example/a").origin_url is None


@pytest.mark.parametrize(
    "sentence",
    [
        "“The letter was translated from Russian by my own sister,” said the mayor of the town.",
        "Sources: the mayor knew of the sale before the council met on Sunday, two of them said.",
        "By the end of the week the bridge will be closed, the mayor told this newspaper.",
        "Share prices fell on Monday after the mayor spoke, and the company’s fell the most.",
        "Comments by the mayor on the sale of the bridge drew laughter in the council chamber.",
        "The photo (left) was taken by the mayor, who says that it shows the bridge in March.",
    ],
)
def test_a_sentence_that_sounds_like_a_label_is_text(sentence: str) -> None:
    assert sentence in _read(body=f"<p>{sentence}</p>{'<p>He left.</p>'}").text


def test_linked_data_may_name_what_the_article_is_based_on() -> None:
    article = _read(_json('"isBasedOn": {"@id": "https://other.example/a"}'))
    assert article.origin_url == "https://other.example/a"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (_json('"datePublished": "2024-05-01T10:00:00-0400"'), "2024-05-01T10:00:00-04:00"),
        (_json('"datePublished": "2024-05-01"'), "2024-05-01"),
        (
            _json('"datePublished": "2024-05-01"')
            + '<meta property="article:published_time" content="2024-05-01T23:30:00+02:00">',
            "2024-05-01T23:30:00+02:00",
        ),
        (
            _json('"datePublished": "2024-05-01"')
            + '<meta property="article:published_time" content="2023-01-01T00:00:00Z">',
            "2024-05-01",
        ),
        ('<meta name="DC.date.issued" content="2024-05-01">', "2024-05-01"),
        ('<meta name="date" content="Wed, 01 May 2024 10:00:00 GMT">', "2024-05-01T10:00:00+00:00"),
        ('<meta name="pubdate" content="soon">', None),
    ],
)
def test_the_date_is_the_finest_that_is_stated(head: str, published: str | None) -> None:
    assert _read(head).published == published


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00+00:00"),
        (" 2024-05-01 10:00 ", "2024-05-01T10:00:00"),
        ("2024-05-01T10:00:00.000+03:00", "2024-05-01T10:00:00+03:00"),
        ("20240501", "2024-05-01"),
        ("2024-02-30", None),
        ("0000-00-00T00:00:00", None),
        ("", None),
        ("1", None),
        ("9" * 5000, None),
    ],
)
def test_a_moment_is_iso_8601_or_nothing(text: str, moment: str | None) -> None:
    assert parse_moment(text) == moment


def test_a_modification_date_is_no_publication_date() -> None:
    assert _read(_json('"dateModified": "2024-05-01"')).published is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.a.example/x", "http://a.example/y", True),
        ("https://amp.a.example/x", "https://www.a.example", True),
        ("https://fr.a.example/x", "https://a.example", True),
        ("https://a.example", "https://b.example", False),
        ("https://evil-a.example", "https://a.example", False),
    ],
)
def test_sites_are_told_apart(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is same


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    read_place(str(path), settings=TWO)
    assert capfd.readouterr() == ("", "")
