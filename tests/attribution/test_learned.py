"""The learned reader, and what becomes of its statements beside those of the constructions."""

from collections import Counter
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest

from onrecord.attribution.combining import combine
from onrecord.attribution.context import Context
from onrecord.attribution.find import find_all
from onrecord.attribution.found import Found
from onrecord.attribution.learned import Tagged, find_row, find_tagged
from onrecord.attribution.learned.tags import (
    PART_TAGS,
    best_sequences,
    runs,
    span_chances,
)
from onrecord.languages import known_languages, load_language
from onrecord.parsing import Parser, load_parser

SAID = {
    "en": ("Minister Rosa Quell said that the bridge was safe.", "said"),
    "fr": ("La ministre Rosa Quell a déclaré que le pont était sûr.", "déclaré"),
    "ru": ("Министр Роза Квелл заявила, что мост безопасен.", "заявила"),
    "vi": ("Bộ trưởng Rosa Quell cho biết cây cầu an toàn.", "cho biết"),
}


@cache
def _parser(language: str) -> Parser:
    return load_parser(language)


def _context(language: str, text: str) -> Context:
    return Context.of(_parser(language).parse(text), load_language(language))


def _words(context: Context, spans: tuple[tuple[int, int], ...]) -> str:
    return " ".join(context.tokens[i].text for a, b in spans for i in range(a, b))


def test_every_language_has_its_words() -> None:
    assert set(SAID) == set(known_languages())


@pytest.mark.parametrize("language", SAID)
def test_a_plain_saying_is_seen_in_every_language(language: str) -> None:
    text, cue = SAID[language]
    context = _context(language, text)
    (one,) = find_tagged(context)
    assert cue in _words(context, one.cue)
    assert "Quell" in _words(context, one.source) or "Квелл" in _words(context, one.source)
    assert one.chance > 0.5


def test_what_stands_beside_changes_nothing() -> None:
    """Paragraphs are read side by side, longest first; each comes out as by itself."""
    texts = ["The council met on Monday.", SAID["en"][0], "Nobody was hurt, police said."]
    alone = [
        _words(context, one.cue)
        for context in (_context("en", text) for text in texts)
        for one in find_tagged(context)
    ]
    together = _context("en", "\n".join(texts))
    assert [_words(together, one.cue) for one in find_tagged(together)] == alone


def test_a_text_without_words_is_read() -> None:
    assert find_tagged(_context("en", "")) == []
    assert find_tagged(_context("en", "…")) == []


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_the_best_sequence_is_the_best_of_all(weight: float) -> None:
    draw = np.random.default_rng(5)
    scores = draw.normal(size=(3, 4, len(PART_TAGS))).astype(np.float32)
    moves = draw.normal(size=(len(PART_TAGS),) * 2).astype(np.float32) * weight
    lengths = [4, 3, 1]

    def worth(tags: tuple[int, ...], given: int) -> float:
        names = [PART_TAGS[tag] for tag in tags]
        for before, after in pairwise(["O", *names]):
            if after[0] == "I" and before[1:] != after[1:]:
                return -np.inf
        steps = sum(moves[a, b] for a, b in pairwise(tags))
        return float(sum(scores[given, k, tag] for k, tag in enumerate(tags)) + steps)

    found = best_sequences(scores, lengths, moves if weight else None)
    for n, length in enumerate(lengths):
        every = product(range(len(PART_TAGS)), repeat=length)
        assert tuple(found[n]) == max(every, key=lambda tags: worth(tags, n))
        assert [found[n]] == best_sequences(scores[n : n + 1, :length], [length], moves)


def test_the_chance_of_a_span_is_its_share_of_all_sequences() -> None:
    draw = np.random.default_rng(7)
    scores = draw.normal(size=(4, len(PART_TAGS))).astype(np.float32)
    moves = draw.normal(size=(len(PART_TAGS),) * 2).astype(np.float32)
    shares: Counter[tuple[str, int, int]] = Counter()
    total = 0.0
    for tags in product(range(len(PART_TAGS)), repeat=len(scores)):
        names = [PART_TAGS[tag] for tag in tags]
        if any(a[0] == "I" and b[1:] != a[1:] for b, a in pairwise(["O", *names])):
            continue
        worth = sum(scores[k, tag] for k, tag in enumerate(tags))
        share = np.exp(worth + sum(moves[a, b] for a, b in pairwise(tags)))
        total += share
        shares.update(dict.fromkeys(runs(tags, PART_TAGS), share))
    found = span_chances(scores, moves, least=0.0001)
    assert {span for span, share in shares.items() if share / total > 0.0001} == {
        (role, start, end) for role, start, end, _ in found
    }
    for role, start, end, chance in found:
        assert chance == pytest.approx(shares[role, start, end] / total, rel=1e-4)


def test_in_one_row_no_two_spans_overlap() -> None:
    context = _context("en", SAID["en"][0] + " Ana Voss denied that it was, police said.")
    row = find_row(context)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(row))
    assert next(_words(context, (each.span,)) for each in row if each.role == "cue") == "said"
    assert all(0.35 < each.chance <= 1 for each in row)


