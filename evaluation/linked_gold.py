"""Annotated articles as readings: gold statements, and speakers as the text itself names them.

A gold speaker is a name in English whatever the article's language; it serves only to know which
statements have one speaker. What linking gets is what the article calls that speaker: the run of
words with capitals in one of the annotated source spans, made longer by the article's own text
where a longer name ends or begins with it; or the whole source span where it has no such run (a
ministry, say). Speakers that no source span of the article names are not counted as named.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from evaluation.gold import STANCES
from onrecord.languages.people import read_people
from onrecord.linking.units import Unit, read_units
from onrecord.linking.vocabulary import read_vocabulary
from onrecord.linking.words import forms_of, split_words
from onrecord.model import (
    Act,
    Article,
    Because,
    Certainty,
    Form,
    ReaderVersion,
    Reading,
    Spans,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

_LANGUAGES = Path(__file__).parents[1] / "src/onrecord/languages"
_NOBODY = {"unknown", "unnamed"}
_RUN = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?(?:[ \u00a0][^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?)*")
_AND = {"and", "et", "и", "và"}
_BREAKS = re.compile(r"[,()«»“”\"–—:;]")


@dataclass(frozen=True)
class LinkedArticle:
    """An annotated article: gold statements as a reading, and what each is about and by whom."""

    name: str
    reading: Reading
    about: Mapping[str, str]
    """By statement id the gold claim."""
    speakers: Mapping[str, str]
    """By statement id the gold speaker."""
    named: Mapping[str, Speaker]
    """By gold speaker what the article calls them, for those it names in a source."""

    @cached_property
    def story(self) -> str:
        """The article's name without its language."""
        return self.name.rsplit(".", 1)[0]


def load_linked(folder: Path) -> list[LinkedArticle]:
    """Every annotated article of a folder, in the order of the files."""
    return [_load(path) for path in sorted(folder.glob("*.json"))]


def _load(path: Path) -> LinkedArticle:
    name = path.name.removesuffix(".json")
    language = name.split(".")[-1]
    text = path.with_suffix(".txt").read_text("utf-8").rstrip("\n")
    rows = json.loads(path.read_text("utf-8"))["statements"]
    sources: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["speaker"] not in _NOBODY:
            sources[row["speaker"]] += [text[a:b] for a, b in row["source"]]
    named = {}
    for speaker, spans in sources.items():
        found = name_speaker(spans, text, language)
        if found:
            named[speaker] = found
    article = Article(text=text, language=language, place=str(path))
    statements = tuple(_statement(row, name, named) for row in rows)
    return LinkedArticle(
        name,
        Reading(article, statements, ReaderVersion("gold", "gold")),
        {f"{name}/{row['id']}": row["about"] for row in rows},
        {f"{name}/{row['id']}": row["speaker"] for row in rows},
        named,
    )


def _statement(row: dict[str, str], name: str, named: Mapping[str, Speaker]) -> Statement:
    nobody = Speaker(row["speaker"], SpeakerKind.UNNAMED)
    return Statement(
        id=f"{name}/{row['id']}",
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        content=_spans(row["content"]),
        speaker=named.get(row["speaker"], nobody),
        form=Form(row["form"]),
        act=Act(row["act"]),
        stance=Stance(STANCES.get(row["stance"], row["stance"])),
        certainty=Certainty.UNSTATED,
        said_on=None,
        via=f"{name}/{row['via']}" if row["via"] else None,
        hedges=(),
        evidence=(),
        confidence=1.0,
        because=Because("", "", "", "", ""),
    )


def _spans(pairs: object) -> Spans:
    assert isinstance(pairs, list)
    return tuple((start, end) for start, end in pairs)


def name_speaker(sources: Sequence[str], text: str, language: str) -> Speaker | None:
    """What an article calls a speaker, by the words of its sources; None where none names them."""
    best: Speaker | None = None
    for source in sources:
        found = _name(source, text, language)
        if found and (best is None or _worth(found) > _worth(best)):
            best = found
    return best


