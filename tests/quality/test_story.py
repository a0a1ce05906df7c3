"""The report that started it: every statement of it is found, with its stance and its speaker."""

from pathlib import Path

import pytest

from evaluation.gold import load_gold
from evaluation.scoring import is_speaker, pair
from onrecord.model import Article
from onrecord.pipeline import Reader

_STORY = Path(__file__).parents[3] / "shared/story"


@pytest.mark.skipif(
    not _STORY.is_dir(), reason="../shared/story holds a text that is not ours to ship"
)
def test_story_is_read_whole() -> None:
    reader = Reader()
    for gold in load_gold(_STORY):
        reading = reader.read(Article(text=gold.text, language=gold.language))
        pairs = list(pair(gold.statements, reading.statements))
        assert len(pairs) == len(gold.statements)
        wrong = [
            (annotated.id, statement.stance.value, statement.speaker.name)
            for annotated, statement in pairs
            if annotated.stance != statement.stance.value or not is_speaker(annotated, statement)
        ]
        assert wrong == []
