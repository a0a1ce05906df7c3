import xml.etree.ElementTree as ElementTree

import pytest
from fastapi.testclient import TestClient

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
