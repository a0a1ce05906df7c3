"""The best tree over scores, and when the best head of each word is one already."""

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.parsing.trees import find_all_heads, is_projective_tree


def _scores(*heads: int) -> NDArray[np.float32]:
    """Scores by which each word prefers the head given, by far."""
    table = np.zeros((len(heads), len(heads) + 1), dtype="float32")
    table[np.arange(len(heads)), heads] = 5
    table[np.arange(len(heads)), np.arange(len(heads)) + 1] = -50
    return table


def find_heads(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Of one sentence alone."""
    heads: NDArray[np.int64] = find_all_heads(scores[None], [len(scores)])[0]
    return heads


@pytest.mark.parametrize("heads", [[0], [2, 0, 2], [0, 1, 2, 3], [3, 1, 0, 3]])
def test_a_tree_stays_as_it_is(heads: list[int]) -> None:
    assert find_heads(_scores(*heads)).tolist() == heads


@pytest.mark.parametrize(
    ("heads", "fault"),
    [([0, 0, 2], "two roots"), ([2, 1, 2], "a circle"), ([3, 4, 0, 3], "crossing arcs")],
)
def test_what_is_no_tree_becomes_one(heads: list[int], fault: str) -> None:
    assert not is_projective_tree(np.asarray(heads)), fault
    assert is_projective_tree(find_heads(_scores(*heads)))


def test_the_tree_is_the_best_one() -> None:
    table = _scores(2, 1)  # each prefers the other; to hang the second on the root costs least
    table[1, 0] = 4
    assert find_heads(table).tolist() == [2, 0]


def test_random_scores_always_give_a_tree() -> None:
    random = np.random.default_rng(7)
    for size in range(1, 30):
        found = find_heads(random.normal(size=(size, size + 1)).astype("float32"))
        assert is_projective_tree(found)


def test_sentences_of_several_lengths_get_the_trees_that_they_get_alone() -> None:
    random = np.random.default_rng(3)
    sizes = [9, 4, 1, 7]
    scores = random.normal(size=(4, 9, 10)).astype("float32")
    together = find_all_heads(scores, sizes)
    for row, size in enumerate(sizes):
        alone = find_heads(scores[row, :size, : size + 1])
        assert together[row].tolist() == [*alone, *[0] * (9 - size)]
