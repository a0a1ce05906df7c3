from pathlib import Path

from fastapi.testclient import TestClient
from sqlalchemy import select

from onrecord.ledger import Ledger, open_ledger, schema
from onrecord.ledger.judging import Judgement
from onrecord.ledger.views import Sort, Wanted, list_claims, show_claim
from onrecord.ledger.writer import Writer
from onrecord.model import Stance, Verdict
from onrecord.pipeline.judging import judge
from onrecord.web import create_app
from tests.web.stories import record_stories


def test_a_claim_page_shows_suggestions_and_judgements(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "judged.db"), create=True) as ledger:
        record_stories(ledger)
        one, other = list_claims(ledger, Wanted(sort=Sort.STATEMENTS, most=2)).items
        statement = show_claim(ledger, one.id).timeline.items[0].statement.id
        _suggest(ledger, statement, other.id)
        given = Judgement(Verdict.STANCE, statement, stance=Stance.DENIES, who="Ada", note="<b>")
        judge(ledger, given)
        client = TestClient(create_app(ledger), base_url="http://localhost")
        page = client.get(f"/claims/{one.id}").text
    assert "Perhaps the same claim" in page
    assert f'href="/claims/{other.id}"' in page
    assert ">Judged<" in page
    assert "Ada" in page
    assert "&lt;b&gt;" in page


def _suggest(ledger: Ledger, statement: str, claim: str) -> None:
    def row(table: str, name: str) -> int:
        columns = schema.metadata.tables[table].c
        found = connection.execute(select(columns.id).where(columns.hash == name)).scalar_one()
        return int(found)

    with ledger.writing() as connection:
        writer = Writer(connection)
        writer.add(
            schema.suggestion,
            statement=row("statement", statement),
            claim=row("claim", claim),
            score=0.6,
            because="both speak of it",
            judgement=None,
        )
        writer.flush()
