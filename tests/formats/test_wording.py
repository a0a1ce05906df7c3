from dataclasses import replace

import pytest

from onrecord.formats.wording import describe_speaker, name_speaker, quote, show_time, trace_chains
from onrecord.model import UNKNOWN, Speaker, SpeakerKind
from tests.formats.sample import CALL, READING, REPORT


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 20, "short"),
        ("« un long discours qui ne finit pas »", 22, "« un long discours … »"),
        ("“quoted at length” and then more of it", 30, "“quoted at length” and then …"),
        ("“one “two three four five six", 20, "“one “two three …”"),
        ('he said "never again" and "always now"', 34, 'he said "never again" and …'),
        ("x" * 50, 20, "x" * 18 + " …"),
    ],
)
def test_shortened_quotations_stay_closed(text: str, limit: int, shown: str) -> None:
    assert quote(text, [(0, len(text))], limit=limit) == shown


def test_chain_runs_from_the_outlet_to_the_speaker() -> None:
    chains = trace_chains(READING)
    assert chains[:3] == [[], ["The Daily", "The Harbour Post", "Ada Lorne"], []]


def test_chain_in_a_circle_ends() -> None:
    circle = replace(READING, statements=(replace(REPORT, via="s-call"), CALL))
    assert trace_chains(circle)[1] == ["The Daily", "The Harbour Post", "Ada Lorne"]


def test_chain_to_a_statement_that_is_not_there_is_none() -> None:
    assert trace_chains(replace(READING, statements=(replace(CALL, via="gone"),))) == [[]]


def test_chain_leaves_out_who_is_unknown() -> None:
    nobody = replace(REPORT, speaker=UNKNOWN)
    assert trace_chains(replace(READING, statements=(nobody, CALL)))[1] == []


@pytest.mark.parametrize(
    ("speaker", "name", "details"),
    [
        (UNKNOWN, "unknown source", ""),
        (Speaker("unnamed", SpeakerKind.UNNAMED), "unnamed source", ""),
        (Speaker("Two aides", SpeakerKind.UNNAMED), "Two aides", "not named"),
        (Speaker("Jon", SpeakerKind.PERSON, "spokesman", "Palace"), "Jon", "spokesman, for Palace"),
    ],
)
def test_speakers(speaker: Speaker, name: str, details: str) -> None:
    assert (name_speaker(speaker), describe_speaker(speaker)) == (name, details)


@pytest.mark.parametrize(
    ("given_time", "shown"),
    [
        ("2025-02-09", "2025-02-09"),
        ("2025-02-09T18:12:44+07:00", "2025-02-09 18:12 +07:00"),
        ("2025-02-09T18:12:44.123Z", "2025-02-09 18:12 UTC"),
        ("2025-02-09T18:12", "2025-02-09 18:12"),
        ("last week", "last week"),
    ],
)
def test_times(given_time: str, shown: str) -> None:
    assert show_time(given_time) == shown