def _worth(speaker: Speaker) -> tuple[bool, int]:
    return speaker.kind is SpeakerKind.PERSON, len(speaker.name)


def _name(source: str, text: str, language: str) -> Speaker | None:
    bare = source.strip()
    units = read_units(bare, language)
    if not any(char.isupper() for char in bare):
        return None
    if set(bare.lower().split()) & _AND:
        return Speaker(bare, SpeakerKind.GROUP)
    if _stands_for_place(units):
        return Speaker(bare, SpeakerKind.COUNTRY)
    people = [run for run in _runs(bare, language) if _is_person(run, language)]
    if people:
        name = _lengthen(max(people, key=len), text, language)
        role = bare.replace(max(people, key=len), " ").strip(" ,")
        return Speaker(name, SpeakerKind.PERSON, role or None)
    return Speaker(bare, SpeakerKind.ORGANISATION) if _tells(units) else None


def _runs(source: str, language: str) -> Iterator[str]:
    """Runs of words with capitals, roles before a name left off."""
    titles = forms_of(language).titles
    for part in _BREAKS.split(source):
        run: list[str] = []
        for word in [*part.replace("\u00a0", " ").split(), ""]:
            plain = word.strip("’'").removesuffix("'s").removesuffix("’s")
            if plain[:1].isupper() and plain.lower().rstrip(".") not in titles:
                run.append(plain.removesuffix("."))
            elif run:
                yield from _split_run(run, language)
                run = []
            if run and word.endswith(".") and len(word) > 4:
                yield from _split_run(run, language)
                run = []


def _split_run(run: Sequence[str], language: str) -> Iterator[str]:
    """The part of a run after titles, roles, countries and nationalities ("Russian Minister")."""
    whole = " ".join(run)
    if not _stands_for_place(read_units(whole, language)):
        roles = _role_words(language)
        first = 0
        while first < len(run) - 1:
            size = _count_place(run[first:], language)
            if not size and run[first].lower() not in roles:
                break
            first += size or 1
        whole = " ".join(run[first:]) or whole
    yield whole


def _count_place(run: Sequence[str], language: str) -> int:
    """How many words at the start of a run are a place or body."""
    words = list(split_words(" ".join(run), language))
    meaning, size = read_vocabulary(language).find(words, 0)
    return size if meaning and meaning.shares and meaning.shares[0][0][0] in "tb" else 0


@cache
def _role_words(language: str) -> frozenset[str]:
    """Words of a language's roles, titles, nationalities and bodies, as its reader knows them."""
    path = _LANGUAGES / language / "people.toml"
    if not path.exists():
        return frozenset()
    people = read_people(path)
    forms = [people.roles, people.titles, people.nouns, people.peoples, people.countries]
    words = {word for table in forms for form in table for word in form.split()}
    return frozenset(words | {"state", "u.s"} - set(people.given_names))


def _is_common(word: str, language: str) -> bool:
    vocabulary = read_vocabulary(language)
    stems = tuple(each.stem for each in split_words(word, language))
    return stems in vocabulary.proper or " ".join(stems) in vocabulary.words


def _is_person(run: str, language: str) -> bool:
    place = _stands_for_place(read_units(run, language))
    return not place and not all(_is_common(word, language) for word in run.split())


def _lengthen(name: str, text: str, language: str) -> str:
    """The longest run of the text that ends or begins with a name of one word."""
    if " " in name:
        return name
    longer = [
        run
        for run in _runs(text, language)
        if 1 < len(run.split()) <= 4 and name in (run.split()[0], run.split()[-1])
    ]
    return max(longer, key=len) if longer else name


def _stands_for_place(units: Sequence[Unit]) -> bool:
    told = [each for each in units if each.weight > 0]
    return len(told) == 1 and told[0].key[0] in "tb"


def _tells(units: Sequence[Unit]) -> bool:
    return any(each.weight > 0 for each in units)
