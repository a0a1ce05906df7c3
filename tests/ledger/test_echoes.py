"""Who only passes on somebody else's word does not make a claim stand elsewhere."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.echoes import find_echoes
from onrecord.ledger.standing import fold_standing, trace_standing
from onrecord.model import Act, Position, SpeakerKind, Stance, Standing

DAYS = ["2025-03-01", "2025-03-02", "2025-03-03"]
REPORTS = [("one", None), ("two", None), ("copy", "one"), ("translation", "one"), ("wire", "two")]


def take(
    who: str | None,
    stance: Stance = Stance.ASSERTS,
    article: str = "one",
    origin: str | None = None,
    **more: object,
) -> Position:
    statement = f"{who} {stance} {article} {more}"
    kind = SpeakerKind.PERSON if who else SpeakerKind.UNNAMED
    known = {"said": DAYS[0], "article": article, "origin": origin, **more}
    return Position(statement, who, who or "unnamed", kind, stance, **known)  # type: ignore[arg-type]


def stand(*positions: Position) -> Standing:
    folded = fold_standing(positions)
    assert folded is not None
    return folded.standing


CASES = {
    "a translation takes the speaker for another": (
        Standing.SINGLE_SOURCE,
        [take("Velk"), take("Lorne", article="copy", origin="one")],
    ),
    "a translation takes an assertion for a confirmation": (
        Standing.SINGLE_SOURCE,
        [take("Velk"), take("Lorne", Stance.CONFIRMS, "copy", "one")],
    ),
    "two translations of what is not in the ledger": (
        Standing.SINGLE_SOURCE,
        [take("Velk", article="two", origin="one"), take("Lorne", article="copy", origin="one")],
    ),
    "two relay one outlet": (
        Standing.SINGLE_SOURCE,
        [take("Velk", relays="outlet wire"), take("Lorne", article="two", relays="outlet wire")],
    ),
    "a translation finds an outlet that is relayed": (
        Standing.SINGLE_SOURCE,
        [take("Velk"), take("Lorne", article="copy", origin="one", relays="outlet wire")],
    ),
    "one relays an outlet, its own reporter hears another": (
        Standing.CORROBORATED,
        [
            take("Velk", relays="outlet wire"),
            take("Velk", relays="outlet wire", article="two"),
            take("Lorne", article="two"),
        ],
    ),
    "one article has two speakers": (Standing.CORROBORATED, [take("Velk"), take("Lorne")]),
    "so has what it was copied from": (
        Standing.CORROBORATED,
        [
            take("Velk", article="copy", origin="one"),
            take("Lorne", article="copy", origin="one"),
            take("Velk"),
            take("Lorne"),
        ],
    ),
    "another article has another speaker": (
        Standing.CORROBORATED,
        [take("Velk"), take("Lorne", article="two")],
    ),
    "a copy tells of a denial besides": (
        Standing.DISPUTED,
        [take("Velk"), take("Lorne", Stance.DENIES, "copy", "one")],
    ),
    "a copy tells what its origin does not": (
        Standing.CORROBORATED,
        [take("Velk", article="two"), take("Lorne", article="copy", origin="one")],
    ),
    "a late copy of what was withdrawn": (
        Standing.RETRACTED,
        [
            take("Velk"),
            take("Velk", Stance.RETRACTS, "two", said=DAYS[1]),
            take("Velk", article="copy", origin="one", said=DAYS[2]),
        ],
    ),
    "an origin that names nobody silences nobody": (
        Standing.SINGLE_SOURCE,
        [take(None), take("Velk", article="copy", origin="one")],
    ),
    "a report of who said so": (
        Standing.SINGLE_SOURCE,
        [take("Court"), take("Velk", via=take("Court").statement)],
    ),
    "a report of who denied it": (
        Standing.DENIED,
        [take("Court"), take("Velk", Stance.DENIES, via=take("Court").statement)],
    ),
    "a report of who confirmed it": (
        Standing.SINGLE_SOURCE,
        [
            take("Court", Stance.CONFIRMS),
            take("Velk", Stance.CONFIRMS, via=take("Court", Stance.CONFIRMS).statement),
        ],
    ),
    "that somebody said so is confirmed": (
        Standing.CONFIRMED,
        [
            take("Court", Stance.CONFIRMS),
            take("Velk", via=take("Court", Stance.CONFIRMS).statement),
        ],
    ),
    "who reports it says so besides": (
        Standing.CORROBORATED,
        [take("Court"), take("Court", act=Act.OPINION), take("Velk", via=take("Court").statement)],
    ),
    "who confirms alone": (Standing.SINGLE_SOURCE, [take("Velk", Stance.CONFIRMS)]),
    "who confirms what is said without a name": (
        Standing.CONFIRMED,
        [take(None), take("Velk", Stance.CONFIRMS)],
    ),
    "an opinion has no witnesses": (
        Standing.CORROBORATED,
        [take("Velk"), take("Lorne", act=Act.OPINION, participant=True, said=DAYS[1])],
    ),
}


@pytest.mark.parametrize(("standing", "positions"), CASES.values(), ids=CASES.keys())
def test_what_echoes_make_of_a_claim(standing: Standing, positions: list[Position]) -> None:
    assert stand(*positions) is standing
    assert stand(*reversed(positions)) is standing


def test_an_echo_is_listed_and_told_apart() -> None:
    folded = fold_standing([take("Velk"), take("Lorne", article="copy", origin="one")])
    assert folded is not None
    assert [each.party for each in folded.positions] == ["Velk", "Lorne"]
    assert folded.echoes == {folded.positions[1].statement}


def test_a_circle_of_reports_still_stands_somewhere() -> None:
    one, other = take("Velk"), take("Lorne")
    circle = [take("Velk", via=other.statement), take("Lorne", via=one.statement)]
    assert fold_standing(circle) is not None


@st.composite
def make_positions(draw: st.DrawFn) -> list[Position]:
    made: list[Position] = []
    for number in range(draw(st.integers(1, 8))):
        article, origin = draw(st.sampled_from(REPORTS))
        via = draw(st.sampled_from([None, *(each.statement for each in made)]))
        who = draw(st.sampled_from([None, "Velk", "Lorne", "Reed"]))
        stance = draw(st.sampled_from(list(Stance)))
        said = draw(st.sampled_from(DAYS))
        relays = draw(st.sampled_from([None, "outlet wire", "one"]))
        more = {"said": said, "via": via, "relays": relays, "voice_name": str(number)}
        made.append(take(who, stance, article, origin, **more))
    return made


@given(make_positions())
def test_copies_of_what_counts_change_no_voice(positions: list[Position]) -> None:
    own = [each for each in positions if each.origin is None and each.relays is None]
    told = {each.article for each in own if each.stance.puts_forward and each.is_named}
    copies = [
        take(who, Stance.ASSERTS, f"copy of {article}", article, said=DAYS[2])
        for article in told
        for who in ("Velk", "Somebody else")
    ]
    assert not own or fold_standing([*own, *copies]).standing is stand(*own)  # type: ignore[union-attr]


@given(make_positions())
def test_what_echoes_goes_on_to_do_so(positions: list[Position]) -> None:
    by_day = [find_echoes([each for each in positions if each.said <= day]) for day in DAYS]
    assert all(early <= late for early, late in pairwise(by_day))
    known = {each.statement: each.said for each in positions}
    for day, echoes in zip(DAYS, by_day, strict=True):
        assert echoes == {each for each in by_day[-1] if known[each] <= day}


@given(make_positions())
def test_the_course_of_days_ends_where_the_claim_stands(positions: list[Position]) -> None:
    for day in DAYS:
        folded = fold_standing(positions, as_of=day)
        changes = trace_standing(positions, as_of=day)
        assert (changes[-1].standing if changes else None) == (folded and folded.standing)
        course = [each.standing for each in trace_standing(positions) if each.said <= day]
        assert course[-1:] == [each.standing for each in changes[-1:]]
