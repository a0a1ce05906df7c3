"""What the network sees of a token: numbers that mean the same in every language."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from onrecord.attribution.context import Context
from onrecord.parsing import ParsedText

# One column each, in this order, in the arrays that `describe` fills.
COLUMNS = (
    "upos", "dep", "head upos", "head dep", "head place", "morphology", "shape", "quotation",
    "cue class", "dependents", "position", "ending", "language",
)  # fmt: skip
LONGEST = 160  # tokens of a paragraph seen at once
_ENDING = 3  # letters
_MORPHOLOGY = ("VerbForm", "Mood", "Person", "PronType", "Case", "Voice", "Polarity")
# Relations of dependents that tell, each as one bit.
_HEARD = {
    relation: 1 << n
    for n, relation in enumerate(("nsubj", "ccomp", "parataxis", "obj", "obl", "mark", "xcomp"))
}
_FAR = 3  # from the first word of the sentence
_NEAR = 4  # words to the head told apart


def windows(parsed: ParsedText) -> Iterator[range]:
    """The text in stretches that are read at once: paragraphs, long ones cut at a sentence."""
    for paragraph in parsed.paragraphs:
        start = paragraph.start
        while paragraph.stop - start > LONGEST:
            sentence = parsed.sentences[parsed.sentence_of[start + LONGEST]]
            end = sentence.start if sentence.start > start else start + LONGEST
            yield range(start, end)
            start = end
        yield range(start, paragraph.stop)


def describe(context: Context) -> list[Sequence[object]]:
    """For each of COLUMNS its value for every token of the text."""
    parsed, tokens = context.parsed, context.tokens
    language = context.language.code
    upos, dep = [t.upos for t in tokens], [t.dep for t in tokens]
    heads = [t.head for t in tokens]
    is_root = [head == i for i, head in enumerate(heads)]
    position = [min(n, _FAR) for sentence in parsed.sentences for n in range(len(sentence))]
    return [
        upos,
        dep,
        ["root" if root else upos[head] for head, root in zip(heads, is_root, strict=True)],
        ["root" if root else dep[head] for head, root in zip(heads, is_root, strict=True)],
        [max(-_NEAR, min(_NEAR, head - i)) for i, head in enumerate(heads)],
        [morphology(t.feats) for t in tokens],
        [_shape(t.text, n == 0) for t, n in zip(tokens, position, strict=True)],
        _quotation_states(context),
        _cue_classes(context),
        _heard(parsed, heads),
        position,
        [(language, t.lower[-_ENDING:]) for t in tokens],
        [language] * len(tokens),
    ]


def _heard(parsed: ParsedText, heads: Sequence[int]) -> list[frozenset[str]]:
    """For each token which of the telling relations its dependents have."""
    bits = [0] * len(heads)
    for i, relation in enumerate(parsed.relations):
        if relation in _HEARD and heads[i] != i:
            bits[heads[i]] |= _HEARD[relation]
    return [_relations(each) for each in bits]


@cache
def _relations(bits: int) -> frozenset[str]:
    return frozenset(relation for relation, bit in _HEARD.items() if bits & bit)


@lru_cache(maxsize=10_000)
def morphology(feats: str) -> str:
    """Those morphological features that tell a verb of saying or a speaker."""
    if not feats:
        return ""
    kept = (each for each in feats.split("|") if each.split("=", 1)[0] in _MORPHOLOGY)
    return "|".join(kept)


@lru_cache(maxsize=20_000)
def _shape(text: str, first: bool) -> str:
    if text.islower():
        return "lower"
    if not any(map(str.isalnum, text)):
        return text if len(text) == 1 else "marks"
    if any(map(str.isdigit, text)):
        return "digits"
    form = "capitals" if text.isupper() and len(text) > 1 else "capital"
    return f"{form} first" if first else form


def _quotation_states(context: Context) -> list[str]:
    states = ["out"] * len(context.tokens)
    for quotation in context.quotations:
        members = context.tokens_in(quotation.span)
        for i in members:
            states[i] = "in"
        if members:
            states[members[0]] = "open"
            states[members[-1]] = "close"
    return states


def _cue_classes(context: Context) -> list[str]:
    """The class of the first cue that each token's lemma may be, with the table it stands in."""
    cues = context.language.cues
    according = {each.words[0] for each in cues.according}

    @cache
    def find(lemma: str, lower: str) -> str:
        if lemma in cues.verbs:
            return "verb " + cues.verbs[lemma][0].cue_class
        if lemma in cues.nouns:
            return "noun " + cues.nouns[lemma][0].cue_class
        if lemma in cues.refusals.verbs:
            return "refusing"
        if lemma in cues.refusals.nouns:
            return "refusal"
        if lemma in cues.silences.verbs:
            return "answering"
        if lower in cues.adverbs:
            return "adverb"
        if lower in according or lemma in according:
            return "according"
        if lemma in cues.documents:
            return "document"
        return ""

    return [find(token.lemma, token.lower) for token in context.tokens]


def cue_head(parsed: ParsedText, members: Sequence[int]) -> int:
    """The token of a cue that governs its other tokens: the one nearest to the root."""
    inside = set(members)
    for i in members:
        if parsed.tokens[i].head not in inside or parsed.tokens[i].is_root:
            return i
    return members[0]


def branches(parsed: ParsedText, head: int, window: range) -> list[str]:
    """For each token of the window, by which branch of the tree it hangs on a cue's head."""
    found = ["elsewhere"] * len(window)
    for i in parsed.sentences[parsed.sentence_of[head]]:
        if i in window:
            found[i - window.start] = "sentence"
    for n, governor in enumerate((None, *parsed.ancestors(head))):
        if n > 2:
            break
        top = head if governor is None else governor.i
        for child in parsed.children[top]:
            name = f"{n} {parsed.tokens[child].relation}"
            for i in parsed.subtree(child):
                if i in window and found[i - window.start] == "sentence":
                    found[i - window.start] = name
        if top in window:
            found[top - window.start] = f"up {n}"
    return found
