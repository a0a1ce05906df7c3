import xml.etree.ElementTree as ElementTree

import pytest
from fastapi.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.ledger.judging import Judgement
from onrecord.ledger.views import Sort, Wanted, list_claims
from onrecord.model import Verdict
from onrecord.pipeline.judging import judge as record_judgement

_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("page", ["changes", "claim", "party"])
def test_feeds_are_well_formed(client: TestClient, addresses: dict[str, str], page: str) -> None:
    answer = client.get(f"{addresses[page]}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.text)
    entries = feed.findall(f"{_ATOM}entry")
    assert entries
    ids = [each.findtext(f"{_ATOM}id") for each in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert entry.findtext(f"{_ATOM}title")
        link = entry.find(f"{_ATOM}link")
        assert link is not None
        assert client.get(link.attrib["href"]).status_code == 200


def test_a_claim_that_became_part_of_another_is_told_with_who_judged_so(
    desk: Ledger, judge: TestClient
) -> None:
    one, other = list_claims(desk, Wanted(sort=Sort.STATEMENTS, most=2)).items
    given = Judgement(Verdict.SAME_CLAIM, one.id, other.id, who="Ines <b>")
    record_judgement(desk, given)
    page = judge.get("/changes").text
    assert "Another claim became part of it, as Ines &lt;b&gt; judged." in page
    feed = ElementTree.fromstring(judge.get("/changes.atom").text)
    ids = [each.text for each in feed.iter(f"{_ATOM}id")]
    assert len(set(ids)) == len(ids)
