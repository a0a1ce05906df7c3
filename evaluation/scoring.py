"""Scores readings against annotated articles: statements, triples, spans, stances, speakers.

A statement that was read pairs with an annotated one, one to one and best first, where the
characters of their cue and content overlap by half or more (intersection over union). A
triple is a pair whose source, cue and content each overlap so. Stance, act, form and speaker
count over the pairs; a speaker is right when the names share a word once case, accents and
script are folded. F1 of a stance counts over all statements. A span is exact when both ends
are right, blanks and the marks `.,;:` at its ends left out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evaluation.gold import NOBODY, ROLES, Annotated, GoldArticle, characters, fold_words
from onrecord.model import Reading, Statement, trim

_MARKS = " \t\n\r\u00a0\u202f.,;:"


@dataclass
class Counts:
    """How many were annotated, read, and both."""

    annotated: int = 0
    read: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share of what was annotated that was read."""
        return self.right / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.annotated + self.read
        return 2 * self.right / total if total else 0.0


def _by_role() -> dict[str, Counts]:
    return {role: Counts() for role in ROLES}


@dataclass
class Score:
    """Counts over any number of articles, and the figures made of them."""

    statements: Counts = field(default_factory=Counts)
    triples: int = 0
    named: int = 0
    right: Counter[str] = field(default_factory=Counter)
    spans: dict[str, Counts] = field(default_factory=_by_role)
    stance_annotated: Counter[str] = field(default_factory=Counter)
    stance_read: Counter[str] = field(default_factory=Counter)
    stance_right: Counter[str] = field(default_factory=Counter)

    @property
    def annotated(self) -> int:
        """How many statements are annotated."""
        return self.statements.annotated

    def figures(self) -> dict[str, float]:
        """The measures by name, each between 0 and 1."""
        whole = self.statements
        paired = max(whole.right, 1)
        rare = [counts.f1 for stance, counts in self.stances().items() if stance != "asserts"]
        return {
            "statement_f1": whole.f1,
            "statement_precision": whole.precision,
            "statement_recall": whole.recall,
            "triple_f1": Counts(whole.annotated, whole.read, self.triples).f1,
            **{f"exact_{role}_f1": counts.f1 for role, counts in self.spans.items()},
            "stance": self.right["stance"] / paired,
            "stance_macro_but_asserts": sum(rare) / max(len(rare), 1),
            "act": self.right["act"] / paired,
            "form": self.right["form"] / paired,
            "speaker": self.right["speaker"] / max(self.named, 1),
        }

    def stances(self) -> dict[str, Counts]:
        """For each stance that is annotated its counts over all statements."""
        return {
            each: Counts(count, self.stance_read[each], self.stance_right[each])
            for each, count in sorted(self.stance_annotated.items())
        }


def add(score: Score, gold: GoldArticle, reading: Reading) -> None:
    """Count one article's reading."""
    score.statements.annotated += len(gold.statements)
    score.statements.read += len(reading.statements)
    score.stance_annotated.update(each.stance for each in gold.statements)
    score.stance_read.update(each.stance.value for each in reading.statements)
    _count_spans(score, gold, reading)
    for annotated, statement in pair(gold.statements, reading.statements):
        score.statements.right += 1
        score.triples += all(role_overlap(annotated, statement, role) >= 0.5 for role in ROLES)
        score.right["stance"] += annotated.stance == statement.stance.value
        score.right["act"] += annotated.act == statement.act.value
        score.right["form"] += annotated.form == statement.form.value
        if annotated.stance == statement.stance.value:
            score.stance_right[annotated.stance] += 1
        if annotated.speaker not in NOBODY:
            score.named += 1
            score.right["speaker"] += is_speaker(annotated, statement)


def pair(
    gold: Sequence[Annotated], read: Sequence[Statement]
) -> Iterator[tuple[Annotated, Statement]]:
    """Annotated and read statements that belong together, best first."""
    ours = [characters([*each.cue, *each.content]) for each in read]
    candidates = sorted(
        (
            (overlap(each.cue | each.content, mine), i, j)
            for i, each in enumerate(gold)
            for j, mine in enumerate(ours)
            if (each.cue | each.content) & mine
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_read: set[int] = set()
    for shared, i, j in candidates:
        if shared >= 0.5 and i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            yield gold[i], read[j]


def is_speaker(annotated: Annotated, statement: Statement) -> bool:
    """Whether the read speaker has a word in common with the annotated one's names."""
    return bool(annotated.names & fold_words(statement.speaker.name))


def role_overlap(annotated: Annotated, statement: Statement, role: str) -> float:
    """Intersection over union of one role's characters; 1 where neither has the role."""
    return overlap(characters(annotated.spans[role]), characters(getattr(statement, role)))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union; 1 where both are empty."""
    return len(one & other) / len(one | other) if one or other else 1.0


def _count_spans(score: Score, gold: GoldArticle, reading: Reading) -> None:
    for role, counts in score.spans.items():
        annotated = Counter(
            trim(gold.text, span, drop=_MARKS)
            for each in gold.statements
            for span in each.spans[role]
        )
        read = Counter(
            trim(gold.text, span, drop=_MARKS)
            for each in reading.statements
            for span in getattr(each, role)
        )
        counts.annotated += annotated.total()
        counts.read += read.total()
        counts.right += (annotated & read).total()
