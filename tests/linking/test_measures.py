import pytest

from evaluation.clustering import b_cubed_f1, pairwise_f1
from evaluation.linked_gold import name_speaker
from evaluation.small_ledger import SmallLedger
from onrecord.model import SpeakerKind

RIGHT = {"a": 1, "b": 1, "c": 2, "d": 2}


def test_the_right_grouping_scores_one_and_a_useless_one_less() -> None:
    alone = dict(zip(RIGHT, range(4), strict=True))
    together = dict.fromkeys(RIGHT, 0)
    assert pairwise_f1(RIGHT, RIGHT, lambda *_: True) == b_cubed_f1(RIGHT, RIGHT) == 1.0
    assert pairwise_f1(alone, RIGHT, lambda *_: True) == 0.0
    assert b_cubed_f1(alone, RIGHT) == pytest.approx(2 / 3)
    assert b_cubed_f1(together, RIGHT) == pytest.approx(2 / 3)


def test_only_pairs_that_count_are_counted() -> None:
    found = {"a": 1, "b": 1, "c": 1, "d": 2}
    assert pairwise_f1(found, RIGHT, lambda *_: True) == pytest.approx(2 * 1 / (3 + 2))
    assert pairwise_f1(found, RIGHT, lambda a, b: {a, b} == {"a", "b"}) == 1.0


def test_the_ledger_in_memory_ranks_by_rare_keys_and_forgets_old_rows() -> None:
    ledger = SmallLedger(most=2)
    for n in range(60):
        ledger.add(str(n), ["common", f"rare{n}"], None)
    assert ledger.find(["common", "rare30"]) == [30, 59]
    assert ledger.find(["rare1"]) == [1]
    assert 5 not in SmallLedger(most=99).find(["common"])


@pytest.mark.parametrize(
    ("sources", "name", "kind"),
    [
        (["he", "The Velorian Minister Oskar Velland"], "Oskar Velland", SpeakerKind.PERSON),
        (["Velland"], "Oskar Velland", SpeakerKind.PERSON),
        (["Moscow"], "Moscow", SpeakerKind.COUNTRY),
        (["the ministry of Defence"], "the ministry of Defence", SpeakerKind.ORGANISATION),
    ],
)
def test_speakers_are_called_what_the_text_calls_them(
    sources: list[str], name: str, kind: SpeakerKind
) -> None:
    found = name_speaker(sources, "Then Oskar Velland spoke.", "en")
    assert found
    assert (found.name.removeprefix("Velorian Minister "), found.kind) == (name, kind)


def test_a_speaker_that_no_source_names_has_no_name() -> None:
    assert name_speaker(["he", "the minister"], "Oskar Velland spoke. So did he.", "en") is None
