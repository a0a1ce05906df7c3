"""Lists of claims on clocks turned back, beside what working out every single claim gives."""

import itertools
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from benchmarks.generated import generate
from onrecord.ledger import Ledger, schema
from onrecord.ledger.views import ClaimLine, Clocks, Sort, Wanted, list_claims, turning_back
from onrecord.ledger.views.lines import load_lines
from onrecord.model import Standing
from onrecord.pipeline.adding import add_reading

_ARTICLES = 60


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for reading in generate(_ARTICLES):
        add_reading(ledger, reading)
    return ledger


@pytest.fixture
def clocks(filled: Ledger) -> list[Clocks]:
    """Different days and moments, in the midst of what was said and recorded."""
    position = schema.position
    with filled.reading() as connection:
        said = connection.execute(select(position.c.said).order_by(position.c.said)).scalars().all()
        since = connection.execute(select(position.c.since).order_by(position.c.id)).scalars().all()
    day, moment = said[len(said) // 2], since[len(since) * 2 // 3]
    return [Clocks(as_of=day), Clocks(known_at=moment), Clocks(as_of=day, known_at=moment)]


def _work_out(ledger: Ledger, wanted: Wanted, clocks: Clocks) -> list[str]:
    with ledger.reading() as connection:
        rows = connection.execute(select(schema.claim.c.id)).scalars().all()
        lines = load_lines(connection, rows, clocks=clocks)

    def key(each: tuple[int, ClaimLine]) -> tuple[object, int]:
        return getattr(each[1], wanted.sort.column), each[0]

    return [
        line.id
        for _, line in sorted(lines.items(), key=key, reverse=True)
        if not wanted.standings or line.standing in wanted.standings
    ]


def _turn_pages(ledger: Ledger, wanted: dict[str, object], clocks: Clocks) -> Iterator[str]:
    after = None
    for _ in range(100):
        page = list_claims(ledger, Wanted(after=after, most=7, **wanted), clocks=clocks)  # type: ignore[arg-type]
        yield from (each.id for each in page.items)
        after = page.next
        if after is None:
            return


def test_pages_together_are_all_that_fits(
    filled: Ledger, clocks: list[Clocks], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning_back, "_STEP", 50)
    monkeypatch.setattr(turning_back, "_MOST_WALKED", 100)
    monkeypatch.setattr(turning_back, "_MOST_LOOKED_AT", 20)
    monkeypatch.setattr(turning_back, "_MOST_FOLDED", 50)
    monkeypatch.setattr(turning_back, "_AT_ONCE", 3)
    kinds = [(), *((each,) for each in Standing), (Standing.DENIED, Standing.CONFIRMED)]
    for each, sort, standings in itertools.product(clocks, Sort, kinds):
        wanted: dict[str, object] = {"sort": sort, "standings": standings}
        found = list(_turn_pages(filled, wanted, each))
        assert found == _work_out(filled, Wanted(sort=sort, standings=standings), each)


@pytest.mark.parametrize("most_looked_at", [10, 10_000])
def test_filters_find_the_same_however_many_fit(
    filled: Ledger, clocks: list[Clocks], monkeypatch: pytest.MonkeyPatch, most_looked_at: int
) -> None:
    monkeypatch.setattr(turning_back, "_MOST_LOOKED_AT", most_looked_at)
    with filled.reading() as connection:
        said, outlet, party = (
            connection.execute(select(table.c[name]).where(table.c.id == 1)).scalar_one()
            for table, name in (
                (schema.statement, "words"),
                (schema.article, "outlet"),
                (schema.party, "hash"),
            )
        )
    narrow = [{"words": said.split()[1]}, {"outlet": outlet}, {"party": party}, {"language": "fr"}]
    for each, sort, filters in itertools.product(clocks, Sort, narrow):
        pages = list(_turn_pages(filled, {"sort": sort, **filters}, each))
        every = _work_out(filled, Wanted(sort=sort), each)
        assert pages == [one for one in every if one in pages]
        assert bool(pages) == ("language" not in filters)
        assert set(pages) == _that_have(filled, filters, each)


def _that_have(ledger: Ledger, filters: dict[str, str], clocks: Clocks) -> set[str]:
    """Told by all statements on record at these clocks, one after the other."""
    from onrecord.ledger.views.stream import stream_record

    found = set()
    for each in stream_record(ledger, clocks=clocks):
        said = each.statement
        facts = {"outlet": said.outlet, "party": each.party, "language": said.language}
        fits = any(facts.get(name) == value for name, value in filters.items())
        if fits or filters.get("words", "?").lower() in said.words.lower().split():
            found.add(each.claim.id)
    return found
