import tomllib

import pytest

from training.grafting.grammar import FOLDER

LANGUAGES = ("en", "fr")


def rows(line: str) -> list[list[str]]:
    return [item.rsplit("/", 2) for item in line.split("* ", 1)[-1].split()]


def frames(language: str) -> list[str]:
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return [line for lines in table["rules"].values() for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_frame_is_a_tree(language: str) -> None:
    for line in frames(language):
        heads = [int(head) - 1 for _, _, head in rows(line)]
        assert heads.count(-1) == 1, line
        for start in range(len(heads)):
            seen, place = set(), start
            while place != -1:
                assert place not in seen, line
                seen.add(place)
                place = heads[place]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_filler_is_defined(language: str) -> None:
    words = tomllib.loads((FOLDER / f"{language}-words.toml").read_text(encoding="utf-8"))
    for line in frames(language):
        for filler, _, _ in rows(line):
            name = filler[1:].split(".")[0].split(":")[0]
            if filler[0] == "#" and "$" not in name:
                assert name in words["verbs"], line
            if filler[0] == "%":
                assert name in words["lists"], line
