"""Who is asked, and so is likely to speak next: "Tavel was asked about it. “No.”" """

from onrecord.attribution.found import Found
from onrecord.attribution.speakers.scene import Scene

_ASK = "ask"
_OBJECTS = frozenset({"obj", "iobj", "obl", "nmod"})


def asked_name(scene: Scene, found: Found) -> int | None:
    """The position of the name of the person whom a question is put to, if it is named."""
    if found.cue_class != _ASK:
        return None
    parsed, verb = scene.parsed, found.cue_head
    passive = _is_passive(scene, found)
    for child in parsed.dependents(verb, "nsubj", *_OBJECTS):
        at = scene.name_of[child.i]
        is_told = passive if child.relation == "nsubj" else not passive
        if at >= 0 and is_told and scene.entity_of[at].is_person:
            return at
    return None


def _is_passive(scene: Scene, found: Found) -> bool:
    parsed = scene.parsed
    children = [parsed.tokens[i] for i in parsed.children[found.cue_head]]
    near = parsed.tokens[max(found.cue_head - 2, 0) : found.cue_head]
    return any(child.dep.endswith(":pass") for child in children) or any(
        token.lower in scene.people.passives for token in near
    )
