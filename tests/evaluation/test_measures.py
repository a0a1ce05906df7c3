"""The measures themselves, on examples small enough to count by hand."""

from pathlib import Path

import pytest

from evaluation.gold import Annotated, GoldArticle, characters, fold_words
from evaluation.markdown import share, table
from evaluation.parallel import compare_languages
from evaluation.polnear import lay_out, read_lines
from evaluation.reliability import Bin, bin_all, expected_error, judge_all
from evaluation.scoring import Score, add
from onrecord.model import Article, ReaderVersion, Reading, Spans, Stance, Statement
from tests.evaluation.perturbed import make_statement

TEXT = "Jon Reed said that it rained. Ana Voss denied the report. Nobody knows."
SAID = (((0, 8),), ((9, 13),), ((14, 28),))
DENIED = (((30, 38),), ((39, 45),), ((46, 56),))


def _gold(parts: tuple[Spans, Spans, Spans], n: int, speaker: str, stance: str) -> Annotated:
    source, cue, content = parts
    return Annotated(
        id=n,
        source=characters(source),
        cue=characters(cue),
        content=characters(content),
        spans={"source": source, "cue": cue, "content": content},
        speaker=speaker,
        behalf="",
        names=fold_words(speaker),
        stance=stance,
        form="indirect",
        act="claim",
        about=f"about-{n}",
        via=None,
    )


def one_article(language: str = "en") -> GoldArticle:
    statements = (_gold(SAID, 1, "Jon Reed", "asserts"), _gold(DENIED, 2, "Ana Voss", "denies"))
    return GoldArticle("rain", language, TEXT, statements)


def _reading(*statements: Statement, language: str = "en") -> Reading:
    return Reading(Article(text=TEXT, language=language), statements, ReaderVersion("0", "none"))


def said_statement(key: str = "a", confidence: float = 0.9) -> Statement:
    source, cue, content = SAID
    return make_statement(key, source, cue, content=content, confidence=confidence)


def test_one_of_two_found_and_right() -> None:
    score = Score()
    add(score, one_article(), _reading(said_statement()))
    figures = score.figures()
    assert figures["statement_precision"] == 1
    assert figures["statement_recall"] == 0.5
    assert figures["statement_f1"] == pytest.approx(2 / 3)
    assert figures["triple_f1"] == pytest.approx(2 / 3)
    assert figures["speaker"] == figures["stance"] == 1
    assert figures["stance_macro_but_asserts"] == 0


def test_a_span_is_exact_whatever_marks_stand_at_its_ends() -> None:
    source, cue, _ = SAID
    score = Score()
    add(score, one_article(), _reading(make_statement("a", source, cue, content=((14, 29),))))
    assert score.spans["content"].right == 1
    add(score, one_article(), _reading(make_statement("a", source, cue, content=((19, 28),))))
    assert score.spans["content"].right == 1


def test_a_wrong_stance_counts_against_both_classes() -> None:
    source, cue, content = DENIED
    read = make_statement("b", source, cue, content=content, stance=Stance.CONFIRMS, name="Voss")
    score = Score()
    add(score, one_article(), _reading(read))
    assert score.right["speaker"] == 1
    assert score.figures()["stance"] == 0
    assert score.stances()["denies"].f1 == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vladimir Putin", "Путин"), ("Nguyễn Phú Trọng", "Nguyen"), ("Poutine", "Putin")],
)
def test_names_compare_across_scripts(one: str, other: str) -> None:
    assert fold_words(one) & fold_words(other)


def test_a_statement_counts_in_the_languages_it_is_found_in() -> None:
    read = [
        (one_article("en"), _reading(said_statement())),
        (one_article("fr"), _reading(language="fr")),
    ]
    found = compare_languages(read, ["en", "fr"])
    assert (found.total, found.share(1), found.share(2)) == (2, 0.5, 0.0)


def test_an_article_that_lacks_a_language_is_left_out() -> None:
    assert (
        compare_languages([(one_article("en"), _reading(said_statement()))], ["en", "fr"]).total
        == 0
    )


def test_confidence_is_judged_by_bins() -> None:
    wrong = make_statement("w", (), ((60, 63),), content=((64, 66),), confidence=0.9)
    judged = judge_all([(one_article(), _reading(said_statement("a", 0.9), wrong))])
    bins = bin_all(judged)
    assert bins == [Bin(0.9, 0.95, 2, 0.9, 0.5)]
    assert expected_error(bins) == pytest.approx(0.4)


def test_full_confidence_falls_into_the_last_bin() -> None:
    assert bin_all([(1.0, True)]) == [Bin(0.95, 1.0, 1, 1.0, 1.0)]


def test_tokens_are_laid_out_as_running_text() -> None:
    tokens = ["``", "It", "is", "n't", "so", ",", "''", "he", "said", "-LRB-", "twice", "-RRB-"]
    text, spans = lay_out(tokens)
    assert text == '"It isn\'t so," he said (twice)'
    assert [text[a:b] for a, b in spans][-3:] == ["(", "twice", ")"]


def test_labels_become_pieces(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(
        '{"tokens": ["He", "said", "so", "."],'
        ' "labels": ["B-source", "B-cue", "B-content", "I-content"]}\n'
    )
    (line,) = read_lines(path)
    assert line.annotated == {("source", 0, 1), ("cue", 1, 2), ("content", 2, 4)}


def test_figures_and_tables_are_markdown() -> None:
    assert (share(0.5), share(1.0)) == (".500", "1.00")
    assert table(["", "en"], [["a", ".5"]]) == ("|  | en |", "| --- | ---: |", "| a | .5 |")
