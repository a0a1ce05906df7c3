"""How an article introduces those it names: the roles and descriptions beside the names."""

from onrecord.attribution.speakers.lexical import role_at
from onrecord.attribution.speakers.phrases import read_phrase
from onrecord.attribution.speakers.scene import ORGANISATION, Entity, Phrase, Scene
from onrecord.model import SpeakerKind

_REACH = 14
_AFFILIATES = frozenset({ORGANISATION, SpeakerKind.OUTLET})
_BREAKS = frozenset({"VERB", "AUX", "PRON", "SCONJ", "CCONJ", "PUNCT"})
_OPEN_AFTER = frozenset({",", "(", "—", "–"})


def introduce(scene: Scene) -> None:
    """Give each entity the phrases that stand beside its names."""
    for at, name in enumerate(scene.names):
        entity = scene.entity_of[at]
        sentence = scene.parsed.sentences[scene.parsed.sentence_of[name.first]]
        before = _before(scene, at, sentence)
        after = _after(scene, at, sentence)
        if before is not None:
            entity.phrases.append(_read_before(scene, before))
        if after is not None:
            entity.phrases.append(read_phrase(scene, *after))
        predicate = _predicate(scene, at)
        if predicate is not None:
            entity.phrases.append(read_phrase(scene, *predicate[:2], head=predicate[2]))
        if entity.affiliation is None:
            entity.affiliation = _affiliation(scene, at, sentence)
    for entity in scene.entities:
        if entity.is_person and entity.gender is None:
            entity.gender = _gender_of(entity)


def _gender_of(entity: Entity) -> str | None:
    """The gender that most of a person's descriptions show."""
    genders = [p.gender for p in entity.phrases if p.gender and (p.roles or p.kinds)]
    return max(set(genders), key=genders.count) if genders else None


def _read_before(scene: Scene, where: tuple[int, int]) -> Phrase:
    """A phrase before a name; a role right before it is its head: "Department Analyst X"."""
    stop = where[1]
    ends = [
        i
        for i in range(max(where[0], stop - 3), stop + 1)
        if i + role_at(scene.parsed, scene.people, i)[0] - 1 == stop
    ]
    sure = bool(ends) and scene.people.capitals_throughout
    return read_phrase(scene, *where, head=stop if sure else None, is_sure=sure)


def _affiliation(scene: Scene, at: int, sentence: range) -> int | None:
    """The name of the body in "Name, of Body" and "Name from Body"."""
    tokens, people = scene.parsed.tokens, scene.people
    i = scene.names[at].last + 1
    i += i < sentence.stop and tokens[i].text == ","
    joins = people.prepositions["of_body"] | people.prepositions["at_body"]
    if not scene.entity_of[at].is_person or i >= sentence.stop or tokens[i].lower not in joins:
        return None
    i += 1
    while i < sentence.stop and tokens[i].lower in people.articles:
        i += 1
    body = scene.name_of[i] if i < sentence.stop else -1
    is_body = body >= 0 and scene.entity_of[body].kind in _AFFILIATES
    return body if is_body and scene.entity_of[body].is_sure else None


def _before(scene: Scene, at: int, sentence: range) -> tuple[int, int] | None:
    """The words of the same noun phrase left of the name, one comma allowed."""
    tokens, name = scene.parsed.tokens, scene.names[at]
    stop = name.first - 1
    floor = max(sentence.start, name.first - _REACH)
    if stop >= floor and tokens[stop].text == ",":
        first = _walk_left(scene, stop - 1, floor)
        if not any(role_at(scene.parsed, scene.people, i)[0] for i in range(first, stop)):
            return None
        return (first, stop - 1) if _starts_apart(scene, first, sentence) else None
    first = _walk_left(scene, stop, floor)
    kinds = scene.people.nouns.get(tokens[stop].lower, frozenset())
    if name.is_single and name.title is None and "organisation" in kinds:
        # "l'équipe Trump" says nothing of Trump.
        return None if scene.entity_of[at].is_person else (max(first, stop), stop)
    # A preposition right before the name makes it part of something else.
    if first > stop or tokens[stop].upos in {"ADP", "DET"}:
        return None
    if tokens[stop].lower in scene.people.prepositions["any"]:
        return None
    if not scene.entity_of[at].is_person:
        # "the spokesman for the agency X" says of X that it is an agency and no more.
        prepositions = scene.people.prepositions["any"]
        inner = [i + 1 for i in range(first, stop) if tokens[i].lower in prepositions]
        first = inner[-1] if inner else first
    return first, stop


