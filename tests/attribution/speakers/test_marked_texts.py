"""Every marked text of every language."""

import pytest

from onrecord.model import Speaker
from tests.attribution.speakers.marked import Marked, marked_texts


@pytest.mark.parametrize("marked", marked_texts(), ids=str)
def test_speakers(marked: Marked) -> None:
    speakers = [each.speaker for each in marked.resolve()]
    assert [_row(each) for each in speakers] == marked.row["names"]


def _row(speaker: Speaker) -> str:
    row = f"{speaker.name} | {speaker.kind}"
    return f"{row} | {speaker.on_behalf_of}" if speaker.on_behalf_of else row
