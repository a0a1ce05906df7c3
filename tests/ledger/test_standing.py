"""Where a claim stands, case by case."""

import pytest

from onrecord.ledger.standing import fold_standing, trace_standing
from onrecord.model import Act, Position, SpeakerKind, Stance, Standing


def take(who: str | None, stance: str, said: str = "2025-02-01", **more: object) -> Position:
    kind = more.pop("kind", SpeakerKind.PERSON if who else SpeakerKind.UNNAMED)
    number = f"{who} {stance} {said}"
    return Position(number, who, who or "unnamed", kind, Stance(stance), said, **more)  # type: ignore[arg-type]


A, B, C = "A", "B", "C"
NEITHER, DECLINES, NO_RESPONSE = Stance.NEITHER, Stance.DECLINES, Stance.NO_RESPONSE
CASES = {
    "one asserts": ("single_source", [take(A, "asserts")]),
    "one asserts, again and again": (
        "single_source",
        [take(A, "asserts"), take(A, "confirms", "2025-03-01")],
    ),
    "two assert": ("corroborated", [take(A, "asserts"), take(B, "asserts")]),
    "another confirms": ("confirmed", [take(A, "asserts"), take(B, "confirms", "2025-02-02")]),
    "a participant asserts it too": (
        "confirmed",
        [take(A, "asserts"), take(B, "asserts", "2025-02-02", participant=True)],
    ),
    "only its participant asserts it": ("single_source", [take(A, "asserts", participant=True)]),
    "one asserts, one denies": ("disputed", [take(A, "asserts"), take(B, "denies")]),
    "confirmed and denied": (
        "disputed",
        [take(A, "asserts"), take(B, "confirms", "2025-02-02"), take(C, "denies")],
    ),
    "only denied": ("denied", [take(A, "denies")]),
    "an unnamed source asserts, one denies": ("denied", [take(None, "asserts"), take(B, "denies")]),
    "one asserts, one says neither": ("unanswered", [take(A, "asserts"), take(B, NEITHER)]),
    "one asserts, one declines": ("unanswered", [take(A, "asserts"), take(B, DECLINES)]),
    "one asserts, one gave no response": ("unanswered", [take(A, "asserts"), take(B, NO_RESPONSE)]),
    "who said neither denies later": (
        "disputed",
        [take(A, "asserts"), take(B, NEITHER), take(B, "denies", "2025-02-03")],
    ),
    "who denied confirms later": (
        "confirmed",
        [take(A, "asserts"), take(B, "denies"), take(B, "confirms", "2025-02-03")],
    ),
    "on one day denying outweighs neither": (
        "disputed",
        [take(A, "asserts"), take(B, "denies"), take(B, NEITHER)],
    ),
    "the only one takes it back": (
        "retracted",
        [take(A, "asserts"), take(A, "retracts", "2025-02-02")],
    ),
    "one of two takes it back": (
        "single_source",
        [take(A, "asserts"), take(B, "asserts"), take(A, "retracts", "2025-02-02")],
    ),
    "all take it back, an outlet still relays": (
        "retracted",
        [
            take(A, "asserts"),
            take("Post", "asserts", kind=SpeakerKind.OUTLET),
            take(A, "retracts", "2025-02-02"),
        ],
    ),
    "only an unnamed source": ("unattributed", [take(None, "asserts")]),
    "only outlets": (
        "unattributed",
        [
            take("Post", "asserts", kind=SpeakerKind.OUTLET),
            take("Wire", "asserts", kind=SpeakerKind.OUTLET),
        ],
    ),
    "one asserts, outlets relay": (
        "single_source",
        [take(A, "asserts"), take("Post", "asserts", kind=SpeakerKind.OUTLET)],
    ),
    "one asserts, one doubts": ("single_source", [take(A, "asserts"), take(B, "questions")]),
    "who only asks has not asserted": (
        "single_source",
        [take(A, "asserts"), take(B, "asserts", act=Act.QUESTION)],
    ),
    "a body and its spokesman are one side": (
        "single_source",
        [take("Palace", "asserts", voice="Reed"), take("Reed", "asserts")],
    ),
}


@pytest.mark.parametrize(("standing", "positions"), CASES.values(), ids=CASES.keys())
def test_standings(standing: str, positions: list[Position]) -> None:
    stand = fold_standing(positions)
    assert stand is not None
    assert stand.standing == standing
    reverse = fold_standing(reversed(positions))
    assert reverse is not None
    assert reverse.standing == standing


def test_nothing_said_stands_nowhere() -> None:
    assert fold_standing([]) is None
    assert fold_standing([take(A, "asserts")], as_of="2025-01-31") is None


def test_the_history_follows_the_days() -> None:
    positions = [
        take(B, "confirms", "2025-03-12"),
        take(A, "asserts", "2025-03-04"),
        take(C, NEITHER, "2025-03-05"),
        take(C, "denies", "2025-03-09"),
        take(C, "retracts", "2025-03-12"),
    ]
    changes = [(each.said, each.standing) for each in trace_standing(positions)]
    assert changes == [
        ("2025-03-04", Standing.SINGLE_SOURCE),
        ("2025-03-05", Standing.UNANSWERED),
        ("2025-03-09", Standing.DISPUTED),
        ("2025-03-12", Standing.CONFIRMED),
    ]
    as_of = trace_standing(positions, as_of="2025-03-08")
    assert [each.standing for each in as_of] == [Standing.SINGLE_SOURCE, Standing.UNANSWERED]
