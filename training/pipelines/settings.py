"""What differs between languages: read from one TOML file per language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

WORK = Path("training/.work")
Role = Literal["train", "dev", "test"]
Quotes = tuple[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Treebank:
    """A CoNLL-U file, what it is for and how far its annotation is followed.

    `part` are the sentences taken, from the first number to before the second, where not all are;
    `copies` is how often an epoch sees each sentence, below 1 a share of them; `morphology` is
    false where UPOS and features are not worth learning; `settle` has closed-class words follow
    the reference treebank, `refine` fills in the relation subtypes that this treebank leaves out.
    """

    name: str
    file: str
    role: Role
    licence: str
    part: tuple[int, ...] = ()
    copies: float = 1.0
    morphology: bool = True
    settle: bool = False
    refine: bool = False


@dataclass(frozen=True, slots=True)
class TokenizerSettings:
    """Changes to spaCy's rules: words never split, words split so, more suffixes and infixes.

    `keep_hyphens` leaves hyphenated words whole, as some treebanks do; `drop_exceptions` names
    substrings of spaCy's own exceptions that split otherwise than the treebanks. Where words are
    written with spaces inside, `library` (see onrecord.parsing.joining) tells which pieces belong
    together; `joined` are words that always do, `apart` pieces that never do.
    """

    whole: tuple[str, ...] = ()
    split: tuple[tuple[str, ...], ...] = ()
    suffixes: tuple[str, ...] = ()
    infixes: tuple[str, ...] = ()
    keep_hyphens: bool = False
    drop_exceptions: tuple[str, ...] = ()
    library: str = ""
    joined: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refinement:
    """Relations to tell apart further, into which, and of which forms alone if any are named."""

    relations: tuple[str, ...]
    into: tuple[str, ...]
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conventions:
    """How treebanks are brought to one convention.

    `features` are those kept, `relations` are renamed; `reporting` puts verbs of saying above
    what is said, a name after a word of `titles` becomes part of it (flat:name), `lemmas` are
    given by form; the file `reference` shows how words of `closed_classes` are annotated.
    `forms` are respelled, and `tight` sets marks close to words in treebanks that part all by
    spaces.
    """

    features: tuple[str, ...] = ()
    relations: dict[str, str] = field(default_factory=dict)
    lemmas: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    tight: bool = False
    titles: tuple[str, ...] = ()
    reporting: bool = False
    reference: str = ""
    closed_classes: tuple[str, ...] = ()
    refinements: tuple[Refinement, ...] = ()


@dataclass(frozen=True, slots=True)
class TypographySettings:
    """Spelling variants of the press, as probabilities per paragraph; `grafts` adds reports."""

    quotes: tuple[Quotes, ...] = ()
    quoting: float = 0.5
    apostrophe: float = 0.3
    dash: float = 0.3
    capitals: float = 0.02
    title_case: float = 0.02
    missing_stop: float = 0.06
    grafts: float = 0.0


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """Sizes of the network and the length of training.

    Words are embedded by hashes of the form, first letter, ending and shape, or, not `hashed`, by
    the form and its characters; `rows` are the sizes of the hash tables. Without `lemmas` no lemmatizer is trained: for a language whose words are never inflected.
    """

    hashed: bool = True
    width: int = 128
    depth: int = 4
    rows: tuple[int, ...] = (8000, 1500, 5000, 3000, 50)
    lemmas: bool = True
    hidden: int = 128
    dropout: float = 0.2
    learn_rate: float = 0.002
    batch_words: int = 1000
    minutes: float = 30.0
    evaluate_every: int = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that makes the pipeline of one language.

    `origin` tells where the networks come from if they were not trained here (assembling.py),
    `compared` what they were measured against.
    """

    language: str
    title: str
    description: str
    licence: str
    weaknesses: tuple[str, ...]
    treebanks: tuple[Treebank, ...]
    tokenizer: TokenizerSettings
    conventions: Conventions
    typography: TypographySettings
    network: NetworkSettings
    origin: str = ""
    compared: str = ""

    def of_role(self, role: Role) -> tuple[Treebank, ...]:
        """The treebanks with this role, in the order of the file."""
        return tuple(treebank for treebank in self.treebanks if treebank.role == role)


def read_settings(language: str, folder: Path = Path(__file__).parent) -> Settings:
    """The settings in `<language>.toml`; an unknown key is a TypeError."""
    table = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return Settings(
        language=table["language"],
        title=table["title"],
        description=table["description"],
        licence=table["licence"],
        weaknesses=tuple(table["weaknesses"]),
        treebanks=tuple(
            Treebank(**{key: _freeze(key, value) for key, value in row.items()})
            for row in table["treebank"]
        ),
        tokenizer=_fill(TokenizerSettings, table),
        conventions=_fill(Conventions, table),
        typography=_fill(TypographySettings, table),
        network=_fill(NetworkSettings, table),
        origin=table.get("origin", ""),
        compared=table.get("compared", ""),
    )


def _fill(kind: type[T], table: dict[str, Any]) -> T:
    section = kind.__name__.removesuffix("Settings").lower()
    return kind(**{key: _freeze(key, value) for key, value in table.get(section, {}).items()})


def _freeze(key: str, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if key == "refinements":
        return tuple(Refinement(**{k: _freeze(k, v) for k, v in row.items()}) for row in value)
    return tuple(_freeze(key, item) for item in value)
