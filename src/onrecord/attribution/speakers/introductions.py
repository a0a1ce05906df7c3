"""How an article introduces those it names: the roles and descriptions beside the names."""

from collections.abc import Iterator

from onrecord.attribution.speakers.lexical import role_at
from onrecord.attribution.speakers.ownership import belongs_by_case, is_declined_apart
from onrecord.attribution.speakers.phrases import read_phrase
from onrecord.attribution.speakers.scene import (
    FEMININE,
    MASCULINE,
    ORGANISATION,
    Entity,
    Phrase,
    Scene,
)
from onrecord.model import SpeakerKind

_REACH = 14
GENDERS = {MASCULINE: "Gender=Masc", FEMININE: "Gender=Fem"}
_AFFILIATES = frozenset({ORGANISATION, SpeakerKind.OUTLET})
_BREAKS = frozenset({"VERB", "AUX", "PRON", "SCONJ", "CCONJ", "PUNCT"})
_OPEN_AFTER = frozenset({",", "(", "—", "–"})


def introduce(scene: Scene) -> None:
    """Give each entity the phrases that stand beside its names."""
    for at, name in enumerate(scene.names):
        entity = scene.entity_of[at]
        sentence = scene.parsed.sentences[scene.parsed.sentence_of[name.first]]
        for phrase in _before(scene, at, sentence):
            scene.describe(entity, phrase)
        after = _after(scene, at, sentence)
        if after is not None:
            phrase = read_phrase(scene, *after)
            scene.describe(entity, phrase)
            scene.apposed[phrase.head] = entity
        predicate = _predicate(scene, at)
        if predicate is not None:
            scene.describe(entity, read_phrase(scene, *predicate[:2], head=predicate[2]))
        if entity.affiliation is None:
            entity.affiliation = _affiliation(scene, at, sentence)
    for entity in scene.entities:
        if entity.is_person and entity.gender is None:
            entity.gender = _gender_by_verbs(scene, entity) or _gender_of(entity)


def phrase_start(scene: Scene, noun: int) -> int:
    """The first token of the noun phrase that the noun at `noun` heads, by its article."""
    sentence = scene.parsed.sentences[scene.parsed.sentence_of[noun]]
    first = _walk_left(scene, noun, max(sentence.start, noun - _REACH))
    return min(first, noun)


def _gender_of(entity: Entity) -> str | None:
    """The gender that most of a person's descriptions show."""
    genders = [p.gender for p in entity.phrases if p.gender and (p.roles or p.kinds)]
    return max(set(genders), key=genders.count) if genders else None


def _gender_by_verbs(scene: Scene, entity: Entity) -> str | None:
    """The gender that the verbs show whose subject somebody is, where they do («заявила»)."""
    if not scene.citing.declines:
        return None
    tokens, shown = scene.parsed.tokens, []
    for at in entity.mentions:
        name = scene.names[at]
        for token in tokens[name.first : name.last + 1]:
            verb = tokens[token.head]
            if token.relation == "nsubj" and verb.upos == "VERB" and verb.has("Number=Sing"):
                shown += [g for g, feature in GENDERS.items() if verb.has(feature)]
    return max(set(shown), key=shown.count) if shown else None


def _before(scene: Scene, at: int, sentence: range) -> Iterator[Phrase]:
    """The noun phrase left of the name, and one more set off from it by a comma."""
    tokens, name = scene.parsed.tokens, scene.names[at]
    floor = max(sentence.start, name.first - _REACH)
    first = name.first
    if first > floor and tokens[first - 1].text != ",":
        first = _walk_left(scene, first - 1, floor)
        adjacent = None if belongs_by_case(scene, at) else _adjacent(scene, at, first)
        phrase = _read_adjacent(scene, *adjacent) if adjacent is not None else None
        if phrase is not None and not is_declined_apart(scene, at, phrase.head):
            yield phrase
    if first - 1 <= floor or tokens[first - 1].text != "," or not scene.entity_of[at].is_person:
        return
    start = _walk_left(scene, first - 2, max(sentence.start, first - _REACH))
    if start <= first - 2 and _starts_apart(scene, start, sentence):
        phrase = read_phrase(scene, start, first - 2)
        if phrase.roles:
            yield phrase


def _adjacent(scene: Scene, at: int, first: int) -> tuple[int, int] | None:
    """The tokens from `first` up to the name where they describe who bears it."""
    tokens, name = scene.parsed.tokens, scene.names[at]
    stop = name.first - 1
    kinds = scene.people.nouns.get(tokens[stop].lower, frozenset())
    if first > stop or tokens[stop].upos in {"ADP", "DET"}:
        return None
    # A preposition right before the name makes it part of something else.
    prepositions = scene.people.prepositions["any"]
    if tokens[stop].lower in prepositions:
        return None
    if not scene.entity_of[at].is_person:
        # "the spokesman for the agency X" says of X that it is an agency and no more.
        inner = [i + 1 for i in range(first, stop) if tokens[i].lower in prepositions]
        return inner[-1] if inner else first, stop
    # "l'équipe Trump" says nothing of Trump.
    alone = name.is_single and name.title is None
    return None if alone and "organisation" in kinds else (first, stop)


def _read_adjacent(scene: Scene, first: int, stop: int) -> Phrase:
    """A phrase right before a name; where its last word is a role that is its head.

    Of a role and a title ("army spokesman Colonel X") the role counts.
    """
    people = scene.people
    if not people.capitals_throughout:
        return read_phrase(scene, _role_start(scene, first, stop), stop)
    ends: list[int] = []
    i = first
    while i <= stop:
        length, _ = role_at(scene.parsed, people, i)
        i += max(length, 1)
        if length:
            ends.append(i - 1)
    if not ends or ends[-1] != stop:
        return read_phrase(scene, first, stop)
    roles = [i for i in ends if scene.parsed.tokens[i].lower not in people.titles]
    head = roles[-1] if roles and roles[-1] >= stop - 2 else stop
    return read_phrase(scene, first, head, head=head, is_sure=True)


