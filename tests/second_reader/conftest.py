import random
from collections.abc import Callable

import pytest

from onrecord.model import SpeakerKind, Stance
from tests.second_reader import test_second_reader


@pytest.fixture
def arbitrary() -> Callable[[int], dict[str, object]]:
    """Answers that fit the schema and are otherwise drawn at random from the text's words."""

    def draw(seed: int) -> dict[str, object]:
        choose = random.Random(seed)
        text = test_second_reader.TEXT
        words = [*text.split(), "nowhere"]

        def pieces() -> list[str]:
            starts = [choose.randrange(len(words)) for _ in range(choose.randrange(3))]
            return [" ".join(words[n : n + choose.randrange(1, 6)]) for n in starts]

        return {
            "source": pieces(),
            "cue": pieces(),
            "content": pieces(),
            "speaker_name": " ".join(pieces()),
            "speaker_kind": choose.choice(list(SpeakerKind)).value,
            "stance": choose.choice(list(Stance)).value,
            "stance_words": " ".join(pieces()),
            "is_statement": choose.random() < 0.8,
        }

    return draw
