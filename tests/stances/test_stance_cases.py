"""The minimal pairs hold together, and the judge of readings sees what is wrong."""

from collections import Counter
from dataclasses import replace

import pytest

from onrecord.model import (
    UNKNOWN,
    Act,
    Article,
    Because,
    Certainty,
    Form,
    ReaderVersion,
    Reading,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)
from tests.stances.cases import LANGUAGES, Case, Expected, load_cases, load_known_failures
from tests.stances.judge import find_complaints

EVERY_CASE = tuple(case for language in LANGUAGES for case in load_cases(language))


def _statement(place: int, expected: Expected) -> Statement:
    """The statement that a faultless reader would give."""
    kinds = {kind.value: kind for kind in SpeakerKind}
    name = expected.speaker or "somebody"
    return Statement(
        id=str(place),
        source=expected.source,
        cue=expected.cue,
        content=expected.content,
        speaker=Speaker(name, kinds.get(name, SpeakerKind.PERSON)),
        form=expected.form or Form.INDIRECT,
        act=expected.act or Act.CLAIM,
        stance=expected.stances[0],
        certainty=expected.certainty or Certainty.UNSTATED,
        said_on=None,
        via=None if expected.via is None else str(expected.via),
        hedges=(),
        evidence=(),
        confidence=1.0,
        because=Because("", "", "", "", ""),
    )


def _reading(case: Case, *statements: Statement) -> Reading:
    return Reading(Article(case.text, case.id[:2]), statements, ReaderVersion("0", "none"))


def _faultless(case: Case) -> list[Statement]:
    return [_statement(place, each) for place, each in enumerate(case.expected)]


def _case(case_id: str) -> Case:
    return next(case for case in EVERY_CASE if case.id == case_id)


def test_languages() -> None:
    assert {"en", "fr"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_breadth(language: str) -> None:
    cases = load_cases(language)
    stances = Counter(each.stances[0] for case in cases for each in case.expected)
    acts = Counter(each.act for case in cases for each in case.expected)
    assert len(cases) >= 110
    assert {stance for stance in Stance if stances[stance] < 5} == set()
    assert {act for act in Act if acts[act] < 1} == set()
    assert sum(case.is_silent for case in cases) >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_or_id_stands_twice(language: str) -> None:
    cases = load_cases(language)
    assert len({case.id for case in cases}) == len(cases)
    assert [text for text, n in Counter(case.text for case in cases).items() if n > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_contrasts(language: str) -> None:
    groups = Counter(case.id.rpartition("-")[0] for case in load_cases(language))
    assert [name for name, sentences in groups.items() if sentences < 2] == []


def test_known_failures_name_cases() -> None:
    known = load_known_failures()
    assert set(known) <= {case.id for case in EVERY_CASE}
    assert list(known) == sorted(set(known))


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.id)
def test_faultless_reading_passes(case: Case) -> None:
    assert find_complaints(case, _reading(case, *_faultless(case))) == []


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.id)
def test_wrong_stance_is_seen(case: Case) -> None:
    for place, expected in enumerate(case.expected):
        statements = _faultless(case)
        wrong = next(stance for stance in Stance if stance not in expected.stances)
        statements[place] = replace(statements[place], stance=wrong)
        assert len(find_complaints(case, _reading(case, *statements))) == 1


def test_missing_statement_is_seen() -> None:
    case = _case("en-coordination-1")
    assert find_complaints(case, _reading(case, _faultless(case)[0])) == ["not found: 'denied'"]


def test_statement_out_of_nothing_is_seen() -> None:
    case = _case("en-cue-words-of-action-1")
    start = case.text.index("denied")
    expected = Expected(((start, start + 6),), (), (), (Stance.DENIES,))
    complaints = find_complaints(case, _reading(case, _statement(0, expected)))
    assert complaints == ["read where there is nothing: 'denied' denies"]


def test_inner_cue_nobody_vouches_for_is_seen() -> None:
    case = _case("en-cue-only-reported-1")
    inner = Expected(case.no_cue, (), (), (Stance.DENIES,))
    reading = _reading(case, *_faultless(case), _statement(1, inner))
    assert len(find_complaints(case, reading)) == 1


def test_forbidden_stance_is_seen() -> None:
    case = _case("en-reporting-negated-1")
    start = case.text.index("did not say")
    cue = ((start, start + 11),)
    denied = _statement(0, Expected(cue, (), (), (Stance.DENIES,)))
    declined = replace(denied, stance=Stance.DECLINES)
    assert len(find_complaints(case, _reading(case, denied))) == 1
    assert find_complaints(case, _reading(case, declined)) == []


def test_second_stance_for_one_cue_is_seen() -> None:
    case = _case("en-one-transfer-eleven-ways-6")
    right = _faultless(case)[0]
    second = replace(right, id="second", stance=Stance.DENIES)
    assert len(find_complaints(case, _reading(case, right, second))) == 1


def test_wrong_speaker_and_chain_are_seen() -> None:
    case = _case("en-chains-1")
    outer, inner = _faultless(case)
    stranger = replace(outer, speaker=UNKNOWN)
    unchained = replace(inner, via=None)
    assert len(find_complaints(case, _reading(case, stranger, unchained))) == 2
