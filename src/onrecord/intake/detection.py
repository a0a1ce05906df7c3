"""Which language a text is written in, and whether that language can be read."""

from collections.abc import Collection
from functools import cache
from typing import Protocol, cast

from onrecord.errors import LanguageError
from onrecord.intake.settings import IntakeSettings

UNDETERMINED = "und"
_REACH = 20_000  # characters; more makes no difference and costs time
_SHORT = 200  # characters; below it neighbours (fr and oc, ru and bg) are easily mistaken
_LIKELY = 0.02
_PLAIN = 0.95


class _Identifier(Protocol):
    def rank(self, instance: str) -> list[tuple[str, float]]: ...


def detect_language(text: str, *, among: Collection[str] = ()) -> tuple[str, float]:
    """The ISO 639-1 code and its probability; (`und`, 0.0) where there are no letters.

    A text shorter than 200 characters is given to one of `among` if that is at all likely.
    """
    sample = text[:_REACH]
    if not any(char.isalpha() for char in sample):
        return UNDETERMINED, 0.0
    ranking = _identifier().rank(sample)
    if len(sample) < _SHORT:
        likely = (each for each in ranking if each[0] in among and each[1] >= _LIKELY)
        return next(likely, ranking[0])
    return ranking[0]


def choose_language(
    text: str, name: str, *, settings: IntakeSettings, declared: str | None = None
) -> str:
    """The language to read a text in: the one asked for, else what it is written in.

    What the page has `declared` holds unless the text is plainly in another language.
    """
    known = settings.known_languages
    if settings.language is not None:
        check_known(settings.language, name, known=known)
        return settings.language
    code, probability = detect_language(text, among=known)
    if declared and (probability < _PLAIN or len(text) < _SHORT):
        code = declared
    if code == UNDETERMINED:
        raise LanguageError(name, "has no words to tell its language by", _remedy(known))
    check_known(code, name, known=known)
    return code


def check_known(code: str, name: str, *, known: frozenset[str]) -> None:
    """Raises LanguageError unless the language is one of those that can be read."""
    if known and code not in known:
        raise LanguageError(name, f"is in a language that is not read ({code})", _remedy(known))


def _remedy(known: frozenset[str]) -> str:
    return f"if it is in one of {', '.join(sorted(known))}, say so with `--language`"


@cache
def _identifier() -> _Identifier:
    # Loading the model takes a third of a second, and `--help` can do without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast(_Identifier, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
