"""What a relative pronoun goes back to: "X, who said", "un organisme, qui a répondu"."""

from onrecord.attribution.speakers.introductions import GENDERS, phrase_start
from onrecord.attribution.speakers.phrases import read_phrase
from onrecord.attribution.speakers.scene import Entity, Phrase, Scene

_PASSED = frozenset({"PUNCT", "ADP", "PRON"})
# From a person's name to the end of what is said of him: "Firmin Auberive of Brévent, who".
_NEAR = 12


class Relatives:
    """Finds the antecedents of an article's relative pronouns."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def antecedent(self, token: int) -> Entity | Phrase:
        """Whom the relative pronoun at `token` means, or the phrase that says so."""
        scene = self._scene
        noun = self._noun(token)
        at = scene.name_of[noun]
        if at < 0 and self._disagrees(token, noun):
            noun, at = self._name_before(token, noun)
        if scene.parsed.tokens[token].lower in scene.people.personal_relatives:
            at = self._person_before(token, at)
        if at >= 0:
            return scene.entity_of[self._agreeing(token, at)]
        introduced = scene.introduced.get(noun)
        if introduced is not None:
            return introduced
        return read_phrase(scene, phrase_start(scene, noun), max(noun, token - 1), head=noun)

    def _noun(self, token: int) -> int:
        """What the clause hangs on by the parse, else what stands before the pronoun."""
        tokens = self._scene.parsed.tokens
        for each in (tokens[token], *self._scene.parsed.ancestors(token)):
            if each.dep.startswith("acl") and each.head < token:
                return each.head
        noun = max(token - 1, 0)
        while noun > 0 and tokens[noun].upos in _PASSED:
            noun -= 1
        return noun

    def _disagrees(self, token: int, noun: int) -> bool:
        """Whether the noun is no subject of the clause: a thing, or several before one's verb."""
        tokens, people = self._scene.parsed.tokens, self._scene.people
        word, verb = tokens[noun], tokens[tokens[token].head]
        if word.has("Number=Plur") and verb.has("Number=Sing"):
            return True
        if word.lower in people.nouns or word.lower in people.roles:
            return False
        return word.has("Animacy=Inan")

    def _name_before(self, token: int, noun: int) -> tuple[int, int]:
        """The name that ends right before the pronoun: "a reaction from Veloria, which said"."""
        last = token - 1
        while last > noun and self._scene.parsed.tokens[last].upos in _PASSED:
            last -= 1
        at = self._scene.name_of[last] if last > noun else -1
        return (last, at) if at >= 0 else (noun, -1)

    def _agreeing(self, token: int, at: int) -> int:
        """The name at `at`, or a nearer one where only that has the pronoun's gender."""
        scene, pronoun = self._scene, self._scene.parsed.tokens[token]
        for i in range(token - 1, max(token - _NEAR, scene.names[at].last), -1):
            near = scene.name_of[i]
            if near < 0:
                continue
            one, other = scene.entity_of[at].gender, scene.entity_of[near].gender
            if one and other and one != other and pronoun.has(GENDERS[other]):
                return near
        return at

    def _person_before(self, token: int, at: int) -> int:
        """The name at `at` if a person's, else the last of a person right before the pronoun."""
        scene = self._scene
        if at < 0 or scene.entity_of[at].is_person:
            return at
        for i in range(token - 1, max(token - _NEAR, 0), -1):
            near = scene.name_of[i]
            if near >= 0 and scene.entity_of[near].is_person:
                return near
        return at
