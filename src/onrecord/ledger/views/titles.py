"""Claims' titles in the language that a reader reads, where the ledger has one in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks, held
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.writer import batches


@dataclass(frozen=True, slots=True)
class Title:
    """A claim's words, and the language that they are in."""

    words: str
    language: str


def load_titles(
    ledger: Ledger, claims: Iterable[str], language: str, *, clocks: Clocks = NOW
) -> Mapping[str, Title]:
    """For each claim, by id, its label in `language`, or else its clearest one."""
    label, claim = schema.claim_label, schema.claim
    found: dict[str, Title] = {}
    with ledger.reading() as connection:
        for some in batches(list(dict.fromkeys(claims))):
            query = (
                select(claim.c.hash, label.c.words, label.c.language)
                .join(label, label.c.claim == claim.c.id)
                .where(claim.c.hash.in_(some), held(label, clocks.known_at))
                .order_by(label.c.clarity, label.c.id)
            )
            for name, words, spoken in connection.execute(query):
                if name not in found or found[name].language != language:
                    found[name] = Title(words, spoken)
    return found
