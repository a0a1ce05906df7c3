"""Every sentence of the minimal pairs is read with the stance it has."""

import pytest

import onrecord
from tests.stances.cases import LANGUAGES, Case, load_cases, load_known_failures
from tests.stances.judge import find_complaints

_KNOWN = frozenset(load_known_failures())


def _parameters() -> list[object]:
    still_wrong = pytest.mark.xfail(strict=True, reason="listed in known_failures.toml")
    return [
        pytest.param(language, case, id=case.id, marks=[still_wrong] if case.id in _KNOWN else [])
        for language in LANGUAGES
        for case in load_cases(language)
    ]


@pytest.mark.parametrize(("language", "case"), _parameters())
def test_stance(language: str, case: Case) -> None:
    reading = onrecord.read(case.text, language=language)
    assert reading.article.text == case.text
    complaints = find_complaints(case, reading)
    assert not complaints, "\n".join([case.text, case.why, *complaints])
