"""The words of a language that show the manner of a statement: act, certainty, evidence."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from onrecord.model import Certainty, EvidenceKind

# How many first characters tell whether a phrase may start.
OPENING = 3
# What is left of a lemma without its ending, and what an inflected form may add to that.
_SHORTEST_STEM = 4
_LONGEST_ENDING = 5
_NO_GROUPS: frozenset[str] = frozenset()
_TOLD_APART = (
    *("evaluative", "degree", "mental", "generic", "please", "thanks", "plan"),
    *("first_singular", "first_plural", "second"),
)


@dataclass(frozen=True, slots=True)
class Verbs:
    """Verbs that are known by lemma or, as lemmas of rare forms are often wrong, by stem."""

    lemmas: frozenset[str]
    stems: frozenset[str]

    def has(self, lemma: str, form: str) -> bool:
        """Whether a token with this lemma and form is one of them."""
        return lemma in self.lemmas or any(start in self.stems for start in _beginnings(form))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one or several words: a pattern for each way in which they open."""

    patterns: Mapping[str, str]

    @classmethod
    def of(cls, patterns: Mapping[str, str]) -> Self:
        """From patterns by their opening in lower case: three characters, or one figure."""
        cased = dict(patterns)
        for opening, pattern in patterns.items():
            for written in (opening, opening.replace("'", "’")):
                for each in (written, written.capitalize(), written.upper()):
                    cased[each] = pattern
        return cls(cased)

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The phrase that starts at a word's first character, if one does."""
        opening = text[start : start + OPENING]
        pattern = self.patterns.get(opening) or self.patterns.get(opening[:1])
        return _compiled(pattern).match(text, start) if pattern else None

    def find(self, text: str, starts: Iterable[int]) -> re.Match[str] | None:
        """The first phrase that starts at one of the places given, if one does."""
        patterns = self.patterns
        for start in starts:
            opening = text[start : start + OPENING]
            pattern = patterns.get(opening) or patterns.get(opening[:1])
            if pattern and (found := _compiled(pattern).match(text, start)):
                return found
        return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # An article meets few of a language's openings, and compiling takes longer than reading it.
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentWords:
    """Words inside a content that tell acts apart; all lower case lemmas or forms.

    `groups` gives for each word of the groups that are looked for anywhere in a content the
    names of those that hold it.
    """

    future_endings: tuple[str, ...]
    conditional_endings: tuple[str, ...]
    evaluative: frozenset[str]
    degree: frozenset[str]
    need: frozenset[str]
    mental: frozenset[str]
    ready: frozenset[str]
    intent: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    going: frozenset[str]
    to: frozenset[str]
    whether: frozenset[str]
    first_singular: frozenset[str]
    first_plural: frozenset[str]
    second: frozenset[str]
    third: frozenset[str]
    demonstrative: frozenset[str]
    generic: frozenset[str]
    please: frozenset[str]
    thanks: frozenset[str]
    plan: frozenset[str]
    document: frozenset[str]
    obligation: Phrases
    groups: Mapping[str, frozenset[str]]

    def groups_of(self, lemma: str, form: str) -> frozenset[str]:
        """The names of such groups that a token with this lemma and form belongs to."""
        groups = self.groups.get(lemma, _NO_GROUPS)
        return groups if lemma == form else groups | self.groups.get(form, _NO_GROUPS)


