"""The second reader: asks about what is doubtful, and keeps count of what came of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.errors import SecondReaderError
from onrecord.model import Article, Reading, Statement
from onrecord.second_reader.answers import Answer, answer_schema, read_answers
from onrecord.second_reader.endpoint import ask
from onrecord.second_reader.questions import Question, find_passage, write_messages
from onrecord.second_reader.revising import revise
from onrecord.second_reader.settings import SecondReaderSettings

NOT_ANSWERED = "not answered"
TOO_LONG = "too long to ask about"
GIVEN_UP = "not asked any more after failures"


@dataclass(slots=True)
class Counts:
    """Statements asked about, changed and doubted, and what was rejected, by reason."""

    asked: int = 0
    changed: int = 0
    doubted: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        reasons = ", ".join(f"{n} {reason}" for reason, n in self.rejected.most_common())
        line = f"{self.asked} asked, {self.changed} changed, {self.doubted} doubted"
        rejected = self.rejected.total()
        return f"{line}, {rejected} rejected ({reasons})" if rejected else f"{line}, 0 rejected"


class SecondReader:
    """Asks one endpoint about statements under a confidence, in small batches.

    It never loses a statement, never touches one that is not doubtful, and takes over only
    words that stand in the article. After several failures in a row it asks no more.
    """

    def __init__(self, settings: SecondReaderSettings) -> None:
        self._settings = settings
        self._schema = answer_schema()
        self._failures = 0
        self.counts = Counts()

    def reread(self, reading: Reading) -> Reading:
        """The reading with those corrections that the text bears out."""
        questions = list(self._choose(reading))
        revised: dict[str, Statement] = {}
        size = self._settings.limits.batch
        for start in range(0, len(questions), size):
            batch = questions[start : start + size]
            answers = self._ask(reading.article, batch)
            for number, question in enumerate(batch):
                if number in answers:
                    old = question.statement.id
                    revised[old] = self._revise(reading.article, question, answers[number])
        return _with(reading, revised) if revised else reading

    def _choose(self, reading: Reading) -> Iterator[Question]:
        for statement in reading.statements:
            if statement.confidence >= self._settings.below:
                continue
            passage = find_passage(reading.article, statement)
            if passage is None:
                self.counts.rejected[TOO_LONG] += 1
            else:
                yield Question(statement, passage)

    def _ask(self, article: Article, batch: Sequence[Question]) -> dict[int, Answer]:
        if self._failures >= self._settings.limits.failures:
            self.counts.rejected[GIVEN_UP] += len(batch)
            return {}
        self.counts.asked += len(batch)
        try:
            words = ask(self._settings, write_messages(article, batch), schema=self._schema)
            answers = read_answers(words)
        except SecondReaderError as error:
            self._failures += 1
            self.counts.rejected[error.reason] += len(batch)
            return {}
        self._failures = 0
        missing = sum(number not in answers for number in range(len(batch)))
        if missing:
            self.counts.rejected[NOT_ANSWERED] += missing
        return answers

    def _revise(self, article: Article, question: Question, answer: Answer) -> Statement:
        revised = revise(article, question, answer)
        self.counts.rejected.update(revised.rejected)
        if not answer.is_statement:
            self.counts.doubted += 1
        elif revised.statement != question.statement:
            self.counts.changed += 1
        return revised.statement


def _with(reading: Reading, revised: dict[str, Statement]) -> Reading:
    """The reading with revised statements in place of old ones, and every `via` led to them."""
    taken = {each.id for each in reading.statements}
    ids: dict[str, str] = {}
    for old, statement in revised.items():
        # Two statements that the answers made equal stay what they were.
        if statement.id != old and statement.id in taken:
            revised[old] = next(each for each in reading.statements if each.id == old)
            continue
        taken.add(statement.id)
        ids[old] = statement.id
    statements = [revised.get(each.id, each) for each in reading.statements]
    statements = [
        replace(each, via=ids.get(each.via, each.via)) if each.via else each for each in statements
    ]
    statements.sort(key=lambda each: (each.cue or each.content or each.source or ((0, 0),))[0])
    return replace(reading, statements=tuple(statements))
