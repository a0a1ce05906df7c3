"""Who says a statement without a source: the understood subject of its verb."""

from onrecord.attribution.found import Found
from onrecord.attribution.speakers.ranges import is_in_marks
from onrecord.attribution.speakers.scene import Scene
from onrecord.parsing import Token

# Classes of cues whose source nobody is meant to know.
_HEARSAY = frozenset({"", "reportedly"})
_VERBS = frozenset({"VERB", "AUX"})
# A verb takes the subject of the verb that it hangs on by these.
_SHARED = frozenset({"conj", "advcl", "advmod", "xcomp", "aux", "parataxis"})
_PASSIVE = ("Voice=Pass", "Voice=Mid")
_CLIMB = 4
# How far before a verb the word may stand that makes it passive.
_NEAR = 3
# How far behind the cue its subject may stand.
_BEHIND = 10


def understood_subject(scene: Scene, found: Found) -> tuple[int, int] | None:
    """First and last token of the subject that the cue's verb shares with another verb."""
    parsed = scene.parsed
    verb = parsed.tokens[found.cue_head]
    behind = _person_behind(scene, found)
    if behind is not None:
        return behind
    for _ in range(_CLIMB):
        for subject in parsed.dependents(verb.i, "nsubj"):
            if not subject.dep.endswith(":pass"):
                return _outside(scene, subject, found)
        if verb.is_root or verb.relation not in _SHARED:
            return None
        verb = parsed.tokens[verb.head]
        if scene.name_of[verb.i] >= 0:
            return scene.names[scene.name_of[verb.i]].first, scene.names[scene.name_of[verb.i]].last
    return None


def _person_behind(scene: Scene, found: Found) -> tuple[int, int] | None:
    """Whoever is named behind a cue that follows what is said: «…», said to them all X."""
    parsed, cue = scene.parsed, found.cue_head
    if not found.content or found.content[-1][1] > parsed.tokens[cue].start:
        return None
    if scene.people.names_touch:  # there no subject follows its verb
        return None
    stop = parsed.sentences[parsed.sentence_of[cue]].stop
    for at in scene.names_within(cue + 1, min(cue + _BEHIND, stop) - 1):
        name = scene.names[at]
        governed = parsed.tokens[name.led - 1].lower in scene.people.prepositions["any"]
        if scene.entity_of[at].is_person and not governed:
            return name.first, name.last
    return None


def inverted_subject(scene: Scene, found: Found) -> tuple[int, int] | None:
    """The pronoun inside a cue that is its verb's subject: "a-t-il déclaré"."""
    if not found.cue:
        return None
    for subject in scene.parsed.dependents(found.cue_head, "nsubj"):
        is_pronoun = scene.people.pronouns.get(subject.lower) in {"masculine", "feminine"}
        if is_pronoun and _in_cue(found, subject):
            return subject.i, subject.i
    return None


def lacks_subject(scene: Scene, found: Found) -> bool:
    """Whether the cue is a verb in the active that somebody must be the subject of."""
    if found.source or not found.cue or found.cue_class in _HEARSAY:
        return False
    tokens, first = scene.parsed.tokens, found.cue_head
    verb = tokens[first]
    # The parser may take a participle that opens a sentence for an adverb.
    taken = verb.upos in {"ADV", "ADJ"} and verb.lower.endswith(scene.people.verb_endings)
    is_verb = verb.upos in _VERBS or taken
    if not is_verb or any(verb.has(voice) for voice in _PASSIVE):
        return False
    children = [tokens[i] for i in scene.parsed.children[verb.i]]
    has_auxiliary = any(child.relation == "aux" for child in children)
    # "Asked whether it was so, X declined": X is who was asked.
    if found.cue_class == "ask" and verb.feats and not verb.has("VerbForm=Conv"):
        return False
    participle = verb.has("VerbForm=Part") and verb.has("Tense=Past") and not has_auxiliary
    if participle or verb.has("Number=Plur") or any(c.dep.endswith(":pass") for c in children):
        return False
    near = tokens[max(first - _NEAR, 0) : first]
    return not any(t.lower in scene.people.passives and _in_cue(found, t) for t in near)


def _in_cue(found: Found, token: Token) -> bool:
    return any(start <= token.start < end for start, end in found.cue)


def _outside(scene: Scene, subject: Token, found: Found) -> tuple[int, int] | None:
    """The tokens of a subject, unless it stands in what is said."""
    parsed = scene.parsed
    if any(start <= subject.start < end for start, end in found.content):
        return None
    if is_in_marks(parsed, subject.i) != is_in_marks(parsed, found.cue_head):
        return None
    first, last = parsed.edges(subject.i)
    if first <= found.cue_head <= last:
        return subject.i, subject.i
    return first, last
