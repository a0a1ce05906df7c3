"""The signs of a statement's act: what its cue, its source and its content show."""

import re
from collections.abc import Iterator, Sequence

from onrecord.attribution.manner.clauses import (
    is_any,
    is_conditional,
    plain,
)
from onrecord.attribution.manner.sign import Sign
from onrecord.attribution.manner.texture import PLAN_PLACES, is_past, read_texture
from onrecord.attribution.manner.view import View
from onrecord.languages.wording import ContentWords, Wording
from onrecord.model import Stance, cut
from onrecord.parsing import Token

# The classes of the cue lexicon by the group of words that they amount to here.
_GROUP_OF_CLASS = {
    "ask": "question",
    "hope": "hope",
    "fear": "fear",
    "doubt": "think",
    "show": "report",
    "accord": "report",
    "cite": "report",
    "confirm": "report",
    "admit": "report",
    "reportedly": "reportedly",
}

_FEW_CHARACTERS = 50
_JUDGING = frozenset({"liken", "think", "argue", "feel", "hope"})


def read_signs(view: View, *, wording: Wording) -> list[Sign]:
    """All signs of the act of a statement, each name at most once."""
    words = list(read_texture(view, negation=wording.evidence.negation))
    signs = [
        *_stance_signs(view),
        *_cue_signs(view, wording, evaluates=any(sign.name == "evaluates" for sign in words)),
        *_source_signs(view),
        *_form_signs(view),
        *_clause_signs(view),
        *words,
    ]
    return list({sign.name: sign for sign in reversed(signs)}.values())


def _stance_signs(view: View) -> Iterator[Sign]:
    if view.found.stance is not Stance.ASSERTS:
        yield Sign(f"stance:{view.found.stance.value}", 1.0, cut(view.parsed.text, view.found.cue))


def _cue_signs(view: View, wording: Wording, *, evaluates: bool) -> Iterator[Sign]:
    cue = cut(view.parsed.text, view.found.cue)
    groups = _groups(view, wording)
    if "argue" in groups and _finite(view.main) and _find_duty(view) is None:
        # To insist that it was so demands nothing.
        groups.discard("demand")
    for group in sorted(groups):
        yield Sign(f"cue:{group}", 1.0, cue)
    if not view.found.cue:
        yield Sign("cue:none", 1.0)
    elif not any(token.upos in ("VERB", "AUX") for token in view.cue):
        yield Sign("cue:verbless", 1.0, cue)
    if "question" in groups:
        asks = "inquire" in groups or "?" in view.text or _opens_question(view)
        yield Sign("inquires" if asks else "requests", 1.0, cue)
    if "announce" in groups and _announces_own(view):
        yield Sign("announces:own", 1.0, cue)
    infinitive = any(top.has("VerbForm=Inf") and _subject(view, top) is None for top in view.tops)
    if infinitive and view.first(view.cue, view.words.intent) is not None:
        yield Sign("wishes:own", 1.0, cue)
    if evaluates and not groups.isdisjoint(_JUDGING):
        yield Sign("judges", 1.0, cue)


def _groups(view: View, wording: Wording) -> set[str]:
    """The groups of the cue's words; a particle ("hit back") belongs to its verb."""
    cue = [token for token in view.cue if token.dep != "compound:prt"]
    known = [wording.groups_of(token.lemma, token.lower) for token in cue]
    if not any(known):
        known = [wording.groups_of_stem(token.lower) for token in cue if token.upos != "AUX"]
    groups = {group for each in known for group in each}
    if not groups and view.found.cue:
        groups = {_GROUP_OF_CLASS.get(view.found.cue_class, view.found.cue_class)}
    return groups


def _opens_question(view: View) -> bool:
    return any(token.lower in view.words.whether for token in view.spoken[:2])


def _source_signs(view: View) -> Iterator[Sign]:
    source = view.source
    if not source:
        yield Sign("source:none", 1.0)
        return
    words = cut(view.parsed.text, view.found.source)
    if (found := view.first(source, view.words.document)) is not None:
        yield Sign("source:document", 1.0, found.text)
    if any(token.upos == "PRON" for token in source) and len(source) == 1:
        yield Sign("source:pronoun", 1.0, words)
    if any(token.upos == "PROPN" for token in source):
        yield Sign("source:named", 1.0, words)


def _form_signs(view: View) -> Iterator[Sign]:
    if not view.spoken:
        yield Sign("content:none", 1.0)
        return
    first, text = view.spoken[0], view.text
    if "?" in text:
        last = plain(text).rstrip(" \"'»”’.,").endswith("?")
        only = last and not any(mark in text[:-4] for mark in ".!")
        yield Sign("asks:only" if only else "asks:last" if last else "asks:within", 1.0, "?")
    if "!" in text:
        yield Sign("exclaims", 1.0, "!")
    if first.lower in view.words.whether and not view.found.quoted:
        yield Sign("whether", 1.0, first.text)
    if not _finite(view.main):
        yield Sign("nominal", 1.0)
    if len(view.spoken) < 6:
        yield Sign("short", 1.0)
    elif len(view.spoken) > 30:
        yield Sign("long", 1.0)
    if view.found.quoted:
        quoted = sum(end - start for start, end in view.found.quoted)
        whole = sum(end - start for start, end in view.found.content)
        yield Sign("quoted", min(1.0, quoted / max(1, whole)))
        if quoted < _FEW_CHARACTERS and quoted < whole / 2:
            # Only a word or two are worth quoting where they judge.
            yield Sign("quotes:few", 1.0, cut(view.parsed.text, view.found.quoted))


