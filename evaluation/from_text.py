"""What comes of articles read and added: `python -m evaluation.from_text FOLDER`.

All articles of a folder are read by onrecord itself and added to one new ledger, in the order of
the files. Statements that were found count with the annotated ones that they pair with; a claim of
the ledger stands for the annotated claim of which it holds most such statements. Where an annotated
claim stands is worked out from its annotated statements, by the same rules.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select

from evaluation.clustering import b_cubed_f1, pairwise_f1
from evaluation.gold import NOBODY, Annotated, GoldArticle, load_gold
from evaluation.reading import OnceReader, is_read
from evaluation.scoring import pair
from onrecord.ledger import Ledger, open_ledger, schema
from onrecord.ledger.names import is_named_in
from onrecord.ledger.positions import load_positions
from onrecord.ledger.standing import fold_standing
from onrecord.model import (
    LEAST_CONFIDENCE,
    Act,
    Article,
    Position,
    Reading,
    SpeakerKind,
    Stance,
    Standing,
    cut,
)
from onrecord.pipeline.adding import add_reading

_DATED = re.compile(r"\.(\d{4}-\d\d-\d\d)-")
_UNDATED = "2020-01-01"


@dataclass
class FromText:
    """The claims of matched statements, and how each annotated claim stands and was found to."""

    statements: int = 0
    found: int = 0
    right: dict[str, str] = field(default_factory=dict)
    """By matched statement the annotated claim."""
    claims: dict[str, int] = field(default_factory=dict)
    """By matched statement the claim that the ledger has it in."""
    languages: dict[str, str] = field(default_factory=dict)
    stands: dict[str, Standing] = field(default_factory=dict)
    """By annotated claim its standing."""
    sizes: Counter[str] = field(default_factory=Counter)
    found_to_stand: dict[str, Standing | None] = field(default_factory=dict)
    """The same in the ledger, for claims of which something was found."""

    def figures(self) -> dict[str, float]:
        """Every figure by name."""
        one, right, languages = self.claims, self.right, self.languages
        answered = [each for each in self.found_to_stand if self.sizes[each] > 1]
        return {
            "statements": self.statements,
            "found": self.found,
            "pairwise": pairwise_f1(one, right, lambda *_: True),
            "languages": pairwise_f1(one, right, lambda a, b: languages[a] != languages[b]),
            "b_cubed": b_cubed_f1(one, right),
            "claims": len(self.stands),
            "claims_found": len(self.found_to_stand) / max(len(self.stands), 1),
            "standing": self._agree(self.found_to_stand),
            "standing_of_several": self._agree(answered),
            "standing_guessed": self._guess(self.found_to_stand),
            "standing_of_several_guessed": self._guess(answered),
        }

    def _agree(self, claims: Sequence[str] | Mapping[str, object]) -> float:
        """The share of the claims that stand in the ledger as they are annotated."""
        same = sum(self.found_to_stand[each] == self.stands[each] for each in claims)
        return same / max(len(claims), 1)

    def _guess(self, claims: Sequence[str] | Mapping[str, object]) -> float:
        """The share that saying the commonest standing of every claim would be right about."""
        counts = Counter(self.stands[each] for each in claims)
        return max(counts.values(), default=0) / max(len(claims), 1)


def measure_from_text(
    folder: Path, reader: OnceReader, *, least_confidence: float = LEAST_CONFIDENCE
) -> FromText:
    """Read and add every article of a folder, and compare what the ledger then holds."""
    articles = [each for each in load_gold(folder) if is_read(each.language)]
    result = FromText()
    with (
        TemporaryDirectory() as place,
        open_ledger(str(Path(place) / "measured.db"), create=True) as ledger,
    ):
        for gold in articles:
            _add(ledger, gold, reader, result, least_confidence)
        positions = _list_positions(articles)
        for claim, taken in positions.items():
            stand = fold_standing(taken)
            if stand is not None:
                result.stands[claim] = stand.standing
                result.sizes[claim] = len(taken)
        with ledger.reading() as connection:
            _find_standings(connection, result)
    return result


def _add(
    ledger: Ledger, gold: GoldArticle, reader: OnceReader, result: FromText, least: float
) -> None:
    name = f"{gold.name}.{gold.language}"
    article = Article(
        text=gold.text, language=gold.language, outlet=name, published=_date(gold.name), place=name
    )
    reading = reader.read(article)
    added = add_reading(ledger, reading, least_confidence=least)
    result.statements += len(gold.statements)
    result.found += len(reading.statements)
    with ledger.reading() as connection:
        rows = _find_rows(connection, added.article, reading)
    for annotated, statement in pair(gold.statements, reading.statements):
        key = f"{name}/{annotated.id}"
        result.right[key] = annotated.about
        result.claims[key] = rows[statement.id]
        result.languages[key] = gold.language


def _find_rows(connection: Connection, article: str, reading: Reading) -> dict[str, int]:
    """By statement its row in the ledger: statements are numbered in the order of the text."""
    statement, table = schema.statement, schema.article
    query = (
        select(statement.c.number, statement.c.id)
        .join(table, table.c.id == statement.c.article)
        .where(table.c.hash == article, statement.c.until.is_(None))
    )
    rows = {row[0]: row[1] for row in connection.execute(query)}
    return {each.id: rows[number] for number, each in enumerate(reading.statements, 1)}


def _find_standings(connection: Connection, result: FromText) -> None:
    """From rows of statements to their claims, now that all has been added, and their standings."""
    link = schema.claim_link
    query = select(link.c.statement, link.c.claim).where(link.c.until.is_(None))
    linked = {row[0]: row[1] for row in connection.execute(query)}
    result.claims = {key: linked[row] for key, row in result.claims.items()}
    holds: dict[str, Counter[int]] = defaultdict(Counter)
    for key, about in result.right.items():
        holds[about][result.claims[key]] += 1
    chosen = {
        about: min(count, key=lambda row: (-count[row], row)) for about, count in holds.items()
    }
    taken = load_positions(connection, sorted(set(chosen.values())))
    for about, row in chosen.items():
        stand = fold_standing(each.position for each in taken.get(row, ()))
        result.found_to_stand[about] = stand.standing if stand else None


def _list_positions(articles: Sequence[GoldArticle]) -> dict[str, list[Position]]:
    """By annotated claim the positions that its annotated statements take."""
    positions: dict[str, list[Position]] = defaultdict(list)
    told: dict[str, list[str]] = defaultdict(list)
    for gold in articles:
        for each in gold.statements:
            told[each.about].append(cut(gold.text, each.spans["content"]))
    for gold in articles:
        for position, about in _take(gold, told):
            positions[about].append(position)
    return positions


def _take(gold: GoldArticle, told: Mapping[str, Sequence[str]]) -> Iterator[tuple[Position, str]]:
    for each in gold.statements:
        is_named = each.speaker not in NOBODY
        party = (each.behalf or each.speaker) if is_named else None
        yield (
            Position(
                statement=f"{gold.name}.{gold.language}/{each.id}",
                party=party,
                name=each.speaker,
                kind=SpeakerKind.PERSON if is_named else SpeakerKind.UNNAMED,
                stance=Stance(each.stance),
                said=_date(gold.name) or _UNDATED,
                act=Act(each.act),
                voice=_voice(each, party),
                voice_name=each.speaker,
                participant=party is not None and is_named_in(party, told[each.about]),
                via=f"{gold.name}.{gold.language}/{each.via}" if each.via is not None else None,
            ),
            each.about,
        )


def _voice(given: Annotated, party: str | None) -> str | None:
    return given.speaker if party is not None and given.speaker != party else None


def _date(name: str) -> str | None:
    found = _DATED.search(f".{name}")
    return found.group(1) if found else None


def main() -> None:
    """Print one table a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    reader = OnceReader()
    for folder in parser.parse_args().folders:
        print(f"\n{folder}")
        for name, value in measure_from_text(folder, reader).figures().items():
            print(f"{name:28}{value:8.3f}" if isinstance(value, float) else f"{name:28}{value:8}")


if __name__ == "__main__":
    main()
