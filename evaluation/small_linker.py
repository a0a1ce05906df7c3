"""Links annotated statements in memory as `onrecord add` links them in a ledger."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.linked_gold import LinkedArticle
from evaluation.small_ledger import SmallLedger
from onrecord.linking import (
    COMPARED,
    LINK,
    Match,
    Signature,
    find_parallels,
    match_claims,
    match_whole_claims,
    sign_article,
)

_MOST_SUGGESTED = 3

Judge = Callable[[Sequence[str], Sequence[str]], bool]
"""Whether two claims are one, by the signatures of statements of each."""


def are_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """What the ledger decides."""
    return match_whole_claims(one, other) is not None


@dataclass
class SmallLinker:
    """Statements with their claims; every article is linked whole, then claims are merged."""

    judge: Judge = are_one
    ledger: SmallLedger = field(default_factory=SmallLedger)
    statements: list[str] = field(default_factory=list)
    _members: dict[int, list[int]] = field(default_factory=dict)

    @property
    def claims(self) -> dict[str, int]:
        """By statement the claim that it is linked to."""
        groups = zip(self.statements, self.ledger.groups, strict=True)
        return dict(groups)

    def add(self, names: Sequence[str], signed: Mapping[str, Signature]) -> None:
        """Link the statements of one article, by their names in the order of the text."""
        near: list[tuple[float, int, int]] = []
        for name in names:
            signature = signed[name]
            rows = self.ledger.find(signature.keys)
            matches = match_claims(signature.data, [self.ledger.data[row] for row in rows])
            linked = bool(matches) and matches[0].score >= LINK
            group = self.ledger.groups[rows[matches[0].index]] if linked else None
            mine = len(self.statements)
            claim = self.ledger.add(signature.data, signature.keys, group)
            self._members.setdefault(claim, []).append(mine)
            self.statements.append(name)
            near += [(score, mine, row) for score, row in self._suggest(matches, rows, claim)]
        for _, one, other in sorted(near, key=lambda each: (-each[0], each[1:])):
            self._merge(self.ledger.groups[one], self.ledger.groups[other])

    def _suggest(
        self, matches: Sequence[Match], rows: Sequence[int], claim: int
    ) -> Iterator[tuple[float, int]]:
        seen = {claim}
        for match in matches:
            group = self.ledger.groups[rows[match.index]]
            if group not in seen and len(seen) <= _MOST_SUGGESTED:
                seen.add(group)
                yield match.score, rows[match.index]

    def _merge(self, one: int, other: int) -> None:
        if one == other or not self.judge(self._newest(one), self._newest(other)):
            return
        older, younger = sorted((one, other))
        for row in self._members[younger]:
            self.ledger.groups[row] = older
        self._members[older] = sorted(self._members[older] + self._members.pop(younger))

    def _newest(self, claim: int) -> list[str]:
        return [self.ledger.data[row] for row in self._members[claim][-COMPARED:]]


def find_all_parallels(articles: Sequence[LinkedArticle]) -> dict[str, tuple[str, ...]]:
    """By article those before it that it is a translation of, as the ledger would find them."""
    ledger = SmallLedger(most=30)
    found = {}
    for article in articles:
        signature = sign_article(article.reading)
        rows = ledger.find(signature.keys)
        found[article.name] = find_parallels(signature.data, [ledger.data[row] for row in rows])
        ledger.add(signature.data, signature.keys, None)
    return found
