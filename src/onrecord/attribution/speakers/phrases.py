"""Noun phrases read for their head, number, gender, role, nationality and modifiers."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attribution.speakers.folding import stem
from onrecord.attribution.speakers.lexical import role_at
from onrecord.attribution.speakers.scene import FEMININE, MASCULINE, Phrase, Scene

_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "SYM", "X"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"})
# What marks the code of a country that only the article itself knows.
DERIVED = "~"
_STOPS = frozenset({",", "(", ";", ":", "—", "–", "[", ")"})


@dataclass(frozen=True, slots=True)
class _Head:
    """The head noun's token, where its role begins, the role's last token and classes."""

    at: int
    lead: int
    end: int
    roles: frozenset[str]


def read_phrase(
    scene: Scene, first: int, last: int, *, head: int | None = None, is_sure: bool = False
) -> Phrase:
    """What tokens `first` to `last` say of their referent.

    `head` is the parser's word for the head; it counts even behind a preposition if `is_sure`.
    """
    tokens, people = scene.parsed.tokens, scene.people
    start, share = _partitive(scene, first, last)
    core_end = head if is_sure and head is not None else _core_end(scene, start, last)
    found = _find_head(scene, start, core_end, head)
    at = found.at
    kinds = people.nouns.get(tokens[at].lower, frozenset())
    if not found.roles and tokens[at].text != tokens[at].lower and scene.name_of[at] >= 0:
        kinds = frozenset()
    begin = _after_article(scene, first, at)
    return Phrase(
        first=first,
        last=last,
        head=at,
        lead=found.lead,
        head_stem=stem(tokens[at].text),
        words=scene.citing.phrase(begin, at, last),
        role=scene.parsed.text[tokens[found.lead].start : tokens[found.end].end]
        if found.roles
        else None,
        article="indefinite" if share else _article(scene, first, at),
        points=_points(scene, first, last),
        plural=share == "many_of" or (not share and _is_plural(scene, first, at)),
        gender=_gender(scene, first, at),
        roles=found.roles,
        kinds=kinds,
        stems=_stems(scene, first, last),
        complement=_stems(scene, found.end + 1, _complement_end(scene, found.end, last)),
        countries=frozenset(countries_in(scene, first, last)),
        names=tuple(scene.names_within(first, last)),
    )


def _stems(scene: Scene, first: int, last: int) -> frozenset[str]:
    tokens = scene.parsed.tokens[first : last + 1]
    return frozenset(stem(t.text) for t in tokens if t.upos in _CONTENT and len(t.text) > 2)


def _complement_end(scene: Scene, head: int, last: int) -> int:
    """The end of what hangs on the head by a preposition; `head` itself where nothing does."""
    tokens, people = scene.parsed.tokens, scene.people
    start = end = head
    while end < last and tokens[end + 1].text not in _STOPS:
        if people.pronouns.get(tokens[end + 1].lower) == "relative":
            break
        end += 1
    after = tokens[start + 1 : end + 1]
    joined = any(t.lower in people.prepositions["of_body"] for t in after)
    joined = joined or (bool(after) and any(after[0].has(case) for case in people.genitive))
    return end if joined else head


def _partitive(scene: Scene, first: int, last: int) -> tuple[int, str]:
    """Where the noun begins after "one of" or "many of", and which of the two it is."""
    tokens, words = scene.parsed.tokens, scene.people.partitives
    for i in range(first, min(first + 4, last - 1)):
        if tokens[i + 1].lower not in words["of"]:
            continue
        for share in ("one_of", "many_of"):
            if tokens[i].lower in words[share]:
                return i + 2, share
    return first, ""


def countries_in(scene: Scene, first: int, last: int) -> Iterator[str]:
    """Codes of the countries that the words name, by name, people, city or palace."""
    tokens, people = scene.parsed.tokens, scene.people
    i = first
    while i <= last:
        pair = f"{tokens[i].lower} {tokens[i + 1].lower}" if i < last else ""
        codes = people.peoples.get(pair)
        if codes is None and pair in people.palaces:
            codes = frozenset({people.palaces[pair]})
        if codes is not None:
            yield from codes
            i += 2
            continue
        yield from _codes_of(scene, tokens[i].lower, i)
        i += 1


def _codes_of(scene: Scene, word: str, i: int) -> Iterator[str]:
    people = scene.people
    if word in people.peoples:
        yield from people.peoples[word]
    elif word in people.palaces:
        yield people.palaces[word]
    elif (place := _derived_from(scene, i)) is not None:
        yield place
    elif word in people.countries and scene.parsed.tokens[i].text != word:
        yield people.countries[word]
    else:
        at = scene.name_of[i]
        if at >= 0 and scene.names[at].first == i:
            country = scene.entity_of[at].country if scene.entity_of else None
            if country is not None:
                yield country


def _derived_from(scene: Scene, i: int) -> str | None:
    """A code for the place that a word unknown to the lexicon is derived from, or names."""
    token = scene.parsed.tokens[i]
    code = stem(token.text) if scene.places else ""
    if code not in scene.places or token.upos not in {"ADJ", "PROPN", "NOUN"}:
        return None
    at = scene.name_of[i]
    is_name = at >= 0 and scene.entity_of[at] is scene.places[code]
    derived = token.lower.endswith(scene.people.people_endings)
    return DERIVED + code if is_name or derived else None


def _core_end(scene: Scene, first: int, last: int) -> int:
    """The last token before what follows the head: a preposition, a mark, a clause."""
    tokens, people = scene.parsed.tokens, scene.people
    seen = False
    for i in range(first, last + 1):
        token = tokens[i]
        length, _ = role_at(scene.parsed, people, i)
        if length > 1 and i + length - 1 <= last:
            return i + length - 1
        ends = (
            token.text in _STOPS
            or token.lower in people.prepositions["any"]
            or people.pronouns.get(token.lower) == "relative"
            or (token.upos in {"VERB", "AUX"} and not length)
        )
        if ends and seen:
            return i - 1
        seen = seen or (token.upos in _NOUNS and token.lower not in people.articles) or length > 0
    return last


def _find_head(scene: Scene, first: int, end: int, head: int | None) -> _Head:
    """The head noun: the parser's if the lexicon knows it, else a role, else a noun."""
    tokens, people = scene.parsed.tokens, scene.people
    roles = list(_roles_within(scene, first, end))
    body = _body_in_front(scene, first, roles)
    if body is not None:
        return _Head(body, body, body, frozenset())
    if head is not None and first <= head <= end and tokens[head].upos in _NOUNS:
        own = [r for r in roles if r.lead <= head <= r.end]
        if own:
            return own[-1]
        kinds = people.nouns.get(tokens[head].lower, frozenset())
        known = kinds - {"share"} or tokens[head].lower in people.noun_genders
        if known or not roles:
            return _Head(head, head, head, frozenset())
    if roles:
        outer = [r for r in roles if not first <= tokens[r.at].head <= end]
        return (outer or roles)[-1]
    nouns = [i for i in range(first, end + 1) if tokens[i].upos in {"NOUN", "PROPN"}]
    known_nouns = [i for i in nouns if tokens[i].lower in people.nouns and scene.name_of[i] < 0]
    nouns = known_nouns or nouns
    nouns = nouns or [i for i in range(first, end + 1) if tokens[i].upos in _NOUNS]
    outer_nouns = [i for i in nouns if not first <= tokens[i].head <= end]
    # Where nothing stands between them, the first noun is the head: "đội trưởng đội bóng".
    at = (outer_nouns or nouns or [end])[0 if people.names_touch else -1]
    return _Head(at, at, at, frozenset())