def test_in_one_row_a_quotation_needs_no_cue() -> None:
    context = _context("en", '"We will not leave this valley, and nobody will make us leave it."')
    assert [each.role for each in find_row(context)] == ["content"]
    assert find_row(_context("en", "")) == []


def test_spans_are_read_off_tags() -> None:
    tags = [PART_TAGS.index(name) for name in ("B-source", "I-source", "B-cue", "O", "B-content")]
    assert runs(tags, PART_TAGS) == [("source", 0, 2), ("cue", 2, 3), ("content", 4, 5)]


def test_what_both_see_is_one_statement_that_knows_of_both() -> None:
    context = _context("en", SAID["en"][0])
    seen = find_tagged(context)
    (one,) = combine(context, find_all(context), seen)
    assert one.rule != "learned"
    assert one.chance == seen[0].chance
    assert one.agreement > 0.5


def test_what_only_the_network_sees_is_added_with_its_stance() -> None:
    text = "Rosa Quell denied the report."
    context = _context("en", text)
    one = Tagged(((2, 3),), ((0, 2),), ((3, 5),), cue_head=2, chance=0.9, clear=0.9, end=5)
    (added,) = combine(context, [], [one])
    assert added.rule == "learned"
    assert added.stance == "denies"
    assert [text[a:b] for a, b in added.content] == ["the report"]


def test_a_cue_that_states_nothing_is_not_added() -> None:
    context = _context("en", "Rosa Quell did not say that.")
    one = Tagged(((2, 5),), ((0, 2),), ((5, 6),), cue_head=4, chance=0.9, clear=0.9, end=7)
    assert combine(context, [], [one]) == []


def test_a_content_goes_on_with_its_quotation_in_the_next_paragraph() -> None:
    text = '"We will go," Rosa Quell said: "Nobody stays.\nNobody waits."'
    context = _context("en", text)
    at = next(token.i for token in context.tokens if token.text == "said")
    first = next(token.i for token in context.tokens if token.start == text.index('"Nobody'))
    end = context.parsed.paragraphs[0].stop
    cue, source, content = ((at, at + 1),), ((at - 2, at),), ((first, end),)
    one = Tagged(cue, source, content, cue_head=at, chance=0.9, clear=0.9, end=end)
    (added,) = combine(context, [], [one])
    assert [text[a:b] for a, b in added.content] == ['"Nobody stays.\nNobody waits."']


def test_what_is_said_inside_a_quotation_ends_before_it_does() -> None:
    text = '"I think that we had to go.\nNobody stays," Rosa Quell said.'
    context = _context("en", text)
    end = context.parsed.paragraphs[0].stop
    one = Tagged(((2, 3),), ((1, 2),), ((3, end - 1),), cue_head=2, chance=0.9, clear=0.9, end=end)
    added = [each for each in combine(context, [], [one]) if each.cue]
    assert [text[a:b] for a, b in added[0].content] == ["that we had to go"]


def test_a_source_ends_before_its_comma() -> None:
    text = "Rosa Quell, the mayor, denied the report."
    context = _context("en", text)
    one = Tagged(((6, 7),), ((0, 6),), ((7, 9),), cue_head=6, chance=0.9, clear=0.9, end=9)
    (added,) = combine(context, [], [one])
    assert [text[a:b] for a, b in added.source] == ["Rosa Quell, the mayor"]


def test_words_around_a_quotation_are_taken_where_the_network_sees_them() -> None:
    text = 'Rosa Quell explained: the salt "slows the ice" on bridges.'
    context = _context("en", text)
    (found,) = (each for each in find_all(context) if each.rule == "cue before")
    first = next(token.i for token in context.tokens if token.text == "the")
    last = next(token.i for token in context.tokens if token.text == "bridges")
    content = ((first, last + 1),)
    one = Tagged(((2, 3),), ((0, 2),), content, cue_head=2, chance=0.9, clear=0.9, end=last + 1)
    (combined,) = combine(context, [found], [one])
    assert [text[a:b] for a, b in combined.content] == ['the salt "slows the ice" on bridges']


def test_a_content_that_the_network_sees_behind_the_cue_is_taken() -> None:
    text = "The road was closed, but Rosa Quell said the bridge was open."
    context = _context("en", text)
    at = next(token.i for token in context.tokens if token.text == "said")
    found = Found(
        rule="verb with trailing cue",
        cue=(context.span(at, at),),
        cue_head=at,
        cue_class="say",
        content=((0, text.index(",")),),
    )
    content = ((at + 1, at + 5),)
    one = Tagged(((at, at + 1),), ((at - 2, at),), content, at, chance=0.9, clear=0.9, end=at + 5)
    (combined,) = combine(context, [found], [one])
    assert [text[a:b] for a, b in combined.content] == ["the bridge was open"]
    assert [text[a:b] for a, b in combined.source] == ["Rosa Quell"]
