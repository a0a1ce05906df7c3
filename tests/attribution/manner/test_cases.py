"""Every hand-made case of every language."""

import pytest

from onrecord.attribution.found import Found
from onrecord.attribution.manner import (
    View,
    date_statement,
    find_evidence,
    judge_act,
    judge_certainty,
)
from onrecord.parsing import ParsedText
from tests.attribution.manner.cases import Case, cases, found_in

_ROLES = ("cue", "source", "content", "cue_class", "stance")


def _found_row(case: Case) -> tuple[ParsedText, Found]:
    parsed = case.parse()
    words = {role: case.row[role] for role in _ROLES if role in case.row}
    return parsed, found_in(parsed, **words)


@pytest.mark.parametrize("case", cases("certainty"), ids=str)
def test_certainty_and_its_hedges(case: Case) -> None:
    parsed, found = _found_row(case)
    wording = case.language.wording
    view = View(parsed, found, wording.content)
    level, hedges = judge_certainty(view, [found], 0, wording=wording)
    assert level == case.row["level"]
    assert [parsed.text[start:end] for start, end in hedges] == case.row["hedges"]


@pytest.mark.parametrize("case", cases("evidence"), ids=str)
def test_evidence_goes_to_its_statement(case: Case) -> None:
    parsed = case.parse()
    row = case.row
    founds = [
        found_in(
            parsed,
            cue=cue,
            source=row.get("sources", [""] * 9)[n],
            content=row.get("contents", [""] * 9)[n],
            cue_class=row.get("cue_classes", ["say"] * 9)[n],
        )
        for n, cue in enumerate(row["cues"])
    ]
    evidence = find_evidence(parsed, founds, wording=case.language.wording)
    shown = [[f"{one.kind}{'+' if one.shown else '-'}" for one in each] for each in evidence]
    assert shown == row["evidence"]


@pytest.mark.parametrize("case", cases("date"), ids=str)
def test_date_of_the_cue(case: Case) -> None:
    parsed, found = _found_row(case)
    published = case.row.get("published", "2025-03-09T18:12:00+01:00") or None
    said_on = date_statement(parsed, found, calendar=case.language.calendar, published=published)
    assert said_on == case.row.get("said_on")


@pytest.mark.parametrize("case", cases("act"), ids=str)
def test_act(case: Case) -> None:
    parsed, found = _found_row(case)
    wording = case.language.wording
    view = View(parsed, found, wording.content)
    assert judge_act(view, wording=wording)[0] == case.row["act"]
