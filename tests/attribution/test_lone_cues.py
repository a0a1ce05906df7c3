"""A cue known only by its words gets the stance that a construction would have given it."""

from functools import cache

import pytest

from onrecord.attribution.context import Context
from onrecord.attribution.lone_cues import LoneCue, decide_for_cue
from onrecord.languages import load_language
from onrecord.model import Stance
from onrecord.parsing import Parser, load_parser


@cache
def _parser(language: str) -> Parser:
    return load_parser(language)


def _decide(language: str, text: str, cue: str, content: str) -> LoneCue | None:
    context = Context.of(_parser(language).parse(text), load_language(language))
    at = text.index(cue)
    members = context.tokens_in((at, at + len(cue)))
    outer = [i for i in members if context.tokens[i].head not in members]
    head = next((i for i in members if context.tokens[i].is_root), (outer or [members[0]])[0])
    start = text.index(content) if content else 0
    spans = ((start, start + len(content)),) if content else ()
    return decide_for_cue(context, list(members), head, content=spans)


@pytest.mark.parametrize(
    ("language", "text", "cue", "content", "stance"),
    [
        ("en", "Voss said the dam held.", "said", "the dam held", Stance.ASSERTS),
        ("en", "Voss denied the report.", "denied", "the report", Stance.DENIES),
        ("en", "Voss rejected the allegation.", "rejected", "the allegation", Stance.DENIES),
        ("en", "Voss rejected the bid.", "rejected", "the bid", Stance.ASSERTS),
        ("en", "Voss confirmed the sale.", "confirmed", "the sale", Stance.CONFIRMS),
        ("en", "Voss did not confirm the sale.", "did not confirm", "the sale", Stance.NEITHER),
        (
            "en",
            "Voss neither confirmed nor denied the sale.",
            "neither confirmed nor denied",
            "the sale",
            Stance.NEITHER,
        ),
        ("en", "Voss refused to say why.", "refused to say", "why", Stance.DECLINES),
        ("en", "Voss declined to comment.", "declined to comment", "", Stance.DECLINES),
        ("en", "Voss did not respond.", "did not respond", "", Stance.NO_RESPONSE),
        ("en", "Voss's denial of the sale came late.", "denial", "of the sale", Stance.DENIES),
        ("en", "Voss doubts the figures.", "doubts", "the figures", Stance.QUESTIONS),
        ("en", "Voss withdrew the claim.", "withdrew", "the claim", Stance.RETRACTS),
        ("en", "Voss whooped the dam held.", "whooped", "the dam held", Stance.ASSERTS),
        ("en", "According to Voss, the dam held.", "According to", "the dam held", Stance.ASSERTS),
        ("fr", "Vossard a démenti la vente.", "a démenti", "la vente", Stance.DENIES),
        (
            "fr",
            "Vossard n'a pas confirmé la vente.",
            "n'a pas confirmé",
            "la vente",
            Stance.NEITHER,
        ),
        ("fr", "Vossard a refusé de commenter.", "a refusé de commenter", "", Stance.DECLINES),
        ("fr", "Vossard n'a pas répondu.", "n'a pas répondu", "", Stance.NO_RESPONSE),
        ("fr", "Vossard a mis en doute le bilan.", "a mis en doute", "le bilan", Stance.QUESTIONS),
    ],
)
def test_cue_gets_its_stance(
    language: str, text: str, cue: str, content: str, stance: Stance
) -> None:
    decided = _decide(language, text, cue, content)
    assert decided is not None
    assert decided.stance is stance


def test_saying_that_was_not_said_states_nothing() -> None:
    assert _decide("en", "Voss did not say that the dam held.", "did not say", "that the") is None


def test_class_is_empty_where_no_word_is_known() -> None:
    decided = _decide("en", "Voss whooped the dam held.", "whooped", "the dam held")
    assert decided is not None
    assert decided.cue_class == ""
