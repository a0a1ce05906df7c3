"""Takes over from an answer what the text bears out, and nothing else."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model import (
    Article,
    Span,
    Spans,
    Speaker,
    SpeakerKind,
    Statement,
    covers,
    cut,
    overlaps,
)
from onrecord.second_reader.aligning import find_pieces, find_words
from onrecord.second_reader.answers import Answer
from onrecord.second_reader.questions import Question

RULE = "second reader"
NOT_IN_TEXT = "words that do not stand in the text"
OTHER_PLACE = "another statement than the one asked about"
PARTS_OVERLAP = "parts that overlap"
NO_SUCH_SPEAKER = "a speaker the text does not name"
NO_PROOF = "a stance without words of the text"
_NAMELESS = (SpeakerKind.UNNAMED, SpeakerKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Revised:
    """The statement after an answer; `rejected` says which parts of it were not taken."""

    statement: Statement
    rejected: tuple[str, ...] = ()


def revise(article: Article, question: Question, answer: Answer) -> Revised:
    """The statement with those corrections that hold; what does not hold is left as it was."""
    rejected: list[str] = []
    statement = question.statement
    if not answer.is_statement:
        # It is kept and marked: an article must not be able to talk a statement away.
        because = replace(statement.because, rule=f"{statement.because.rule}; {RULE} doubts it")
        return Revised(replace(statement, because=because))
    statement = _take_spans(article, question, answer, rejected)
    statement = _take_speaker(article, statement, answer, rejected)
    statement = _take_stance(article, question.passage, statement, answer, rejected)
    if statement == question.statement:
        return Revised(statement, tuple(rejected))
    because = replace(
        statement.because,
        cue=cut(article.text, statement.cue),
        rule=f"{RULE}, after {statement.because.rule}",
    )
    statement = replace(statement, because=because)
    if _parts(statement) != _parts(question.statement):
        statement = replace(statement, id=_identify(article, statement))
    return Revised(statement, tuple(rejected))


def _take_spans(
    article: Article, question: Question, answer: Answer, rejected: list[str]
) -> Statement:
    old = question.statement
    start = min(a for a, _ in (*old.cue, *old.content, *old.source))
    source, cue, content = (
        _place(article.text, mine, pieces, within=question.passage, near=start)
        for mine, pieces in (
            (old.source, answer.source),
            (old.cue, answer.cue),
            (old.content, answer.content),
        )
    )
    rejected += [NOT_IN_TEXT for each in (source, cue, content) if each is None]
    new = replace(
        old,
        source=old.source if source is None else source,
        cue=old.cue if cue is None else cue,
        content=old.content if content is None else content,
    )
    if new == old:
        return old
    if not overlaps((*new.cue, *new.content), (*old.cue, *old.content)):
        rejected.append(OTHER_PLACE)
        return old
    if overlaps(new.cue, (*new.content, *new.source)):
        rejected.append(PARTS_OVERLAP)
        return old
    if new.content == old.content:
        return new
    return replace(new, hedges=tuple(each for each in old.hedges if covers(new.content, (each,))))


def _place(
    text: str, mine: Spans, pieces: Sequence[str], *, within: Span, near: int
) -> Spans | None:
    """Where a role's pieces stand, None where not all do; its own words stay where they are."""
    if list(pieces) == [text[a:b] for a, b in mine]:
        return mine
    return find_pieces(text, pieces, within=within, near=mine[0][0] if mine else near)


def _take_speaker(
    article: Article, statement: Statement, answer: Answer, rejected: list[str]
) -> Statement:
    old, kind = statement.speaker, answer.speaker_kind
    name = " ".join(answer.speaker_name.split())
    if name == old.name:
        return statement
    if kind in _NAMELESS:
        if old.kind in _NAMELESS:
            return replace(statement, speaker=Speaker(kind.value, kind, role=old.role))
        rejected.append(NO_SUCH_SPEAKER)  # a name once resolved is not given up
        return statement
    near = (statement.cue or statement.content)[0][0]
    found = find_words(article.text, name, within=(0, len(article.text)), near=near)
    if found is None:
        rejected.append(NO_SUCH_SPEAKER)
        return statement
    because = replace(statement.because, speaker=RULE)
    return replace(statement, speaker=Speaker(article.text[slice(*found)], kind), because=because)


def _take_stance(
    article: Article, passage: Span, statement: Statement, answer: Answer, rejected: list[str]
) -> Statement:
    if answer.stance is statement.stance:
        return statement
    near = (statement.cue or statement.content)[0][0]
    shown = find_words(article.text, answer.stance_words, within=passage, near=near)
    if shown is None:
        rejected.append(NO_PROOF)
        return statement
    because = replace(statement.because, stance=f"{article.text[slice(*shown)]} ({RULE})")
    return replace(statement, stance=answer.stance, because=because)


def _parts(statement: Statement) -> tuple[Spans, Spans, Spans]:
    return statement.source, statement.cue, statement.content


def _identify(article: Article, statement: Statement) -> str:
    """Hash of what makes it the same statement: the text, and where in it the parts stand."""
    source, cue, content = _parts(statement)
    key = f"{article.sha256}|{source}|{cue}|{content}|{RULE}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
