"""What the words of frames are: learned from the treebanks, or given in the language's tables."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from training.grafting.verbs import Forms, conjugate_english, conjugate_french
from training.pipelines.conllu import ROOT, Sentence, Word

COMMON_VERBS = 12  # a group names its commonest verbs first; they are drawn more often
COMMON_SHARE = 0.35
INVENTED_SHARE = 0.3
CONJUGATIONS: Mapping[str, Callable[[str, str | None], Forms]] = {
    "fr": conjugate_french,
    "en": conjugate_english,
}


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that can fill one slot and what they have in common."""

    upos: str
    feats: str
    words: tuple[str, ...]
    syllables: tuple[str, ...] = ()

    def draw(self, random: Random) -> Word:
        """A word of the list, or where it has syllables at times a name made of them."""
        if self.syllables and random.random() < INVENTED_SHARE:
            size = random.choice((2, 2, 3))
            form = "".join(random.choice(self.syllables) for _ in range(size)).capitalize()
        else:
            form = random.choice(self.words)
        form, _, lemma = form.partition("/")
        return Word(form, lemma or form, self.upos, self.feats, ROOT, "root")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Annotated words of one language, by form, by list and by verb group."""

    given: Mapping[str, Word]
    learned: Mapping[tuple[str, str], Word]
    lists: Mapping[str, WordList]
    groups: Mapping[str, Sequence[str]]
    forms: Mapping[str, Forms]
    features: Mapping[str, str]

    def find(self, form: str, relation: str) -> Word:
        """The literal word of a frame in this relation; KeyError where nothing is known of it."""
        if form in self.given:
            return self.given[form]
        key = form.lower()
        word = self.learned.get((key, relation)) or self.learned[key, ""]
        return Word(form, word.lemma, word.upos, word.feats, ROOT, relation)

    def draw_verb(self, group: str, form: str, random: Random) -> Word:
        """A verb of the group in a form; `pres.ms` is as good as `pres.s`."""
        verbs = self.groups[group]
        is_common = random.random() < COMMON_SHARE
        lemma = random.choice(verbs[:COMMON_VERBS] if is_common else verbs)
        forms = self.forms[lemma]
        tense, _, code = form.partition(".")
        name = next(n for n in (form, f"{tense}.{code[-1:]}", tense) if n in forms)
        base = lemma.partition(" ")[0]
        return Word(forms[name], base, "VERB", self.features[name], ROOT, "root")


def read_lexicon(language: str, path: Path, sentences: Iterable[Sentence]) -> Lexicon:
    """The lexicon in the TOML file `path`, completed by what the sentences show."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = {name: _split(words) for name, words in table["verbs"].items()}
    irregular: dict[str, str] = table["irregular"]
    conjugate = CONJUGATIONS[language]
    lemmas = {lemma for group in groups.values() for lemma in group}
    return Lexicon(
        given={form: _read_word(form, row) for form, row in table["words"].items()},
        learned=_learn(sentences),
        lists={name: _read_list(row) for name, row in table["lists"].items()},
        groups=groups,
        forms={lemma: conjugate(lemma, irregular.get(lemma)) for lemma in lemmas},
        features=table["features"],
    )


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _read_word(form: str, row: str) -> Word:
    lemma, upos, *feats = row.split()
    return Word(form, lemma, upos, feats[0] if feats else "", ROOT, "root")


def _read_list(row: Mapping[str, Any]) -> WordList:
    return WordList(
        row["upos"], row.get("feats", ""), _split(row["words"]), _split(row.get("syllables", ""))
    )


def _learn(sentences: Iterable[Sentence]) -> Mapping[tuple[str, str], Word]:
    """The commonest annotation by form and relation, and by form alone."""
    votes: dict[tuple[str, str], Counter[tuple[str, str, str]]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            value = (word.lemma, word.upos, word.feats)
            votes[word.form.lower(), word.relation][value] += 1
            votes[word.form.lower(), ""][value] += 1
    return {
        key: Word(key[0], *counts.most_common(1)[0][0], ROOT, key[1])
        for key, counts in votes.items()
    }
