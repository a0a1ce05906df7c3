"""Finds in treebanks what frames can be filled with: clauses, subjects, objects, infinitives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from training.grafting.trees import cut, find_root, lower_first, span_below
from training.pipelines.conllu import ROOT, Sentence, Word
from training.pipelines.typography import drop_final_stop

Parts = Mapping[str, Sequence[Sentence]]
QUOTES = frozenset('"«»“”„:;?!()')
LONGEST_CLAUSE, LONGEST_NOMINAL, LONGEST_PHRASE = 26, 9, 14
UNWANTED = frozenset({"VERB", "AUX", "PUNCT"})
FINITE = "VerbForm=Fin"


def harvest(sentences: Iterable[Sentence]) -> Parts:
    """The parts by name: statement, clause, np.<gender and number>, object, inf, perfect, of."""
    parts: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        if (statement := _as_statement(sentence)) is not None:
            parts["statement"].append(statement)
            parts["clause"].append(lower_first(statement))
        for name, part in _find_phrases(sentence):
            parts[name].append(part)
    return parts


def find_gaps(sentence: Sentence) -> list[int]:
    """Places where a reporting clause can interrupt: after a subject, an adjunct or the verb."""
    words = sentence.words
    root = find_root(words)
    gaps = []
    for index, word in enumerate(words):
        if word.head != root or word.upos in ("PRON", "PUNCT", "AUX"):
            continue
        span = span_below(words, index)
        relation = word.relation.partition(":")[0]
        is_early = index < root and relation in ("nsubj", "obl", "advcl")
        is_late = index > root and relation in ("obj", "obl", "xcomp")
        if not span or not (is_early or is_late) or not 1 <= span[1] <= len(words) - 4:
            continue
        if words[span[1] + 1].upos != "PUNCT" and _is_open(sentence, span[1] + 1):
            gaps.append(span[1] + 1)
    return gaps


def _is_open(sentence: Sentence, gap: int) -> bool:
    """Whether no surface and no arc but the root's own crosses the gap."""
    words, position, starts = sentence.words, 0, set()
    for surface in sentence.surfaces:
        starts.add(position)
        position += len(surface.words)
    root = find_root(words)
    crossing = (
        (index < gap) != (word.head < gap)
        for index, word in enumerate(words)
        if word.head not in (ROOT, root)
    )
    return gap in starts and not any(crossing)


def _as_statement(sentence: Sentence) -> Sentence | None:
    """A finite main clause with a subject, without quotation marks, its full stop taken off."""
    words = sentence.words
    if not 4 <= len(words) <= LONGEST_CLAUSE or words[-1].form != "." or words[0].upos == "CCONJ":
        return None
    top = find_root(words)
    below = [word for word in words if word.head == top]
    has_subject = any(word.relation.startswith(("nsubj", "expl:subj")) for word in below)
    is_finite = any(FINITE in word.feats for word in (words[top], *below))
    is_plain = not QUOTES & {word.form for word in words} and words[0].form[:1].isupper()
    if not (has_subject and is_finite and is_plain):
        return None
    bare = drop_final_stop(sentence)
    return None if bare is sentence else bare


def _find_phrases(sentence: Sentence) -> Iterator[tuple[str, Sentence]]:
    words = sentence.words
    for top, word in enumerate(words):
        relation = word.relation.partition(":")[0]
        if word.upos in ("NOUN", "PROPN") and relation in ("nsubj", "obj", "nmod"):
            yield from _find_nominal(sentence, top, relation)
        elif word.upos == "VERB" and "VerbForm=Inf" in word.feats:
            yield from _find_verbal(sentence, top, "inf", ("mark",))
        elif word.upos == "VERB" and _has_perfect(words, top):
            yield from _find_verbal(sentence, top, "perfect", ("nsubj", "aux"))


def _find_nominal(sentence: Sentence, top: int, relation: str) -> Iterator[tuple[str, Sentence]]:
    words = sentence.words
    span = span_below(words, top)
    if span is None or span[1] - span[0] >= LONGEST_NOMINAL:
        return
    inner = words[span[0] : span[1] + 1]
    starts = {"nsubj": ("DET", "PROPN", "NOUN", "ADJ"), "obj": ("DET",), "nmod": ("ADP",)}
    if inner[0].upos not in starts[relation] or UNWANTED & {word.upos for word in inner}:
        return
    if (part := cut(sentence, *span)) is None:
        return
    part = lower_first(part)
    if relation == "nsubj":
        yield f"np.{_agreement(words[top])}", part
    elif relation == "obj":
        yield "object", part
    elif inner[0].lemma in ("de", "of") and len(inner) <= 5 and len(inner) > 1:
        yield "of", part


def _find_verbal(
    sentence: Sentence, top: int, name: str, dropped: tuple[str, ...]
) -> Iterator[tuple[str, Sentence]]:
    """What stands from the verb on, if nothing before it but marks and the like hangs on it."""
    words = sentence.words
    span = span_below(words, top)
    if span is None or not 2 <= span[1] - top <= LONGEST_PHRASE:
        return
    before = [w for i, w in enumerate(words) if i < top and w.head == top]
    if any(not w.relation.startswith(dropped) for w in before):
        return
    last = span[1]
    while words[last].upos == "PUNCT":
        last -= 1
    part = cut(sentence, top, last)
    if part and not any(w.upos == "PUNCT" or w.relation == "conj" for w in part.words):
        yield name, part


def _has_perfect(words: Sequence[Word], top: int) -> bool:
    if not words[top].feats.endswith("Tense=Past|VerbForm=Part"):
        return False
    helpers = [word.lemma for word in words if word.head == top and word.upos == "AUX"]
    return helpers in (["avoir"], ["have"])


def _agreement(word: Word) -> str:
    feats = dict(pair.split("=") for pair in word.feats.split("|") if pair)
    number = "p" if feats.get("Number") == "Plur" else "s"
    return {"Masc": "m", "Fem": "f"}.get(feats.get("Gender", ""), "") + number
