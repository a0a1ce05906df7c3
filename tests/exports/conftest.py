from collections.abc import Iterator

import pytest

from onrecord.ledger import Ledger, open_ledger
from tests.web.stories import record_stories


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of a ledger of the demonstration articles."""
    path = tmp_path_factory.mktemp("exports") / "stories.db"
    with open_ledger(str(path), create=True) as ledger:
        record_stories(ledger)
    return str(path)


@pytest.fixture(scope="session")
def ledger(stories: str) -> Iterator[Ledger]:
    with open_ledger(stories) as opened:
        yield opened
