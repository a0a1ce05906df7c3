"""Mistakes are found and told apart by cause; the texts are parsed by the shipped pipeline."""

from functools import cache
from pathlib import Path

import pytest

from evaluation.errors import count_causes, find_mistakes
from evaluation.gold import Annotated, GoldArticle, characters, fold_words
from onrecord.attribution.context import Context
from onrecord.languages import load_language
from onrecord.model import Stance, Statement
from onrecord.parsing import Parser, load_parser
from tests.evaluation.perturbed import make_statement

TEXT = (
    "Dam fails, minister says\n"
    "Jon Reed said that the dam had failed on Monday.\n"
    "Ana Voss repeated the accusation against the company."
)


@cache
def _parser() -> Parser:
    return load_parser("en")


def _spans(words: str) -> tuple[tuple[int, int], ...]:
    if not words:
        return ()
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def _annotated(source: str, cue: str, content: str, *, stance: str = "asserts") -> Annotated:
    spans = {"source": _spans(source), "cue": _spans(cue), "content": _spans(content)}
    return Annotated(
        id=1,
        source=characters(spans["source"]),
        cue=characters(spans["cue"]),
        content=characters(spans["content"]),
        spans=spans,
        speaker=source,
        behalf="",
        names=fold_words(source),
        stance=stance,
        form="indirect",
        act="claim",
        about="dam-failed",
        via=None,
    )


SAID = _annotated("Jon Reed", "said", "that the dam had failed on Monday")


def _read(content: str, **changes: object) -> Statement:
    name = str(changes.get("name", "Jon Reed"))
    stance = Stance(str(changes.get("stance", "asserts")))
    return make_statement(
        "a", _spans("Jon Reed"), _spans("said"), content=_spans(content), name=name, stance=stance
    )


def _mistakes(annotated: list[Annotated], read: list[Statement]) -> list[tuple[str, str]]:
    gold = GoldArticle("dam", "en", TEXT, tuple(annotated))
    context = Context.of(_parser().parse(TEXT), load_language("en"))
    return [(each.kind, each.cause) for each in find_mistakes(gold, context, read)]


def test_a_right_reading_has_no_mistakes() -> None:
    assert _mistakes([SAID], [_read("that the dam had failed on Monday")]) == []


@pytest.mark.parametrize(
    ("annotated", "cause"),
    [
        (_annotated("minister", "says", "Dam fails"), "headline or subhead"),
        (_annotated("", "", "on Monday"), "quotation without a cue"),
        (
            _annotated("Ana Voss", "accusation", "against the company"),
            "cue is a noun or adjective, known to the lexicon",
        ),
        (SAID, "known verb, no construction fits"),
    ],
)
def test_a_missed_statement_has_a_cause(annotated: Annotated, cause: str) -> None:
    assert _mistakes([annotated], []) == [("missed", cause)]


def test_a_content_cut_short_is_no_miss_and_no_invention() -> None:
    assert _mistakes([SAID], [_read("that the dam")]) == [("badly cut", "content: cut short")]


def test_what_is_read_where_nothing_is_annotated_is_told() -> None:
    assert _mistakes([], [_read("that the dam had failed on Monday")]) == [
        ("nothing there", "rule test")
    ]


def test_a_wrong_stance_and_speaker_are_told() -> None:
    read = _read("that the dam had failed on Monday", stance="denies", name="Ana Voss")
    assert _mistakes([SAID], [read]) == [
        ("stance", "asserts read as denies"),
        ("speaker", "name in the source"),
    ]


def test_causes_are_counted_by_language_the_most_frequent_first() -> None:
    gold = GoldArticle("dam", "en", TEXT, (SAID,))
    context = Context.of(_parser().parse(TEXT), load_language("en"))
    mistakes = find_mistakes(gold, context, [])
    assert count_causes(mistakes * 2) == [["missed: known verb, no construction fits", "2", "2"]]


def test_every_cause_of_the_report_is_explained() -> None:
    page = Path("docs/errors.md").read_text("utf-8")
    for kind in ("missed", "badly cut", "nothing there", "stance", "speaker"):
        assert f"## {kind.capitalize()}" in page
