"""The cue lexicon of a language: which words attribute, and with which complements."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to attribute.

    `before` and `after` are the lemmas that must stand beside the governing word, in
    order; `frames` the complements that make it an attribution; `oblique` the
    prepositions whose phrase is its content, `source` those whose phrase is its source.
    """

    cue_class: str
    frames: frozenset[str]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    oblique: frozenset[str] = frozenset()
    source: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()

    @property
    def words(self) -> int:
        """How many words must match; of several cues that fit, the longest wins."""
        return 1 + len(self.before) + len(self.after)


@dataclass(frozen=True, slots=True)
class According:
    """A phrase that credits the clause around it to the noun phrase after it.

    It may have to stand alone in front (`only_first`), or behind a pause (`after_pause`). A word
    `*` stands for a possessive inside it that is the source («по его словам»).
    """

    words: tuple[str, ...]
    cue_class: str
    only_first: bool
    after_pause: bool = False


@dataclass(frozen=True, slots=True)
class Refusals:
    """Words of refusing to speak, and what must be refused for it to be a statement.

    `unsaid` are phrases of telling more, which negated withhold it ("did not elaborate").
    """

    verbs: dict[str, tuple[Cue, ...]]
    nouns: frozenset[str]
    speaking: frozenset[str]
    objects: frozenset[str]
    light: frozenset[str]
    plain: frozenset[str]
    short: dict[str, tuple[tuple[str, ...], ...]]
    unsaid: dict[str, tuple[Cue, ...]]
    topics: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Silences:
    """Words of answering and of reaching somebody, which negated are no response.

    `words` are the lemmas of all that may say so.
    """

    words: frozenset[str]
    verbs: frozenset[str]
    phrases: dict[str, tuple[Cue, ...]]
    objects: frozenset[str]
    unreachable: frozenset[str]
    words_unreachable: frozenset[str]
    available: frozenset[str]
    needs_object: frozenset[str]
    comment_verbs: frozenset[str]
    comment_objects: frozenset[str]
    comment_givers: frozenset[str]
    reaching: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matter:
    """Words for what others put forward, and for calling it false, true or doubtful."""

    nouns: frozenset[str]
    false: frozenset[str]
    true: frozenset[str]
    happened: frozenset[str]
    doubtful: frozenset[str]
    pointing: frozenset[str]
    silent: frozenset[str]
    never: frozenset[str]
    convinced: frozenset[str]
    proof: frozenset[str]
    told: frozenset[str] = frozenset()
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    mistaken: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    copular: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues of a language, by the lemma of the governing word.

    `citing` are those of the verbs that pass on what another says.
    """

    verbs: dict[str, tuple[Cue, ...]]
    citing: frozenset[str]
    nouns: dict[str, tuple[Cue, ...]]
    adverbs: dict[str, str]
    according: tuple[According, ...]
    refusals: Refusals
    silences: Silences
    matter: Matter
    documents: frozenset[str]


def read_cues(table: dict[str, Any]) -> CueLexicon:
    """The lexicon in a language's `cues.toml`, already parsed as TOML."""
    verbs = _by_lemma(table["verbs"])
    return CueLexicon(
        verbs=verbs,
        citing=frozenset(
            lemma
            for lemma, cues in verbs.items()
            if any(cue.cue_class == "cite" and cue.words == 1 for cue in cues)
        ),
        nouns=_by_lemma(table["nouns"]),
        adverbs={
            word: group["class"] for group in table["adverbs"] for word in _listed(group["words"])
        },
        according=tuple(
            According(
                _words_of(phrase),
                group["class"],
                group.get("only_first", False),
                group.get("after_pause", False),
            )
            for group in table["according"]
            for phrase in sorted(_phrases(group["words"]), key=len, reverse=True)
        ),
        refusals=_read_refusals(table["refusal"]),
        silences=_read_silences(table["silence"]),
        matter=Matter(**{key: frozenset(_listed(value)) for key, value in table["matter"].items()}),
        documents=frozenset(_listed(table["documents"]["nouns"])),
    )


def _by_lemma(groups: list[dict[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    cues: defaultdict[str, list[Cue]] = defaultdict(list)
    for group in groups:
        for words in dict.fromkeys(_phrases(group["words"])):
            lemma, cue = _read_cue(words, group)
            cues[lemma].append(cue)
    return {lemma: tuple(sorted(each, key=lambda cue: -cue.words)) for lemma, each in cues.items()}


def _read_cue(words: str, group: dict[str, Any]) -> tuple[str, Cue]:
    parts = _words_of(words)
    head = next((n for n, part in enumerate(parts) if part.startswith("*")), 0)
    flags = {key for key, value in group.items() if value is True}
    cue = Cue(
        cue_class=group.get("class", ""),
        frames=frozenset(group.get("frames", ())),
        before=parts[:head],
        after=parts[head + 1 :],
        oblique=frozenset(_words_of(group.get("oblique", ""))),
        source=frozenset(_words_of(group.get("source", ""))),
        flags=frozenset(flags),
    )
    return parts[head].lstrip("*"), cue


def _read_refusals(table: dict[str, Any]) -> Refusals:
    return Refusals(
        verbs=_by_lemma([{"words": table["verbs"]}]),
        nouns=frozenset(_listed(table["nouns"])),
        speaking=frozenset(_listed(table["speaking"])),
        objects=frozenset(_listed(table["objects"])),
        light=frozenset(_listed(table["light"])),
        plain=frozenset(_listed(table["plain"])),
        short=_by_last_word(_phrases(table["short"])),
        unsaid=_by_lemma([{"words": table["unsaid"]}]),
        topics=frozenset(_listed(table.get("topics", ""))),
        of=frozenset(_listed(table.get("of", ""))),
    )


def _by_last_word(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    split = [_words_of(each) for each in phrases]
    return {last: tuple(p for p in split if p[-1] == last) for last in {p[-1] for p in split}}


def _read_silences(table: dict[str, Any]) -> Silences:
    answers = _phrases(table["verbs"])
    verbs = frozenset(_words_of(each)[0] for each in answers if " " not in each)
    phrases = _by_lemma([{"words": ",".join(each for each in answers if " " in each)}])
    opening = ("unreachable", "words_unreachable", "available", "comment_verbs", "comment_givers")
    return Silences(
        words=verbs.union(phrases, *(_listed(table[name]) for name in opening)),
        verbs=verbs,
        phrases=phrases,
        objects=frozenset(_listed(table["objects"])),
        unreachable=frozenset(_listed(table["unreachable"])),
        words_unreachable=frozenset(_listed(table["words_unreachable"])),
        available=frozenset(_listed(table["available"])),
        needs_object=frozenset(_listed(table["needs_object"])),
        comment_verbs=frozenset(_listed(table["comment_verbs"])),
        comment_objects=frozenset(_listed(table["comment_objects"])),
        comment_givers=frozenset(_listed(table["comment_givers"])),
        reaching=frozenset(_words_of(table.get("reaching", ""))),
    )


def _phrases(text: str) -> list[str]:
    """The phrases between commas; inside a word an underscore stands for a space."""
    return [each for part in text.split(",") if (each := " ".join(part.split()))]


def _words_of(phrase: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in phrase.split())


def _listed(text: str) -> list[str]:
    """Words that each stand for itself."""
    return [phrase.replace("_", " ") for phrase in _phrases(text)]
