"""Noun phrases read for their head, number, gender, role, nationality and modifiers."""

from collections.abc import Iterator

from onrecord.attribution.speakers.folding import stem
from onrecord.attribution.speakers.names import role_at
from onrecord.attribution.speakers.scene import FEMININE, MASCULINE, Phrase, Scene

_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "SYM", "X"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"})
_STOPS = frozenset({",", "(", ";", ":", "—", "–", "[", ")"})


def read_phrase(scene: Scene, first: int, last: int, *, head: int | None = None) -> Phrase:
    """What tokens `first` to `last` say of their referent; `head` is the parser's word."""
    tokens, people = scene.parsed.tokens, scene.people
    core_end = _core_end(scene, first, last)
    at, length, roles = _find_head(scene, first, core_end, head)
    kinds = people.nouns.get(tokens[at].lower, frozenset())
    if not roles and tokens[at].text != tokens[at].lower and scene.name_of[at] >= 0:
        kinds = frozenset()
    article = _article(scene, first, at)
    return Phrase(
        first=first,
        last=last,
        head=at,
        head_stem=stem(tokens[at].text),
        words=scene.parsed.text[tokens[_after_article(scene, first, at)].start : tokens[last].end],
        role=scene.parsed.text[tokens[at - length + 1].start : tokens[at].end] if length else None,
        article=article,
        plural=_is_plural(scene, first, at),
        gender=_gender(scene, first, at),
        roles=roles,
        kinds=kinds,
        stems=frozenset(
            stem(tokens[i].text)
            for i in range(first, last + 1)
            if tokens[i].upos in _CONTENT and len(tokens[i].text) > 2
        ),
        countries=frozenset(countries_in(scene, first, last)),
        names=tuple(scene.names_within(first, last)),
    )


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
    else:
        at = scene.name_of[i]
        if at >= 0 and scene.names[at].first == i:
            country = scene.entity_of[at].country if scene.entity_of else None
            if country is not None:
                yield country


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


def _find_head(
    scene: Scene, first: int, end: int, head: int | None
) -> tuple[int, int, frozenset[str]]:
    """The head noun's last token, the length of its role in tokens (or 0) and role classes."""
    tokens = scene.parsed.tokens
    roles = [
        (i + length - 1, length, classes)
        for i in range(first, end + 1)
        for length, classes in [role_at(scene.parsed, scene.people, i)]
        if length and i + length - 1 <= end
    ]
    roles = [r for r in roles if not any(o[0] >= r[0] and o[1] > r[1] + o[0] - r[0] for o in roles)]
    if roles:
        own = [r for r in roles if head is not None and r[0] - r[1] < head <= r[0]]
        outer = [r for r in roles if not first <= tokens[r[0]].head <= end]
        return (own or outer or roles)[-1]
    if head is not None and first <= head <= end and tokens[head].upos in _NOUNS:
        return head, 0, frozenset()
    nouns = [i for i in range(first, end + 1) if tokens[i].upos in {"NOUN", "PROPN"}]
    nouns = nouns or [i for i in range(first, end + 1) if tokens[i].upos in _NOUNS]
    outer_nouns = [i for i in nouns if not first <= tokens[i].head <= end]
    return (outer_nouns or nouns or [end])[-1], 0, frozenset()


def _article(scene: Scene, first: int, head: int) -> str:
    people, tokens = scene.people, scene.parsed.tokens
    for i in range(first, head + 1):
        found = people.articles.get(tokens[i].lower)
        if found is not None:
            return found
        if i > first and tokens[i].lower in people.possessives:
            return "definite"
    return "bare"


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
    return any(tokens[i].has("Number=Plur") for i in range(first, head))


def _gender(scene: Scene, first: int, head: int) -> str | None:
    """The referent's gender where the noun tells it; feminine nouns for anybody do not."""
    tokens, people = scene.parsed.tokens, scene.people
    known = people.noun_genders.get(tokens[head].lower)
    if known is not None:
        return known
    if "epicene" in people.nouns.get(tokens[head].lower, ()):
        return None
    for i in (head, *range(first, head)):
        if tokens[i].has("Gender=Fem"):
            return FEMININE
        if tokens[i].has("Gender=Masc"):
            return MASCULINE
    return None
