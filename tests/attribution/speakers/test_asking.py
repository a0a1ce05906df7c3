"""Whoever is asked something is who answers."""

from onrecord.attribution.found import Found
from onrecord.attribution.speakers import resolve_speakers
from onrecord.languages import load_language
from onrecord.parsing import load_parser

_TEXT = (
    "Orin Malk runs the paper. Teodor Brask was asked about the dam. “It will hold from now on.”"
)


def test_a_quotation_after_a_question_is_of_who_was_asked() -> None:
    parsed = load_parser("en").parse(_TEXT)
    verb = next(token.i for token in parsed.tokens if token.text == "asked")
    asked, quoted = _TEXT.index("was asked"), _TEXT.index("“")
    found = [
        Found("built", ((asked, asked + 9),), verb, "ask", content=((asked + 10, asked + 23),)),
        Found("built", (), 0, "", content=((quoted, len(_TEXT)),), quoted=((quoted, len(_TEXT)),)),
    ]
    people = load_language("en").people
    speakers = [
        each.speaker for each in resolve_speakers(parsed, found, people=people, outlet=None)
    ]
    assert [each.name for each in speakers] == ["unknown", "Teodor Brask"]
