from __future__ import annotations

from pathlib import Path
from random import Random

from training.pipelines.conllu import ROOT
from training.pipelines.frames import fill, read_frames, read_rows

NAMES = ("fr", "en")
FOLDER = Path(__file__).parents[3] / "training" / "pipelines" / "frames"

TREEBANK = read_rows(
    """
    1 Anne Anne PROPN _ 2 nsubj
    2 dort dormir VERB _ 0 root
    3 bien bien ADV _ 2 advmod glued
    4 . . PUNCT _ 2 punct
    """
)


def test_the_filling_takes_the_place_and_relation_of_its_slot() -> None:
    frame = read_rows(
        "1 @content _ VERB _ 3 ccomp glued\n2 , , PUNCT _ 1 punct\n3 dit dire VERB _ 0 root"
    )
    filled = fill(frame, {0: TREEBANK})
    assert filled.text == "Anne dort bien., dit"
    assert [word.head for word in filled.words] == [1, 5, 1, 1, 1, ROOT]


def test_every_shipped_frame_can_be_filled() -> None:
    for name in NAMES:
        frames = read_frames(FOLDER / f"{name}.toml", [TREEBANK])
        for seed in range(60):
            words = frames.draw(Random(seed)).words
            assert sum(word.head == ROOT for word in words) == 1
            assert not any(word.form.startswith("@") for word in words)


def test_que_is_elided_before_a_vowel() -> None:
    frames = read_frames(FOLDER / "fr.toml", [TREEBANK])
    texts = [frames.draw(Random(seed)).text for seed in range(60)]
    assert any("qu'Anne dort" in text for text in texts)
    assert not any(" que Anne" in text for text in texts)
