"""What the second reader may answer: one definition gives the schema it gets and the check."""

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from onrecord.errors import SecondReaderError
from onrecord.model import SpeakerKind, Stance

NOT_THE_SCHEMA = "the answer does not fit the schema"
_Sized = TypeVar("_Sized", str, list[str], list["Answer"])
_LONGEST = 2000  # characters of one piece
_MOST = 50  # pieces of a role, and answers


def _check_length(value: _Sized) -> _Sized:
    # In code, as some endpoints refuse a schema that limits lengths.
    if len(value) > (_LONGEST if isinstance(value, str) else _MOST):
        raise ValueError("too long")
    return value


_Words = Annotated[str, AfterValidator(_check_length)]
_Pieces = Annotated[list[_Words], AfterValidator(_check_length)]


class Answer(BaseModel):
    """The second reading of one statement; every piece is words quoted from the passage."""

    model_config = ConfigDict(extra="forbid", strict=True)

    number: int
    is_statement: bool
    source: _Pieces
    cue: _Pieces
    content: _Pieces
    speaker_name: _Words
    speaker_kind: SpeakerKind
    stance: Stance
    stance_words: _Words


class _Answers(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    answers: Annotated[list[Answer], AfterValidator(_check_length)]


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    return _Answers.model_json_schema()


def read_answers(words: str) -> dict[int, Answer]:
    """The answers by number, the first for each; raises SecondReaderError where they do not fit."""
    try:
        answers = _Answers.model_validate_json(words).answers
    except (ValidationError, RecursionError) as error:
        raise SecondReaderError("second reader", NOT_THE_SCHEMA) from error
    return {each.number: each for each in reversed(answers)}