@dataclass(frozen=True, slots=True)
class Hedges:
    """What makes a content more or less sure.

    `phrases` are the hedges and `levels` gives what each says, None where it hides a
    shorter one; `modal` only counts as an auxiliary, `ability` lists verbs beside which
    it is none, `duty` expects in a claim and obliges elsewhere; `hearsay_mood` is a UD
    feature such as `Mood=Cnd`, or empty.
    """

    phrases: Phrases
    levels: Mapping[str, Certainty | None]
    modal: frozenset[str]
    ability: frozenset[str]
    duty: frozenset[str]
    hearsay_mood: str


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """Verbs of showing and of seeing, and the kinds of thing that they show.

    `loose` words only count beside one that is not loose; `none_shown` are those nouns of
    which withholding any leaves nothing shown at all.
    """

    show: Verbs
    see: Verbs
    refuse: Verbs
    unreal: frozenset[str]
    without: frozenset[str]
    negation: frozenset[str]
    loose: frozenset[str]
    none_shown: frozenset[str]
    kinds: Mapping[str, EvidenceKind]


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of manner of a language; `cues` and `stems` give the groups of a cue's words."""

    cues: Mapping[str, frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    content: ContentWords
    hedges: Hedges
    evidence: EvidenceWords

    def groups_of(self, lemma: str, form: str) -> frozenset[str]:
        """The groups of an attributing word by its lemma or its form; none where unknown."""
        return self.cues.get(lemma) or self.cues.get(form) or frozenset()

    def groups_of_stem(self, form: str) -> frozenset[str]:
        """The groups of the word that begins like `form`: lemmas of rare forms are often wrong."""
        found = next((start for start in _beginnings(form) if start in self.stems), None)
        return self.stems[found] if found else frozenset()


_KINDS = {
    "document": EvidenceKind.DOCUMENT,
    "recording": EvidenceKind.RECORDING,
    "image": EvidenceKind.IMAGE,
    "data": EvidenceKind.DATA,
    "witness": EvidenceKind.WITNESS,
    "excerpt": EvidenceKind.EXCERPT,
    "proof": EvidenceKind.UNSPECIFIED,
}
_LEVELS = {
    "certain": Certainty.CERTAIN,
    "probable": Certainty.PROBABLE,
    "possible": Certainty.POSSIBLE,
    "duty": Certainty.PROBABLE,
    "none": None,
}


def read_wording(path: Path) -> Wording:
    """The words in a language's `wording.toml`."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = _read_groups(table["cues"])
    stems = _stems(groups, _listed(table["lemma_endings"]))
    return Wording(
        cues={word: each for word, each in groups.items() if not word.endswith("-")},
        stems={stem: groups[word] for stem, word in stems.items()},
        content=_read_content(dict(table["content"])),
        hedges=_read_hedges(table["certainty"]),
        evidence=_read_evidence(table["evidence"], _listed(table["lemma_endings"])),
    )


def _read_content(table: dict[str, str]) -> ContentWords:
    obligation = find_phrases(_listed(table.pop("obligation")))
    future, conditional = (
        tuple(_listed(table.pop(name))) for name in ("future_endings", "conditional_endings")
    )
    words = {name: frozenset(_listed(each)) for name, each in table.items()}
    return ContentWords(
        future_endings=future,
        conditional_endings=conditional,
        obligation=obligation,
        groups=_read_groups({name: table[name] for name in _TOLD_APART}),
        **words,
    )


def find_phrases(words: Iterable[str]) -> Phrases:
    """Any of `words` (each one word or several) as whole words, the longest first."""
    ways: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in sorted(set(words), key=len, reverse=True):
        opening = phrase[:1] if phrase[0].isdigit() else phrase[:OPENING]
        ways[opening].append(_as_pattern(phrase))
    return Phrases.of({opening: "|".join(each) for opening, each in ways.items()})


def _as_pattern(phrase: str) -> str:
    words = r"\s".join(re.escape(word) for word in phrase.split()).replace("'", "['’]")
    # After an elision the next word follows at once.
    return words if phrase.endswith("'") else words + r"(?!\w)"


def _read_groups(table: dict[str, str]) -> dict[str, frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for group, words in table.items():
        for word in _listed(words):
            groups[word].add(group)
    return {word: frozenset(each) for word, each in groups.items()}


def _read_hedges(table: dict[str, str]) -> Hedges:
    levels = {phrase: level for name, level in _LEVELS.items() for phrase in _listed(table[name])}
    mood = table["hearsay_mood"]
    return Hedges(
        phrases=find_phrases(levels),
        levels=levels,
        modal=frozenset(_listed(table["modal"])),
        ability=frozenset(_listed(table["ability"])),
        duty=frozenset(_listed(table["duty"])),
        hearsay_mood=f"Mood={mood}" if mood else "",
    )


def _read_evidence(table: dict[str, str], endings: list[str]) -> EvidenceWords:
    words = {name: frozenset(_listed(each)) for name, each in table.items()}
    verbs = {
        name: Verbs(words[name], frozenset(_stems(words[name], endings)))
        for name in ("show", "see", "refuse")
    }
    return EvidenceWords(
        **verbs,
        unreal=words["unreal"],
        without=words["without"],
        negation=words["negation"],
        loose=words["loose"],
        none_shown=words["none_shown"],
        kinds={word: kind for name, kind in _KINDS.items() for word in words[name]},
    )


def _stems(words: Iterable[str], endings: list[str]) -> dict[str, str]:
    """Each word by its stem; "craign-" is one as it stands, a short stem none at all."""
    stems = {}
    for word in words:
        ending = next((end for end in endings if word.endswith(end)), "")
        stem = word.removesuffix("-") if word.endswith("-") else word.removesuffix(ending)
        if len(stem) >= _SHORTEST_STEM:
            stems[stem] = word
    return stems


def _beginnings(form: str) -> Iterator[str]:
    shortest = max(_SHORTEST_STEM, len(form) - _LONGEST_ENDING)
    return (form[:size] for size in range(len(form), shortest - 1, -1))


def _listed(words: str) -> list[str]:
    return [each for part in words.split(",") if (each := " ".join(part.split()))]
