"""Nothing in a parse, however odd, may stop the reading of an article."""

from onrecord.attribution.found import Found
from onrecord.attribution.manner import (
    View,
    date_statement,
    find_evidence,
    judge_act,
    judge_certainty,
)
from onrecord.languages import load_language
from onrecord.model import Act, Certainty
from onrecord.parsing import ParsedText, Token

ENGLISH = load_language("en")


def _parsed(text: str, *, head: int) -> ParsedText:
    """Words that all hang on one token, itself in a circle."""
    starts = [0]
    for word in text.split()[:-1]:
        starts.append(starts[-1] + len(word) + 1)
    tokens = tuple(
        Token(i, start, start + len(word), word, word.lower(), word.lower(), "X", "dep", head, "")
        for i, (start, word) in enumerate(zip(starts, text.split(), strict=True))
    )
    whole = range(len(tokens))
    return ParsedText(text, tokens, (whole,), (whole,))


def test_a_statement_with_no_cue_and_no_content() -> None:
    parsed = _parsed("Quiet day", head=0)
    found = Found(rule="test", cue=(), cue_head=0, cue_class="say")
    wording = ENGLISH.wording
    view = View(parsed, found, wording.content)
    assert judge_act(view, wording=wording)[0] in Act
    assert judge_certainty(view, [found], 0, wording=wording) == (Certainty.UNSTATED, ())
    assert find_evidence(parsed, [found], wording=wording) == [()]
    assert date_statement(parsed, found, calendar=ENGLISH.calendar, published=None) is None


def test_heads_in_a_circle() -> None:
    parsed = _parsed("She said on Monday documents seen by us show it", head=4)
    found = Found(rule="test", cue=((4, 8),), cue_head=1, cue_class="say", content=((19, 47),))
    view = View(parsed, found, ENGLISH.wording.content)
    assert judge_act(view, wording=ENGLISH.wording)[0] in Act
    assert find_evidence(parsed, [found], wording=ENGLISH.wording) is not None


def test_a_publication_day_that_is_none() -> None:
    parsed = _parsed("She said on Monday it rained", head=1)
    found = Found(rule="test", cue=((4, 8),), cue_head=1, cue_class="say", content=((19, 28),))
    for published in ("", "spring 2025", "2025"):
        said_on = date_statement(parsed, found, calendar=ENGLISH.calendar, published=published)
        assert said_on is None
