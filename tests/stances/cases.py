"""The minimal pairs of stance as data: one TOML file per language, every span checked."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from onrecord.model import Act, Certainty, Form, Span, Spans, Stance

FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("??.toml")))

_STATEMENT_KEYS = {"cue", "stance", "speaker", "source", "content"}
_STATEMENT_KEYS |= {"act", "form", "certainty", "via"}
_SENTENCE_KEYS = {"text", "statements", "no_cue", "forbidden"}


class StatementRow(TypedDict, total=False):
    """A statement as the file has it: words of the sentence, not yet spans."""

    cue: str | list[str]
    source: str | list[str]
    content: str | list[str]
    stance: str | list[str]
    speaker: str
    act: str
    form: str
    certainty: str
    via: int


class SentenceRow(TypedDict, total=False):
    """A sentence as the file has it."""

    text: str
    statements: list[StatementRow]
    no_cue: list[str]
    forbidden: list[str]


@dataclass(frozen=True, slots=True)
class Expected:
    """A statement that must be read; `stances` are those that count as right, the likelier first.

    `speaker` is part of the speaker's name, or `unnamed` or `unknown` for that kind of
    speaker; `via` is the place of another expected statement in the same case.
    """

    cue: Spans
    source: Spans
    content: Spans
    stances: tuple[Stance, ...]
    speaker: str | None = None
    act: Act | None = None
    form: Form | None = None
    certainty: Certainty | None = None
    via: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence and what must, and must not, be read in it.

    `no_cue` holds spans that may not become the cue of a further statement, `forbidden`
    stances that no further statement may have.
    """

    id: str
    why: str
    text: str
    expected: tuple[Expected, ...]
    no_cue: Spans
    forbidden: frozenset[Stance]

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all may be read in the sentence."""
        return not self.expected and not self.forbidden


def load_cases(language: str) -> tuple[Case, ...]:
    """Every case of `language`; ValueError names the first sentence that does not hold together."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        groups = tomllib.load(file)["group"]
    return tuple(
        _read_sentence(f"{language}-{group['name']}-{number}", group["why"], row)
        for group in groups
        for number, row in enumerate(group["sentence"], start=1)
    )


def load_known_failures() -> tuple[str, ...]:
    """The ids of the cases that are known not to be read rightly yet."""
    with (FOLDER / "known_failures.toml").open("rb") as file:
        return tuple(tomllib.load(file)["failing"])


def _read_sentence(case_id: str, why: str, row: SentenceRow) -> Case:
    text = row["text"]
    try:
        _refuse_unknown(row, _SENTENCE_KEYS)
        case = Case(
            id=case_id,
            why=why,
            text=text,
            expected=tuple(_read_statement(text, each) for each in row.get("statements", [])),
            no_cue=_find(text, row.get("no_cue")),
            forbidden=frozenset(Stance(value) for value in row.get("forbidden", [])),
        )
        if "statements" not in row and not case.forbidden:
            raise ValueError("neither statements nor forbidden stances are given")
        if any(each.via is not None and each.via >= len(case.expected) for each in case.expected):
            raise ValueError("via names a statement that is not there")
    except (KeyError, ValueError) as error:
        raise ValueError(f"{case_id}: {error}: {text}") from error
    return case


def _read_statement(text: str, row: StatementRow) -> Expected:
    _refuse_unknown(row, _STATEMENT_KEYS)
    stance = row["stance"]
    return Expected(
        cue=_find(text, row.get("cue")),
        source=_find(text, row.get("source")),
        content=_find(text, row.get("content")),
        stances=tuple(Stance(value) for value in ([stance] if isinstance(stance, str) else stance)),
        speaker=row.get("speaker"),
        act=Act(row["act"]) if "act" in row else None,
        form=Form(row["form"]) if "form" in row else None,
        certainty=Certainty(row["certainty"]) if "certainty" in row else None,
        via=row.get("via"),
    )


def _refuse_unknown(row: Mapping[str, object], known: set[str]) -> None:
    if unknown := set(row) - known:
        raise ValueError(f"unknown keys {sorted(unknown)}")


def _find(text: str, words: str | list[str] | None) -> Spans:
    """Where each of `words` stands in `text`, as whole words; each must stand there once."""
    wanted = [words] if isinstance(words, str) else words or []
    return tuple(span for each in wanted for span in _find_once(text, each))


def _find_once(text: str, words: str) -> Iterator[Span]:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    found = [match.span() for match in re.finditer(before + re.escape(words) + after, text)]
    if len(found) != 1:
        raise ValueError(f"{words!r} stands {len(found)} times in the sentence, not once")
    yield found[0]
