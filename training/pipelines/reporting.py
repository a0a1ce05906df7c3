"""One analysis for reported speech in every treebank: the verb of saying governs what is said.

Some treebanks make « Tout va bien », a dit Anne. a sentence about going well with an inserted
clause, others one about saying; the universal guidelines want the second (ccomp), and an inserted
clause (parataxis) only where it interrupts the speech.
"""

from __future__ import annotations

from dataclasses import replace

from training.pipelines.conllu import Sentence, Word

OPENING = frozenset('"«“„')


def unify_reporting(sentence: Sentence) -> Sentence:
    """The sentence with final and initial verbs of saying above the speech they report."""
    words = list(sentence.words)
    for index, word in enumerate(words):
        if not word.relation.startswith("parataxis") or word.head < 0:
            continue
        if index < word.head and _reports(words, word.head):
            words[index] = replace(word, relation="ccomp")
        elif index > word.head and _ends_sentence(words, index) and _is_inverted(words, index):
            _flip(words, index)
        elif index > word.head and _follows_colon(words, index) and _reports(words, word.head):
            words[index] = replace(word, relation="ccomp")
    return sentence.with_words(tuple(words))


def _reports(words: list[Word], verb: int) -> bool:
    relations = {word.relation.partition(":")[0] for word in words if word.head == verb}
    return words[verb].upos == "VERB" and "nsubj" in relations and not relations & {"obj", "ccomp"}


def _is_inverted(words: list[Word], verb: int) -> bool:
    """Whether the verb has its subject after it and no object: "a déclaré le ministre"."""
    subjects = [i for i, w in enumerate(words) if w.head == verb and w.relation == "nsubj"]
    return _reports(words, verb) and bool(subjects) and subjects[0] > verb


def _ends_sentence(words: list[Word], verb: int) -> bool:
    """Whether nothing but punctuation and the verb's own dependents follows the verb."""
    return all(
        word.upos == "PUNCT" or _is_below(words, index, verb)
        for index, word in enumerate(words)
        if index > verb
    )


def _is_below(words: list[Word], index: int, top: int) -> bool:
    while index >= 0 and index != top:
        index = words[index].head
    return index == top


def _follows_colon(words: list[Word], index: int) -> bool:
    forms = [word.form for word in words[words[index].head : index]]
    return ":" in forms and bool(OPENING & set(forms[forms.index(":") :]))


def _flip(words: list[Word], verb: int) -> None:
    content = words[verb].head
    words[verb] = replace(words[verb], head=words[content].head, relation=words[content].relation)
    words[content] = replace(words[content], head=verb, relation="ccomp")
    last = len(words) - 1
    if words[last].upos == "PUNCT" and words[last].head == content:
        words[last] = replace(words[last], head=verb)
