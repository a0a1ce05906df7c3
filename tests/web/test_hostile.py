"""Text as an attacker would write it, in every field that comes from an article."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import open_ledger
from onrecord.ledger.recording import Reason, Recorder, Taken
from onrecord.ledger.writer import Writer
from onrecord.model import Article, Reading, Speaker, SpeakerKind
from onrecord.web import create_app
from tests.formats.hostile import FORBIDDEN
from tests.formats.sample import READING, REPORT
from tests.web.conftest import BEARER, TOKEN, WRITING

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title></textarea></svg><iframe src=javascript:alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)//",
    "{{7*7}} {% raw %} ${7*7} <%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- --><base href=//evil.example><form action=//evil.example><input name=q>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "]]><![CDATA[<b>x</b>]]>",
    "\x1b[31m\x07\x9b\x7f\x85\u2028\u202eesrever\u2066",
)
NASTY = " ".join(PAYLOADS)
_ALLOWED_SCHEMES = ("/", "#", "?", "http://", "https://")
_LINKS = ("href", "src", "action", "formaction", "xlink:href")


class _Checker(HTMLParser):
    """Notes every tag, handler and address of a page that must not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and not (dict(attrs).get("src") or "").startswith("/static/"):
            self.bad.append(tag)
        if tag in ("iframe", "img", "base", "object", "embed", "style"):
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.bad.append(f"{tag} {name}")
            if name in _LINKS and not (value or "").startswith(_ALLOWED_SCHEMES):
                self.bad.append(f"{name}={value}")
            if name == "action" and "evil" in (value or ""):
                self.bad.append(f"{name}={value}")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with open_ledger(str(path), create=True) as ledger:
        with ledger.writing() as connection:
            _record(Writer(connection))
        client = TestClient(create_app(ledger, settings=WRITING), base_url="http://localhost")
        client.post("/sign-in", data={"token": TOKEN, "who": NASTY[:200]}, follow_redirects=False)
        _judge(client)
        yield client


def _judge(client: TestClient) -> None:
    """Judge as an attacker would, in every field that people fill."""
    claim = client.get("/claims.json").json()["rows"][0]["id"]
    statement = client.get("/review.json?doubt=statement").json()["rows"][0]["statement"]["id"]
    given = {"who": NASTY[:200], "note": NASTY}
    rating = {"text": NASTY[:200], "url": "https://x.example/?q=';alert(1)//"}
    for some in (
        {"verdict": "rating", "subject": claim, "rating": rating},
        {"verdict": "stance", "subject": statement, "stance": "denies"},
    ):
        answer = client.post("/judgements.json", json={**given, **some}, headers=BEARER)
        assert answer.status_code == 201, answer.text


def _record(writer: Writer) -> None:
    whole = ((0, len(NASTY)),)
    said = replace(
        REPORT,
        source=((0, 20),),
        cue=((20, 60),),
        content=whole,
        hedges=(),
        via=None,
        evidence=tuple(replace(each, span=whole[0]) for each in REPORT.evidence),
        said_on=None,
        speaker=Speaker(NASTY, SpeakerKind.PERSON, NASTY, NASTY),
    )
    reading = Reading(
        article=Article(
            text=NASTY,
            language="<x>",
            url="javascript:alert(1)",
            outlet=NASTY,
            title=NASTY,
            byline=NASTY,
            published=NASTY,
            origin_url='https://x.example/"><script>alert(1)</script>',
            place=NASTY,
        ),
        statements=(said, replace(said, id="f" * 16, confidence=0.3)),
        reader=READING.reader,
    )
    recorder = Recorder(writer, reading)
    recorder.link_origin(None, NASTY, NASTY, Reason(1.0, NASTY))
    who = reading.statements[0].speaker
    speaker = recorder.add_speaker(who.name, who.kind, role=NASTY, behalf=NASTY)
    party = recorder.add_party(NASTY, who.kind, speaker)
    recorder.link_party(speaker, party, Reason(1.0, NASTY), signature=NASTY, keys=[NASTY])
    statement, second = reading.statements
    recorder.add_statement(statement, speaker=speaker, behalf=speaker, relayed_from=NASTY)
    claim = recorder.add_claim(statement)
    recorder.link_claim(statement, claim, Reason(1.0, NASTY), taken=Taken(party, party, True))
    other = recorder.add_claim(second)
    recorder.add_statement(second, speaker=speaker, behalf=speaker, relayed_from=NASTY)
    recorder.link_claim(second, other, Reason(1.0, NASTY), taken=Taken(party, party, True))
    recorder.suggest(statement, other, Reason(0.6, NASTY))
    recorder.finish()


def _addresses(client: TestClient) -> Iterator[str]:
    yield from ("/claims", "/changes", "/articles", "/read", "/sign-in", "/review")
    yield "/review?doubt=statement"
    claim = client.get("/claims.json").json()["rows"][0]["id"]
    view = client.get(f"/claims/{claim}.json").json()["rows"][0]
    yield from (f"/claims/{claim}", f"/claims/{claim}/rate")
    yield f"/parties/{view['positions'][0]['party']}"
    yield f"/articles/{view['sources'][0]['article']}"


def test_nothing_of_an_article_becomes_markup(hostile: TestClient) -> None:
    for address in _addresses(hostile):
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        checker = _Checker()
        checker.feed(answer.text)
        assert not checker.bad, address
        assert not [char for char in FORBIDDEN if char in answer.text], address


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_a_question_becomes_markup(hostile: TestClient, payload: str) -> None:
    names = [
        "q",
        "party",
        "outlet",
        "language",
        "next",
        "as_of",
        "said_from",
        "name",
        "lang",
        "after",
        "done",
        "doubt",
        "to",
    ]
    paths = ("/claims", "/parties", f"/claims/{'x' * 4}", "/nothing", "/review", "/sign-in")
    for path in paths:
        answer = hostile.get(path, params=dict.fromkeys(names, payload))
        checker = _Checker()
        checker.feed(answer.text)
        assert not checker.bad, path


@pytest.mark.parametrize("payload", PAYLOADS[:4])
def test_what_was_pasted_comes_back_as_text(hostile: TestClient, payload: str) -> None:
    answer = hostile.post("/read", data={"text": payload, "language": "xx"})
    checker = _Checker()
    checker.feed(answer.text)
    assert answer.status_code == 422
    assert not checker.bad


def test_feeds_hold_it_as_text(hostile: TestClient) -> None:
    import xml.etree.ElementTree as ElementTree

    for address in _addresses(hostile):
        if re.fullmatch(r"/(changes|(claims|parties)/\w+)", address):
            feed = ElementTree.fromstring(hostile.get(f"{address}.atom").text)
            assert {each.tag.partition("}")[0] for each in feed.iter()} == {
                "{http://www.w3.org/2005/Atom"
            }


def test_a_link_to_elsewhere_is_one_of_the_web(hostile: TestClient) -> None:
    article = next(each for each in _addresses(hostile) if each.startswith("/articles/"))
    page = hostile.get(article).text
    assert 'href="javascript' not in page
    assert Path(article).name in page
