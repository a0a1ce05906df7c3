"""Words that say who a source is: pronouns, titles, roles, bodies, countries, given names."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ARTICLES = ("definite", "indefinite", "possessive", "plural")


@dataclass(frozen=True, slots=True)
class PeopleLexicon:
    """One language's words for speakers; every form is lower case with straight apostrophes.

    `roles` and `nouns` give the classes of a (possibly many-worded) form, `countries` the
    codes of a name, `places` the names of countries and capitals together, `seats` the code of
    the country a city or palace stands for, `peoples` the codes of a nationality word,
    `country_names` the name to print for a code, `masculine_roles` the classes of roles whose
    masculine noun stands for women as well. Where names are declined, `genitive` is the
    case of what belongs to another noun, and `agreement` gives the nominative of adjectives and
    surnames by their gender.
    """

    pronouns: Mapping[str, str]
    personal_relatives: frozenset[str]
    articles: Mapping[str, str]
    demonstratives: frozenset[str]
    partitives: Mapping[str, frozenset[str]]
    titles: Mapping[str, str]
    particles: frozenset[str]
    links: frozenset[str]
    joining: frozenset[str]
    name_articles: frozenset[str]
    dates: frozenset[str]
    possessives: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    roles: Mapping[str, frozenset[str]]
    role_starts: frozenset[str]
    speaks_for: frozenset[str]
    role_bodies: Mapping[str, tuple[str, ...]]
    body_adjectives: Mapping[str, str]
    nouns: Mapping[str, frozenset[str]]
    noun_genders: Mapping[str, str]
    bodies: Mapping[str, str]
    outlets: frozenset[str]
    named_bodies: frozenset[str]
    countries: Mapping[str, str]
    capitals: Mapping[str, str]
    palaces: Mapping[str, str]
    peoples: Mapping[str, frozenset[str]]
    country_names: Mapping[str, str]
    places: frozenset[str]
    place_starts: frozenset[str]
    given_names: Mapping[str, str]
    bodies_have_gender: bool
    has_articles: bool
    names_in_marks: bool
    genitive: frozenset[str]
    agreement: Mapping[str, tuple[tuple[str, str], ...]]
    people_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    possessed: str
    and_word: str
    capitals_throughout: bool
    names_touch: bool = False
    masculine_roles: frozenset[str] = frozenset()
    open_nouns: bool = True
    passives: frozenset[str] = frozenset()
    verb_endings: tuple[str, ...] = ()
    epicene_endings: tuple[str, ...] = ()
    syllable: re.Pattern[str] | None = None


def read_people(path: Path) -> PeopleLexicon:
    """The lexicon in a `people.toml`."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    inflect = _Inflection(table["forms"]["endings"], together=_agrees(table))
    roles = _classes({name: inflect.all(role["words"]) for name, role in table["roles"].items()})
    names, articles, pronouns = table["names"], table["articles"], table["pronouns"]
    return PeopleLexicon(
        pronouns=_by_form({**pronouns, "relative_person": []}),
        personal_relatives=frozenset(pronouns["relative_person"]),
        articles=_by_form({k: articles[k] for k in _ARTICLES if k in articles}),
        demonstratives=frozenset(articles["demonstrative"]),
        partitives={k: frozenset(articles[k]) for k in ("one_of", "many_of", "of")},
        titles=_by_form(table["titles"]),
        particles=frozenset(names["particles"]),
        links=frozenset(names["links"]),
        joining=frozenset(names["joining"]),
        name_articles=frozenset(names["articles"]),
        dates=frozenset(names["dates"]),
        agreement=_read_agreement(names.get("agreement", {})),
        prepositions=_prepositions(table["prepositions"]),
        roles=roles,
        role_starts=_openings(roles),
        speaks_for=frozenset(n for n, role in table["roles"].items() if role["speaks_for"]),
        role_bodies={n: tuple(r["body"]) for n, r in table["roles"].items() if "body" in r},
        body_adjectives={f: b for a, b in table["adjectives"].items() for f in inflect.all([a])},
        nouns=_classes({name: inflect.all(words) for name, words in table["nouns"].items()}),
        noun_genders=_by_form(table["gendered_nouns"]),
        bodies={
            form: kind
            for kind in ("organisation", "outlet")
            for form in inflect.names(table["bodies"][kind])
        },
        outlets=frozenset(table["bodies"]["outlets"]),
        named_bodies=frozenset(inflect.names(table["bodies"]["named"])),
        palaces=table["seats"],
        given_names=_read_given_names(table["gender"], inflect),
        and_word=names["joining"][0],
        **_read_forms(table["forms"]),
        **_read_countries(table["countries"], inflect),
    )