def _role_start(scene: Scene, first: int, stop: int) -> int:
    """Where the role right before a name begins, behind what it only belongs to.

    "retrait de l'animatrice X", "l'annonce du président américain X"; `first` without one.
    """
    tokens = scene.parsed.tokens
    at = stop
    while at > first and tokens[at].upos == "ADJ":
        at -= 1
    start = next((i for i in range(first, at + 1) if _ends_role(scene, i, at)), None)
    if start is None:
        return first
    while start > first and tokens[start - 1].upos in {"ADJ", "DET"}:
        start -= 1
    return start


def _ends_role(scene: Scene, i: int, last: int) -> bool:
    """Whether a role from token `i` ends at `last`."""
    length, _ = role_at(scene.parsed, scene.people, i)
    return length > 0 and i + length - 1 == last


def _starts_apart(scene: Scene, first: int, sentence: range) -> bool:
    """Whether a phrase before a comma is one of its own, not the end of what precedes."""
    tokens, people = scene.parsed.tokens, scene.people
    opens = tokens[first].lower in people.articles or first == sentence.start
    before = tokens[first - 1] if first > sentence.start else None
    return opens and (before is None or before.upos not in {"ADP", "SCONJ"})


def _walk_left(scene: Scene, start: int, floor: int) -> int:
    """The first token of the noun phrase that ends at `start`; `start` + 1 where none does."""
    tokens, people = scene.parsed.tokens, scene.people
    first = start + 1
    for i in range(start, floor - 1, -1):
        token = tokens[i]
        is_name = scene.name_of[i] >= 0
        if token.upos in _BREAKS and token.text not in {"-", "’", "'"} and not is_name:
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


def _after(scene: Scene, at: int, sentence: range) -> tuple[int, int] | None:
    """The apposition right of the name, between commas or brackets; an age is passed over."""
    tokens, people = scene.parsed.tokens, scene.people
    i = scene.names[at].last + 1
    if i >= sentence.stop or tokens[i].text not in _OPEN_AFTER:
        return None
    i += 1
    while i < sentence.stop and (tokens[i].upos == "NUM" or tokens[i].text == ","):
        i += 1
    first, i = i, _apposition_end(scene, i, min(sentence.stop, i + _REACH))
    # "À Fezzara, l'état-major a déclaré": what a verb follows is its subject.
    is_subject = i < sentence.stop and tokens[i].upos in {"VERB", "AUX", "PRON"}
    is_subject = is_subject and people.pronouns.get(tokens[i].lower) != "relative"
    # "X, d’après un communiqué": what a preposition opens is none either.
    governed = i > first and tokens[first].lower in people.prepositions["any"]
    if i <= first or governed or (is_subject and not scene.entity_of[at].is_person):
        return None
    inside = range(first, i)
    # "X, Y and Z" lists names; "X, Toyota's director" describes X.
    has_possessor = any(tokens[k].lower in people.possessives for k in inside)
    if scene.name_of[first] >= 0 and not has_possessor:
        return None
    # A list of names or the start of another clause is no apposition: a noun must head it.
    opens = people.articles.get(tokens[first].lower) is not None
    has_role = any(role_at(scene.parsed, people, k)[0] for k in inside)
    return (first, i - 1) if opens or has_role else None


def _apposition_end(scene: Scene, i: int, stop: int) -> int:
    """The token after the noun phrase that opens at `i`."""
    tokens, people = scene.parsed.tokens, scene.people
    while i < stop:
        token = tokens[i]
        length, _ = role_at(scene.parsed, people, i)
        if length or token.lower in people.prepositions["any"] or scene.name_of[i] >= 0:
            i += max(length, 1)
            continue
        if token.upos in {"VERB", "AUX", "PUNCT", "SCONJ", "PRON"}:
            break
        if people.pronouns.get(token.lower) == "relative":
            break
        i += 1
    return min(i, stop)


def _predicate(scene: Scene, at: int) -> tuple[int, int, int] | None:
    """The noun of "Name is the ..."."""
    parsed, name = scene.parsed, scene.names[at]
    for i in range(name.first, name.last + 1):
        token = parsed.tokens[i]
        noun = parsed.tokens[token.head]
        is_predicate = token.relation == "nsubj" and noun.upos == "NOUN" and noun.i > name.last
        if is_predicate and any(True for _ in parsed.dependents(noun.i, "cop")):
            first = max(parsed.edges(noun.i)[0], name.last + 1)
            return first, noun.i, noun.i
    return None


def _affiliation(scene: Scene, at: int, sentence: range) -> int | None:
    """The name of the body in "Name, of Body" and "Name, who heads Body"."""
    tokens, people = scene.parsed.tokens, scene.people
    i = scene.names[at].last + 1
    i += i < sentence.stop and tokens[i].text == ","
    if not scene.entity_of[at].is_person or i + 1 >= sentence.stop:
        return None
    is_clause = people.pronouns.get(tokens[i].lower) == "relative"
    heads = is_clause and tokens[i + 1].lower in people.prepositions["heads"]
    joins = people.partitives["of"] | people.prepositions["employer"]
    if not heads and tokens[i].lower not in joins:
        return None
    i += 2 if heads else 1
    while i < sentence.stop and tokens[i].lower in people.articles:
        i += 1
    body = scene.name_of[i] if i < sentence.stop else -1
    is_body = body >= 0 and scene.entity_of[body].kind in _AFFILIATES
    return body if is_body and scene.entity_of[body].is_sure else None
