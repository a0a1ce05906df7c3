"""Declined words brought back to the form under which a dictionary or a list would have them.

Nothing is changed in a language whose lexicon has no table of agreement: its names do not decline.
"""

from collections.abc import Iterator

from onrecord.languages.people import PeopleLexicon
from onrecord.parsing import ParsedText, Token

_NOMINATIVE = "Case=Nom"
# What two forms of one name share, and by how much they may differ at their ends.
_SHORTEST, _LONGEST_ENDING = 3, 3
_AGREEING = frozenset({"amod", "flat", "det"})
_STOPS = frozenset({",", "(", "—", "–"})
_NAME_LIKE = frozenset({"PROPN", "NOUN", "ADJ"})


class Citing:
    """Gives the words of an article in the nominative."""

    def __init__(self, parsed: ParsedText, people: PeopleLexicon) -> None:
        self._parsed = parsed
        self._agreement = people.agreement
        self._seen: dict[str, set[str]] = {}
        for token in parsed.tokens if self.declines else ():
            if token.text[0].isupper() and token.upos in _NAME_LIKE and token.has(_NOMINATIVE):
                self._seen.setdefault(token.lower[:_SHORTEST], set()).add(token.text)

    @property
    def declines(self) -> bool:
        """Whether the language declines its names at all."""
        return bool(self._agreement)

    def name_words(self, first: int, last: int) -> Iterator[str]:
        """The words of a name; those that only depend on its head keep their case."""
        for i in range(first, last + 1):
            token = self._parsed.tokens[i]
            yield self._word(token) if self._agrees(i, first, last) else token.text

    def find_break(self, first: int, last: int) -> int:
        """Where a second name begins that only stands beside the first («США Майк Помпео»), or 0.

        The two do not hang together, and differ in case, or the first is an abbreviation.
        """
        tokens = self._parsed.tokens
        for i in range(first, last):
            one, other = tokens[i], tokens[i + 1]
            # A foreign name beside a person's is another: «сказал Ли CNBC».
            if _is_foreign_beside(one, other) or _is_foreign_beside(other, one):
                return i + 1
            is_joined = first <= other.head <= i or i < one.head <= last
            if other.text.islower():
                continue
            if is_joined and "flat" in (one.relation, other.relation):
                continue
            cases = {_case(one), _case(other)} - {""}
            if len(cases) > 1 or (not is_joined and one.text.isupper()):
                return i + 1
        return 0

    def phrase(self, first: int, head: int, last: int) -> str:
        """The text from token `first` to `last` with the head and what agrees with it set back."""
        tokens, text = self._parsed.tokens, self._parsed.text
        last = self.phrase_end(head, last)
        if not self.declines or tokens[head].has("Number=Plur") or tokens[head].has(_NOMINATIVE):
            return text[tokens[first].start : tokens[last].end]
        pieces, at = [], tokens[first].start
        for i in range(first, last + 1):
            if i == head or (tokens[i].head == head and tokens[i].relation in _AGREEING):
                pieces += [text[at : tokens[i].start], self._word(tokens[i])]
                at = tokens[i].end
        return "".join(pieces) + text[at : tokens[last].end]

    def phrase_end(self, head: int, last: int) -> int:
        """The last token of what is said of token `head` before a comma or a bracket."""
        tokens = self._parsed.tokens
        marks = (i for i in range(head + 1, last + 1) if tokens[i].text in _STOPS)
        return next(marks, last + 1) - 1

    def _agrees(self, i: int, first: int, last: int) -> bool:
        """Whether all relations up to the head of the name keep its case."""
        tokens = self._parsed.tokens
        while first <= tokens[i].head <= last and tokens[i].head != i:
            if tokens[i].relation not in _AGREEING and tokens[i].relation != "appos":
                return False
            i = tokens[i].head
        return True

    def _word(self, token: Token) -> str:
        if not self.declines or token.has(_NOMINATIVE) or not token.lemma:
            return token.text
        lemma = self._agree(token)
        alike = [each for each in self._seen.get(token.lower[:_SHORTEST], ()) if _akin(each, token)]
        written = next((each for each in alike if each.lower() == lemma), None)
        if written is not None or (alike and token.upos == "PROPN"):
            return written or min(alike, key=lambda each: (-_shared(each, token), each))
        return _recase(lemma, token.text) if _akin(lemma, token) else token.text

    def _agree(self, token: Token) -> str:
        """The lemma with the ending that the token's gender or number asks for."""
        for feature, endings in self._agreement.items():
            if token.has(feature):
                for ending, agreeing in endings:
                    if token.lemma.endswith(ending):
                        return token.lemma.removesuffix(ending) + agreeing
        return token.lemma


def _is_foreign_beside(one: Token, other: Token) -> bool:
    return one.has("Foreign=Yes") and other.has("Animacy=Anim")


def _case(token: Token) -> str:
    return next((each for each in token.feats.split("|") if each.startswith("Case=")), "")


def _shared(word: str, token: Token) -> int:
    """How many first letters two words have in common."""
    pairs = zip(word.lower(), token.lower, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), len(word))


def _akin(word: str, token: Token) -> bool:
    """Whether two words can be forms of one."""
    shared = _shared(word, token)
    longest = max(len(word), len(token.lower))
    return shared >= _SHORTEST and longest - shared <= _LONGEST_ENDING


def _recase(lemma: str, form: str) -> str:
    if form.isupper() and len(form) > 1:
        return lemma.upper()
    parts = lemma.split("-")
    models = form.split("-")
    if len(parts) != len(models):
        return lemma[:1].upper() + lemma[1:] if form[:1].isupper() else lemma
    return "-".join(
        part[:1].upper() + part[1:] if model[:1].isupper() else part
        for part, model in zip(parts, models, strict=True)
    )
