"""Readings as one web page that needs no other file, no network and no script."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, Template

from onrecord.formats.pieces import Mark, Paragraph, Piece, cut_into_paragraphs
from onrecord.formats.visible import make_visible
from onrecord.formats.wording import (
    STANCE_MARKS,
    count,
    describe_article,
    describe_certainty,
    describe_evidence,
    describe_speaker,
    name_speaker,
    quote,
    spell,
    title_article,
    trace_chains,
    web_address,
)
from onrecord.model import Reading, Stance, Statement


@dataclass(frozen=True, slots=True)
class Badge:
    """A statement's number with its stance: in the text it leads to the card, there back."""

    number: int
    card: str
    place: str
    stance: Stance

    @property
    def mark(self) -> str:
        """The stance's mark."""
        return STANCE_MARKS[self.stance]

    @property
    def words(self) -> str:
        """The stance in words."""
        return spell(self.stance)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A piece of the text as the page shows it; `link` leads from a cue to its card."""

    text: str
    classes: str
    link: str | None
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the page says about one statement, in words."""

    badge: Badge
    who: str
    about: str
    chain: tuple[str, ...]
    facts: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    cue: str
    reasons: tuple[tuple[str, str], ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph and the cards of the statements that begin in it."""

    highlights: tuple[Highlight, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article on the page."""

    key: str
    title: str
    about: tuple[str, ...]
    language: str
    url: str | None
    origin_url: str | None
    statements: str
    speakers: tuple[tuple[str, tuple[Badge, ...]], ...]
    rows: tuple[Row, ...]
    read_by: str


def render_page(readings: Sequence[Reading]) -> str:
    """The readings as one HTML page: each text with its statements marked, a card beside each."""
    sheets = [_lay_out(reading, f"a{number}") for number, reading in enumerate(readings, start=1)]
    style = _template("page.css.jinja").render(sheets=sheets)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    found = {each.stance for reading in readings for each in reading.statements}
    return _template("page.html.jinja").render(
        sheets=sheets,
        style=style,
        digest=digest,
        legend=[(each, STANCE_MARKS[each], spell(each)) for each in Stance if each in found],
    )


@cache
def _template(name: str) -> Template:
    # Autoescape holds for the style sheet too: nothing of an article's words goes there.
    loader = PackageLoader("onrecord.formats")
    return Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True
    ).get_template(name)


def _lay_out(reading: Reading, key: str) -> Sheet:
    article = reading.article
    paragraphs = cut_into_paragraphs(article.text, reading.statements)
    badges = _number(reading, key)
    return Sheet(
        key=key,
        title=title_article(article),
        about=tuple(describe_article(article)),
        language=article.language,
        url=web_address(article.url),
        origin_url=web_address(article.origin_url),
        statements=count(len(reading.statements), "statement"),
        speakers=tuple(_list_speakers(reading, badges)),
        rows=tuple(_lay_rows(reading, paragraphs, badges)),
        read_by=f"onrecord {reading.reader.version} with {reading.reader.language_model}",
    )


def _number(reading: Reading, key: str) -> dict[int, Badge]:
    return {
        number: Badge(number, f"{key}s{number}", f"{key}t{number}", statement.stance)
        for number, statement in enumerate(reading.statements, start=1)
    }


def _list_speakers(
    reading: Reading, badges: dict[int, Badge]
) -> Iterator[tuple[str, tuple[Badge, ...]]]:
    by_name: dict[str, list[Badge]] = {}
    for number, statement in enumerate(reading.statements, start=1):
        by_name.setdefault(name_speaker(statement.speaker), []).append(badges[number])
    for name, said in by_name.items():
        yield name, tuple(said)


def _lay_rows(
    reading: Reading, paragraphs: Sequence[Paragraph], badges: dict[int, Badge]
) -> Iterator[Row]:
    placed = {number for paragraph in paragraphs for number in paragraph.opens}
    # A statement without a span in any line still gets its card, beside the first one.
    unplaced = tuple(number for number in badges if number not in placed)
    chains = trace_chains(reading)
    for paragraph in paragraphs:
        numbers = sorted({*paragraph.opens, *unplaced})
        unplaced = ()
        yield Row(
            tuple(_highlight(reading, piece, badges) for piece in paragraph.pieces),
            tuple(_describe(reading, badges[each], chains[each - 1]) for each in numbers),
        )


def _highlight(reading: Reading, piece: Piece, badges: dict[int, Badge]) -> Highlight:
    text = make_visible(reading.article.text[piece.start : piece.end])
    opened = tuple(badges[number] for number in piece.opens)
    if not piece.marks:
        return Highlight(text, "", None, opened)
    inner = piece.marks[-1]
    classes = [badges[number].card for number in dict.fromkeys(m.number for m in piece.marks)]
    classes += [inner.role, badges[inner.number].stance]
    if _is_nested(piece.marks):
        classes.append("nested")
    link = badges[inner.number].card if inner.role == "cue" else None
    return Highlight(text, " ".join(classes), link, opened)


def _is_nested(marks: Sequence[Mark]) -> bool:
    return len({mark.number for mark in marks}) > 1


def _describe(reading: Reading, badge: Badge, chain: Sequence[str]) -> Card:
    text = reading.article.text
    statement = reading.statements[badge.number - 1]
    because = statement.because
    return Card(
        badge=badge,
        who=name_speaker(statement.speaker),
        about=describe_speaker(statement.speaker),
        chain=tuple(chain),
        facts=tuple(_list_facts(statement, text)),
        evidence=tuple(
            (describe_evidence(each), quote(text, [each.span], limit=160))
            for each in statement.evidence
        ),
        cue=quote(text, statement.cue) or make_visible(because.cue),
        reasons=tuple(
            (label, make_visible(words))
            for label, words in (
                ("found by", because.rule),
                ("speaker", because.speaker),
                ("stance", because.stance),
                ("act", because.act),
            )
            if words
        ),
        confidence=f"{statement.confidence:.0%}",
    )


def _list_facts(statement: Statement, text: str) -> Iterator[str]:
    yield spell(statement.form)
    yield spell(statement.act)
    certainty = describe_certainty(statement, text)
    if certainty:
        yield certainty
    if statement.said_on:
        yield f"said on {make_visible(statement.said_on)}"