def _agrees(table: Mapping[str, Any]) -> bool:
    """Whether all words of a phrase are inflected together, and names of places as well."""
    return bool(table["forms"].get("all_words", False))


class _Inflection:
    """Makes the other forms of a word from the endings that the language's table lists."""

    def __init__(self, endings: Iterable[list[str]], *, together: bool) -> None:
        self._endings = [(each[0], each[1:]) for each in endings]
        self.together = together

    def all(self, words: Iterable[str]) -> set[str]:
        """`words` and every form of theirs; in a phrase the first word or the last changes."""
        forms: set[str] = set()
        for word in words:
            head, space, rest = word.partition(" ")
            forms.add(word)
            forms.update(f"{form}{space}{rest}" for form in self._of(head))
            if space:
                forms.update(self._of(word))
            if space and self.together:
                lasts = [rest, *self._of(rest)]
                forms.update(f"{form} {last}" for form in self._of(head) for last in lasts)
        return forms

    def names(self, names: Iterable[str]) -> set[str]:
        """Names of places, in all their forms where the language inflects them."""
        lower = [name.lower() for name in names]
        return self.all(lower) if self.together else set(lower)

    def _of(self, word: str) -> Iterable[str]:
        for ending, others in self._endings:
            if word.endswith(ending):
                stem = word[: len(word) - len(ending)]
                yield from (stem + other for other in others)


def _read_forms(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "possessives": frozenset(table["possessive"]),
        "bodies_have_gender": table["bodies_have_gender"],
        "has_articles": table.get("has_articles", True),
        "names_in_marks": table.get("names_in_marks", False),
        "genitive": frozenset(table.get("genitive", ())),
        "people_endings": tuple(table["people_endings"]),
        "adjective_endings": tuple(table["adjective_endings"]),
        "syllable": re.compile(table["syllable"]) if "syllable" in table else None,
        "passives": frozenset(table.get("passives", ())),
        "epicene_endings": tuple(table.get("epicene_endings", ())),
        "verb_endings": tuple(table.get("verb_endings", ())),
        "open_nouns": table.get("open_nouns", True),
        "possessed": table["possessed"],
        "capitals_throughout": table["capitals_throughout"],
        "names_touch": table.get("names_touch", False),
        "masculine_roles": frozenset(table.get("masculine_roles", ())),
    }


def _read_given_names(table: Mapping[str, list[str]], inflect: _Inflection) -> dict[str, str]:
    """Genders of given names; a name as it is listed counts before a form of another."""
    forms = _by_form({gender: inflect.names(names) for gender, names in table.items()})
    return forms | _by_form(table)


def _read_agreement(table: Mapping[str, list[str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By a feature of the word: endings of lemmas, and what they become in agreement with it."""
    return {
        feature: tuple((each.split()[0], each.split()[1]) for each in endings)
        for feature, endings in table.items()
    }


def _by_form(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {form: name for name, forms in table.items() for form in forms}


def _classes(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for name, forms in table.items():
        for form in forms:
            classes.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in classes.items()}


def _prepositions(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    sets = {name: frozenset(words) for name, words in table.items()}
    sets["any"] = frozenset().union(
        *(sets[n] for n in ("of_body", "at_body", "publisher", "other"))
    )
    return sets


def _openings(phrases: Iterable[str]) -> frozenset[str]:
    """What the first token of a phrase may be: a word or an elided article, or, in a language
    whose words have spaces inside, any number of its first pieces."""
    return frozenset(
        phrase[: gap.start()].rstrip()
        for phrase in phrases
        for gap in re.finditer(r"(?<=') ?| |$", phrase)
    )


def _read_countries(table: Mapping[str, Any], inflect: _Inflection) -> dict[str, Any]:
    peoples = {
        code: inflect.all(word.lower() for word in row["people"]) for code, row in table.items()
    }
    countries = {n: code for code, row in table.items() for n in inflect.names(row["names"])}
    capitals = {n: code for code, row in table.items() for n in inflect.names(row["seat"])}
    return {
        "countries": countries,
        "capitals": capitals,
        "places": frozenset({*countries, *capitals}),
        "place_starts": _openings((*countries, *capitals)),
        "peoples": _classes(peoples),
        "country_names": {code: row["names"][0] for code, row in table.items()},
    }