def _body_in_front(scene: Scene, first: int, roles: list[_Head]) -> int | None:
    """A body's noun that opens a phrase before a role: "nhóm | luật sư", where names touch."""
    people, tokens = scene.people, scene.parsed.tokens
    at = first
    while tokens[at].lower in people.articles:
        at += 1
    is_body = people.names_touch and "organisation" in people.nouns.get(tokens[at].lower, ())
    return at if is_body and roles and roles[0].lead == at + 1 else None


def _roles_within(scene: Scene, first: int, end: int) -> Iterator[_Head]:
    """The roles between two tokens, those that are part of a longer one left out."""
    tokens = scene.parsed.tokens
    i = first
    starts = scene.people.role_starts
    while i <= end:
        if tokens[i].lower not in starts:
            i += 1
            continue
        length, classes = role_at(scene.parsed, scene.people, i)
        if not length or i + length - 1 > end:
            i += 1
            continue
        members = range(i, i + length)
        governing = [k for k in members if tokens[k].head not in members]
        yield _Head(governing[0] if governing else members[-1], i, members[-1], classes)
        i += length


def _article(scene: Scene, first: int, head: int) -> str:
    people, tokens = scene.people, scene.parsed.tokens
    for i in range(first, head + 1):
        found = people.articles.get(tokens[i].lower)
        if found is not None:
            return found
        if i > first and tokens[i].lower in people.possessives:
            return "definite"
    return "bare" if people.has_articles else "definite"


def _points(scene: Scene, first: int, last: int) -> bool:
    """Whether a demonstrative opens the phrase, or ends it where articles follow the noun."""
    words = scene.people.demonstratives
    ends = {first, last} if scene.people.names_touch else {first}
    return any(scene.parsed.tokens[i].lower in words for i in ends)


def _after_article(scene: Scene, first: int, head: int) -> int:
    i = first
    while i < head and scene.parsed.tokens[i].lower in scene.people.articles:
        i += 1
    return i


def _is_plural(scene: Scene, first: int, head: int) -> bool:
    tokens = scene.parsed.tokens
    if tokens[head].has("Number=Plur"):
        return True
    if tokens[head].has("Number=Sing"):
        return False
    articles = scene.people.articles
    return any(
        tokens[i].has("Number=Plur") or articles.get(tokens[i].lower) == "plural"
        for i in range(first, head)
    )


def _gender(scene: Scene, first: int, head: int) -> str | None:
    """The referent's gender where the noun tells it; feminine nouns for anybody do not."""
    tokens, people = scene.parsed.tokens, scene.people
    known = people.noun_genders.get(tokens[head].lower)
    if known is not None:
        return known
    if "epicene" in people.nouns.get(tokens[head].lower, ()):
        return None
    # "L'analyste": what the parser guesses of such a noun tells nothing, an article does.
    shown = () if tokens[head].lower.endswith(people.epicene_endings) else (head,)
    for i in (*shown, *range(first, head)):
        if tokens[i].has("Gender=Fem"):
            return FEMININE
        if tokens[i].has("Gender=Masc"):
            # «министр» may be a woman.
            roles = role_at(scene.parsed, people, i)[1]
            return None if roles & people.masculine_roles else MASCULINE
    return None
