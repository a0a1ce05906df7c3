import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.formats.json_lines import from_json, to_json
from onrecord.model import (
    Act,
    Article,
    Because,
    Certainty,
    Evidence,
    EvidenceKind,
    Form,
    ReaderVersion,
    Reading,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)
from tests.formats.golden_files import check_golden
from tests.formats.hostile import FORBIDDEN, HOSTILE
from tests.formats.sample import READING

# JSON has no way to tell two lone surrogates from the one character that the pair encodes.
words = st.text(st.characters(exclude_categories=["Cs"]) | st.just("\ud800"), max_size=30)
maybe = st.none() | words
spans = st.lists(
    st.tuples(st.integers(0, 999), st.integers(0, 999)).map(lambda pair: (min(pair), max(pair))),
    max_size=3,
).map(tuple)
statements = st.builds(
    Statement,
    id=words,
    source=spans,
    cue=spans,
    content=spans,
    speaker=st.builds(Speaker, words, st.sampled_from(SpeakerKind), maybe, maybe),
    form=st.sampled_from(Form),
    act=st.sampled_from(Act),
    stance=st.sampled_from(Stance),
    certainty=st.sampled_from(Certainty),
    said_on=maybe,
    via=maybe,
    hedges=spans,
    evidence=st.lists(
        st.builds(
            Evidence,
            st.sampled_from(EvidenceKind),
            st.booleans(),
            st.tuples(st.integers(0, 9), st.integers(0, 9)),
        ),
        max_size=2,
    ).map(tuple),
    confidence=st.floats(0, 1),
    because=st.builds(Because, words, words, words, words, words),
)
articles = st.builds(
    Article,
    text=words,
    language=words,
    url=maybe,
    outlet=maybe,
    title=maybe,
    byline=st.none(),
    published=maybe,
    origin_url=maybe,
    place=st.just("-"),
)
readings = st.builds(
    Reading,
    articles,
    st.lists(statements, max_size=3).map(tuple),
    st.builds(ReaderVersion, words, words),
)


def test_form() -> None:
    check_golden("sample.jsonl", to_json(READING) + "\n")


def test_keys_stand_in_the_documented_order() -> None:
    given_back = json.loads(to_json(READING))
    assert list(given_back) == ["article", "statements", "reader"]
    assert list(given_back["article"]) == [
        "id", "url", "outlet", "language", "title", "published", "origin_url", "text", "sha256",
    ]  # fmt: skip
    assert list(given_back["statements"][0]) == [
        "id", "source", "cue", "content", "speaker", "form", "act", "stance", "certainty",
        "said_on", "via", "hedges", "evidence", "confidence", "because",
    ]  # fmt: skip
    assert list(given_back["statements"][0]["because"])[:2] == ["cue", "rule"]


@given(readings)
def test_round_trip(reading: Reading) -> None:
    line = to_json(reading)
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert from_json(line) == reading


def test_letters_stay_readable() -> None:
    assert "“had called”" in to_json(READING)


@pytest.mark.parametrize("char", FORBIDDEN)
def test_hostile_characters_are_escaped(char: str) -> None:
    line = to_json(HOSTILE)
    assert char not in line
    assert char in json.loads(line)["article"]["text"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{}", "not a reading"),
        ("[1]", "not a reading"),
        ("no JSON", "Expecting value"),
        (to_json(READING).replace("no transcript", "no trnascript"), "sha256"),
        (to_json(READING).replace('"stance": "confirms"', '"stance": "shrugs"'), "shrugs"),
        (to_json(READING).replace('"via": "s-report", ', ""), "via"),
    ],
)
def test_what_is_not_a_reading_is_refused(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        from_json(line)
