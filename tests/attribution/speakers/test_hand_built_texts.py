"""Resolution over hand-built parses: odd ones, circles, and cost on long texts."""

from collections.abc import Sequence
from cProfile import Profile
from pstats import Stats

import pytest

from onrecord.attribution.found import Found
from onrecord.attribution.speakers import Resolved, resolve_speakers
from onrecord.languages import load_language
from onrecord.model import SpeakerKind
from onrecord.parsing import ParsedText, Token

_TAGS = {"said": ("VERB", "root"), ".": ("PUNCT", "punct"), "He": ("PRON", "nsubj")}


def _parse(*sentences: str) -> ParsedText:
    """Words parted by spaces; capitals are names, the verb governs everything."""
    tokens: list[Token] = []
    ranges: list[range] = []
    at = 0
    for sentence in sentences:
        first = len(tokens)
        words = sentence.split(" ")
        verb = first + (words.index("said") if "said" in words else 0)
        for word in words:
            upos, dep = _TAGS.get(word, ("PROPN" if word[0].isupper() else "NOUN", "nsubj"))
            lower = word.lower()
            i = len(tokens)
            tokens.append(
                Token(i, at, at + len(word), word, lower, lower, upos, dep, verb, "Number=Sing")
            )
            at += len(word) + 1
        ranges.append(range(first, len(tokens)))
    return ParsedText(" ".join(sentences), tuple(tokens), tuple(ranges), tuple(ranges))


def _find(parsed: ParsedText, *words: str) -> list[Found]:
    found, at = [], 0
    for word in words:
        start = parsed.text.index(word, at)
        at = start + len(word)
        found.append(Found("built", (), 0, "say", source=((start, at),)))
    return found


def _resolve(
    parsed: ParsedText, found: Sequence[Found], outlet: str | None = None
) -> list[Resolved]:
    return resolve_speakers(parsed, found, people=load_language("en").people, outlet=outlet)


def test_nothing_found_gives_nothing() -> None:
    assert _resolve(_parse("Orin Malk said ."), []) == []


def test_an_empty_text_has_no_speaker() -> None:
    (resolved,) = _resolve(ParsedText("", (), (), ()), [Found("built", (), 0, "say")])
    assert resolved.speaker.kind is SpeakerKind.UNKNOWN


def test_full_name_surname_and_pronoun_are_one_speaker() -> None:
    parsed = _parse("Orin Malk said .", "Malk said .", "He said .")
    resolved = _resolve(parsed, _find(parsed, "Orin Malk", "Malk", "He"))
    assert {each.speaker.name for each in resolved} == {"Orin Malk"}
    assert [each.rule for each in resolved][-1] == "pronoun, nearest that agrees"


def test_statements_inside_each_other_end() -> None:
    parsed = _parse("He said .", "He said .")
    found = _find(parsed, "He", "He")
    found[0].inside, found[1].inside = 1, 0
    assert [each.speaker.kind for each in _resolve(parsed, found)] == [SpeakerKind.UNNAMED] * 2


@pytest.mark.parametrize("span", [(0, 0), (3, 3), (90, 99), (0, 99)])
def test_a_source_that_fits_no_token_is_no_error(span: tuple[int, int]) -> None:
    parsed = _parse("Orin Malk said .")
    found = Found("built", (), 0, "say", source=(span,), source_head=None)
    assert len(_resolve(parsed, [found])) == 1


def test_a_quotation_without_source_goes_on_from_the_one_before() -> None:
    parsed = _parse("Orin Malk said .", "more words here .")
    start = parsed.text.index("more")
    quotation = ((start, len(parsed.text)),)
    found = _find(parsed, "Orin Malk")
    found.append(Found("built", (), 0, "", content=quotation, quoted=quotation))
    resolved = _resolve(parsed, found)[1]
    assert (resolved.speaker.name, resolved.rule) == ("Orin Malk", "quotation goes on")


def test_the_outlet_speaks_of_itself() -> None:
    parsed = _parse("this newspaper said .")
    resolved = _resolve(parsed, _find(parsed, "this newspaper"), outlet="Harrow Post")
    assert (resolved[0].speaker.name, resolved[0].speaker.kind) == (
        "Harrow Post",
        SpeakerKind.OUTLET,
    )


def test_work_grows_with_the_text_and_no_faster() -> None:
    def calls(copies: int) -> int:
        sentences = [f"Orin{n} Malk{n} said ." if n % 2 else "He said ." for n in range(copies)]
        parsed = _parse(*sentences)
        found = [
            Found("built", (), 0, "say", source=((s.start, s.end),))
            for s in (parsed.tokens[each.start] for each in parsed.sentences)
        ]
        profile = Profile()
        profile.runcall(_resolve, parsed, found)
        return int(Stats(profile).total_calls)  # type: ignore[attr-defined]

    assert calls(1000) < 15 * calls(100)