def phrase_start(scene: Scene, noun: int) -> int:
    """The first token of the noun phrase that the noun at `noun` heads, by its article."""
    sentence = scene.parsed.sentences[scene.parsed.sentence_of[noun]]
    first = _walk_left(scene, noun, max(sentence.start, noun - _REACH))
    return min(first, noun)


def _starts_apart(scene: Scene, first: int, sentence: range) -> bool:
    """Whether the phrase before a comma is one of its own and not the end of a list."""
    return first == sentence.start or scene.parsed.tokens[first].lower in scene.people.articles


def _walk_left(scene: Scene, start: int, floor: int) -> int:
    """The first token of the noun phrase that ends at `start`; `start` + 1 where none does."""
    tokens, people = scene.parsed.tokens, scene.people
    first = start + 1
    for i in range(start, floor - 1, -1):
        token = tokens[i]
        if token.upos in _BREAKS and token.text not in {"-", "’", "'"} and not _names(scene, i):
            break
        if token.lower in people.prepositions["any"] and token.upos == "ADP" and i == floor:
            break
        first = i
        if people.articles.get(token.lower) is not None and not _inside(scene, i):
            return i
    while first <= start and tokens[first].upos in {"ADP", "ADV"}:
        first += 1
    return first


def _inside(scene: Scene, i: int) -> bool:
    """Whether the article at `i` opens a part of a larger phrase: "of the", "du"."""
    tokens, people = scene.parsed.tokens, scene.people
    if tokens[i].lower in people.prepositions["any"]:
        return True
    return i > 0 and tokens[i - 1].lower in people.prepositions["of_body"]


def _names(scene: Scene, i: int) -> bool:
    return scene.name_of[i] >= 0


def _after(scene: Scene, at: int, sentence: range) -> tuple[int, int] | None:
    """The apposition right of the name, between commas or brackets; an age is passed over."""
    tokens, people = scene.parsed.tokens, scene.people
    i = scene.names[at].last + 1
    if i >= sentence.stop or tokens[i].text not in _OPEN_AFTER:
        return None
    i += 1
    while i < sentence.stop and (tokens[i].upos == "NUM" or tokens[i].text == ","):
        i += 1
    first = i
    while i < min(sentence.stop, first + _REACH):
        token = tokens[i]
        length, _ = role_at(scene.parsed, people, i)
        if length or token.lower in people.prepositions["any"]:
            i += max(length, 1)
            continue
        if token.upos in {"VERB", "AUX", "PUNCT", "SCONJ", "PRON"} and not _names(scene, i):
            break
        if people.pronouns.get(token.lower) == "relative":
            break
        i += 1
    if i <= first or _names(scene, first):
        possessive = i > first and any(
            tokens[k].lower in people.possessives for k in range(first, i)
        )
        if not possessive:
            return None
    # A list of names or the start of another clause is no apposition: a noun must head it.
    opens = people.articles.get(tokens[first].lower) is not None
    has_role = any(role_at(scene.parsed, people, k)[0] for k in range(first, i))
    return (first, i - 1) if opens or has_role else None


def _predicate(scene: Scene, at: int) -> tuple[int, int, int] | None:
    """The noun of "Name is the ..."."""
    parsed, name = scene.parsed, scene.names[at]
    for i in range(name.first, name.last + 1):
        token = parsed.tokens[i]
        noun = parsed.tokens[token.head]
        if token.relation == "nsubj" and noun.upos == "NOUN" and noun.i > name.last:
            if any(True for _ in parsed.dependents(noun.i, "cop")):
                first = max(parsed.edges(noun.i)[0], name.last + 1)
                return first, noun.i, noun.i
    return None
