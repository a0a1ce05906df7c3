"""Readings that look like news and cost nothing to read: for measuring the ledger alone.

Stories follow one another; each has a few claims, each article tells of one story, and parties
speak as often as in real news: a few all the time, most of them seldom.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate

from onrecord.model import (
    Act,
    Article,
    Because,
    Certainty,
    Evidence,
    EvidenceKind,
    Form,
    ReaderVersion,
    Reading,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

READER = ReaderVersion("generated", "none")
STATEMENTS = 8  # in each article
FIRST = date(2015, 1, 1)  # the day of the first article
_PARTIES = 2000
_OUTLETS = 40
_PER_STORY = 5  # articles
_SYLLABLES = (
    "ba", "co", "da", "fe", "gi", "ho", "ka", "lu", "ma", "ne", "po", "ra", "si", "to", "va",
    "wo", "ya", "ze", "tra", "ble", "kro", "sti",
)  # fmt: skip
# Zipf's law: the one heard most makes one statement in eight.
_SHARES = tuple(accumulate(1 / (rank + 1) for rank in range(_PARTIES)))
_DEEDS = (
    "closed the harbour of", "sold water to", "sent police into", "lost the vote in",
    "signed a treaty with", "cut the pensions of", "poisoned the river near",
    "shot down a plane over", "bought the hospital of", "called the president of",
)  # fmt: skip
_STANCES = (
    [Stance.ASSERTS] * 10 + [Stance.DENIES] * 3 + [Stance.CONFIRMS] * 2
    + [Stance.NEITHER, Stance.DECLINES, Stance.QUESTIONS]
)  # fmt: skip


def generate(articles: int, *, seed: int = 1, first: date = FIRST) -> Iterator[Reading]:
    """So many readings, one for each day from `first` on; the same for the same seed."""
    chance = random.Random(seed)
    people = [
        Speaker(f"{_word(chance)} {_word(chance)}", SpeakerKind.PERSON) for _ in range(_PARTIES)
    ]
    outlets = [f"{_word(chance)} Post" for _ in range(_OUTLETS)]
    claims: list[str] = []
    for number in range(articles):
        if number % _PER_STORY == 0:
            claims = [_make_claim(chance) for _ in range(4)]
        day = first + timedelta(days=number)
        yield _make_article(chance, claims, people, f"{chance.choice(outlets)} {day}")


def _make_claim(chance: random.Random) -> str:
    who, where = _word(chance), _word(chance)
    number = chance.randrange(3, 900)
    return f"{who} {chance.choice(_DEEDS)} {where} with {number} men of {_word(chance)}"


def _make_article(
    chance: random.Random, claims: list[str], people: list[Speaker], published_by: str
) -> Reading:
    outlet, _, day = published_by.rpartition(" ")
    told = []
    for _ in range(STATEMENTS):
        who = chance.choices(people, cum_weights=_SHARES)[0]
        told.append((who, chance.choice(claims), chance.choice(_STANCES)))
    lines = [f"{who.name} said that {what}." for who, what, _ in told]
    article = Article("\n".join(lines), "en", outlet=outlet, published=day)
    made, at = [], 0
    for (who, what, stance), line in zip(told, lines, strict=True):
        made.append(_make_statement(article, at, (who, what, stance)))
        at += len(line) + 1
    return Reading(article, tuple(made), READER)


def _make_statement(article: Article, at: int, told: tuple[Speaker, str, Stance]) -> Statement:
    who, what, stance = told
    start = at + len(who.name) + len(" said ")
    content = (start, start + len(f"that {what}"))
    withheld = (Evidence(EvidenceKind.DOCUMENT, False, content),)
    return Statement(
        id=sha256(f"{article.id} {at}".encode()).hexdigest()[:16],
        source=((at, at + len(who.name)),),
        cue=((start - 5, start - 1),),
        content=(content,),
        speaker=who,
        form=Form.INDIRECT,
        act=Act.CLAIM,
        stance=stance,
        certainty=Certainty.UNSTATED,
        said_on=None,
        via=None,
        hedges=(),
        evidence=withheld if stance == Stance.QUESTIONS else (),
        confidence=0.9,
        because=Because(cue="said", rule="generated", stance="", act="", speaker=""),
    )


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randrange(2, 5))).title()