def _finite(tokens: Sequence[Token]) -> bool:
    """Whether there is a finite verb, or, where nothing is inflected, any."""
    return any(
        token.has("VerbForm=Fin") or (not token.feats and token.upos in ("VERB", "AUX"))
        for token in tokens
    )


def _clause_signs(view: View) -> Iterator[Sign]:
    for top in view.tops[:6]:
        yield from _top_signs(view, top)
    if (duty := _find_duty(view)) is not None:
        yield Sign("obliges", 1.0, duty.group())
    thinker = next(
        (
            token
            for token in view.marked.get("mental", ())
            if _is_first_person(view, _subject(view, token))
        ),
        None,
    )
    if thinker is not None:
        yield Sign("thinks", 1.0, thinker.text)


def _find_duty(view: View) -> re.Match[str] | None:
    return view.words.obligation.find(view.parsed.text, (token.start for token in view.content))


def _top_signs(view: View, top: Token) -> Iterator[Sign]:
    words = view.words
    subject = _subject(view, top)
    helpers = _helpers(view, top)
    future = _future_of(view, top, helpers)
    own = _is_own(view, subject)
    if own and not future and is_any(top, words.ready) and _has_complement(view, top):
        future = top.text
    if future:
        whose = "own" if own else "ours" if _is_ours(view, subject) else "other"
        yield Sign(f"future:{whose}", 1.0, future)
    elif own and is_any(top, words.intent):
        yield Sign("intends", 1.0, top.text)
    if top.has("VerbForm=Inf") and subject is None:
        yield Sign("infinitive", 1.0, top.text)
    if _is_imperative(top, subject, helpers):
        yield Sign("imperative", 1.0, top.text)
    if any(helper.dep == "cop" for helper in helpers):
        yield Sign("predicate", 1.0, top.text)
        if subject is not None and is_any(subject, words.demonstrative):
            yield Sign("predicate:of this", 1.0, f"{subject.text} … {top.text}")
        if top.upos == "ADJ":
            yield Sign("predicate:quality", 1.0, top.text)
        if is_any(top, words.evaluative):
            yield Sign("predicate:evaluates", 1.0, top.text)
    if is_any(top, words.need) and not top.has("VerbForm=Inf"):
        yield Sign("needs", 1.0, top.text)
    if not future and _is_past(view, top, helpers):
        yield Sign("past", 1.0, top.text)


def _helpers(view: View, top: Token) -> list[Token]:
    """What gives a verb its tense; where nothing is inflected adverbs do."""
    relations = ("aux", "cop") if top.feats else ("aux", "cop", "advmod")
    return list(view.parsed.dependents(top.i, *relations))


def _announces_own(view: View) -> bool:
    """Whether what is announced is still ahead and the speaker's own: a deed or a plan."""
    if any(token in view.spoken[:PLAN_PLACES] for token in view.marked.get("plan", ())):
        return True
    if not view.tops or not _is_own(view, _subject(view, view.tops[0])):
        return False
    return not _is_past(view, view.tops[0], _helpers(view, view.tops[0]))


def _is_past(view: View, top: Token, helpers: Sequence[Token]) -> bool:
    return any(is_past(view, token) for token in (top, *helpers))


def _has_complement(view: View, top: Token) -> bool:
    return any(True for _ in view.parsed.dependents(top.i, "xcomp", "obl", "advcl", "ccomp"))


def _subject(view: View, verb: Token) -> Token | None:
    return next(view.parsed.dependents(verb.i, "nsubj", "expl"), None)


def _is_first_person(view: View, token: Token | None) -> bool:
    words = view.words
    return token is not None and (
        token.lower in words.first_singular or token.lower in words.first_plural
    )


def _is_own(view: View, subject: Token | None) -> bool:
    """Whether the content's subject may be who speaks: I, he, or the source's own name."""
    if subject is None:
        return False
    if _is_first_person(view, subject):
        return True
    if any(start <= subject.start < end for start, end in view.found.quoted):
        return False
    same_name = any(
        each.lemma == subject.lemma and (each.upos == "PROPN" or each.i == view.found.source_head)
        for each in view.source
    )
    return same_name or (bool(view.source) and subject.lower in view.words.third)


def _is_ours(view: View, subject: Token | None) -> bool:
    """Whether the subject is something of the speaker's ("our forces", "his country")."""
    return subject is not None and any(
        each.has("Poss=Yes") for each in view.parsed.dependents(subject.i, "nmod:poss", "det")
    )


def _future_of(view: View, top: Token, helpers: Sequence[Token]) -> str:
    words = view.words
    helper = next((each for each in helpers if each.lower in words.future), None)
    if helper is not None:
        return f"{helper.text} {top.text}"
    finite = next((each for each in (*helpers, top) if each.has("VerbForm=Fin")), top)
    if _is_future(finite, words) or (
        is_conditional(finite, words) and not top.has("VerbForm=Part")
    ):
        return finite.text
    if is_any(top, words.going) and any(
        view.parsed.tokens[child].has("VerbForm=Inf") for child in view.parsed.children[top.i]
    ):
        return top.text
    going = next((each for each in helpers if is_any(each, words.going)), None)
    return f"{going.text} {top.text}" if going is not None and top.has("VerbForm=Inf") else ""


def _is_future(token: Token, words: ContentWords) -> bool:
    ends = token.upos in ("VERB", "AUX") and token.lower.endswith(words.future_endings)
    return token.has("Tense=Fut") or (bool(words.future_endings) and ends)


def _is_imperative(top: Token, subject: Token | None, helpers: Sequence[Token]) -> bool:
    if top.has("Mood=Imp"):
        return True
    bare = top.upos == "VERB" and top.lower == top.lemma and subject is None
    return bare and not helpers and top.has("VerbForm=Fin") and top.is_root
