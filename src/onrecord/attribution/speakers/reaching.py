"""How far a proper name reaches: small words inside it, complements, names in marks."""

from onrecord.attribution.speakers.lexical import place_at, role_at
from onrecord.languages.people import PeopleLexicon
from onrecord.parsing import ParsedText

OPENING = frozenset("\"'«“‘„:-–—•*(")
_CLOSING = frozenset('"»”“')
_LONGEST_MARKED = 7


class Reach:
    """Finds where names end whose first words are known."""

    def __init__(self, parsed: ParsedText, people: PeopleLexicon) -> None:
        self._tokens = parsed.tokens
        self._parsed = parsed
        self._people = people
        self._small = people.particles | people.links

    def marked(self, first: int, sentence: range) -> int:
        """The last word of a name that fills a pair of quotation marks, or 0."""
        if not self._people.names_in_marks or self._tokens[first - 1].text not in OPENING:
            return 0
        for i in range(first + 1, min(first + _LONGEST_MARKED, sentence.stop)):
            token = self._tokens[i]
            if token.text in _CLOSING:
                return i - 1
            if token.upos in ("VERB", "AUX", "PUNCT", "PRON"):
                return 0
        return 0

    def through_role(self, i: int, sentence: range) -> int:
        """The end of a role or a country that opens at a capitalised token."""
        place = place_at(self._parsed, self._people, i)
        if place > 1 and i + place <= sentence.stop:
            return i + place - 1
        length, _ = role_at(self._parsed, self._people, i)
        end = i + length - 1
        whole = length > 1 and end < sentence.stop and self._tokens[end].text[0].isupper()
        return end if whole else i

    def lower_complement(self, first: int, last: int, sentence: range) -> int:
        """The end of "Commission européenne", "Institut d'études" where `last` opens it."""
        tokens, people = self._tokens, self._people
        k = last + 1
        if people.capitals_throughout or k >= sentence.stop:
            return last
        body = self._body_behind(first, last, sentence)
        if body > last:
            return body
        if tokens[last].lower not in people.bodies:
            return last
        if people.genitive:
            return self._genitives(last, sentence)
        if first == sentence.start:
            return last
        if tokens[k].upos == "ADJ" and tokens[k].text.islower():
            return k if first == last or tokens[k].lower not in people.peoples else last
        while k < sentence.stop and tokens[k].lower in people.links:
            k += 1
        noun = k < sentence.stop and tokens[k].upos == "NOUN" and tokens[k].text.islower()
        joined = tokens[last + 1].lower in people.partitives["of"] or any(
            k < sentence.stop and tokens[k].has(case) for case in people.genitive
        )
        return k if noun and joined else last

    def after_links(self, first: int, last: int, sentence: range) -> int:
        """The token after small words that may stand inside a name, or 0."""
        tokens, _people = self._tokens, self._people
        k = last + 1
        if tokens[k].text in {"-", "–", "/", "&"}:
            glued = tokens[k].start == tokens[last].end or tokens[k].text == "&"
            return k + 1 if glued and k + 1 < sentence.stop else 0
        small: list[str] = []
        while k < sentence.stop and len(small) < 3 and tokens[k].lower in self._small:
            small.append(tokens[k].lower)
            k += 1
        if not small or k >= sentence.stop:
            return 0
        return k if self._may_link(first, last, small) else 0

    def ends_given_name(self, first: int, last: int, after: int) -> bool:
        """Whether a lower-case word goes on a given name behind a hyphen: "Park Seo-jun"."""
        tokens = self._tokens
        glued = tokens[after - 1].text == "-" and tokens[after].start == tokens[after - 1].end
        return glued and last > first and tokens[after].upos in {"PROPN", "NOUN", "X"}

    def _body_behind(self, first: int, last: int, sentence: range) -> int:
        """The body's noun that small adjectives part from the one with the capital that opens its
        name: «Всемирная продовольственная организация», "Haute autorité"; `last` without one."""
        tokens, people = self._tokens, self._people
        if first != last or tokens[first].upos != "ADJ" or first == sentence.start:
            return last
        if tokens[first].lower in people.peoples:
            return last
        k = last + 1
        while k < sentence.stop and tokens[k].upos in {"ADJ", "CCONJ"} and tokens[k].text.islower():
            k += 1
        is_body = (
            k < sentence.stop and tokens[k].upos == "NOUN" and tokens[k].lower in people.bodies
        )
        return k if is_body else last

    def _genitives(self, last: int, sentence: range) -> int:
        """The end of what the case alone joins to a body's noun: «Комитет защиты журналистов»,
        «Министерство сельского хозяйства»; names end it."""
        tokens, cases = self._tokens, self._people.genitive
        end, k = last, last + 1
        while k < sentence.stop and tokens[k].text.islower():
            # The parser may take the genitive of living beings for their accusative.
            alike = end > last and tokens[k].has("Animacy=Anim") and tokens[k].has("Case=Acc")
            if not (alike or any(tokens[k].has(case) for case in cases)):
                break
            if tokens[k].upos == "NOUN":
                end = k
            elif tokens[k].upos != "ADJ":
                break
            k += 1
        return end

    def _may_link(self, first: int, last: int, small: list[str]) -> bool:
        tokens, people = self._tokens, self._people
        if all(w in people.particles for w in small):
            is_preposition = small[0] in people.prepositions["any"]
            if not is_preposition or (last == first and tokens[first].lower in people.given_names):
                return True
        if not all(w in people.links for w in small):
            return False
        inside = [tokens[i].lower for i in range(first, last + 1)]
        if small[0] in people.joining:
            return any(w in people.links for w in inside)
        # "The Light of Tavel": an article with a capital opens a name of several words.
        titled = inside[0] in people.name_articles and last > first
        return titled or any(w in people.bodies for w in inside)
