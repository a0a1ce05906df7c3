"""Proper names in a parsed text: runs of capitalised words, titles and roles set apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.attribution.speakers.citing import Citing
from onrecord.attribution.speakers.lexical import place_at, role_at
from onrecord.languages.people import PeopleLexicon
from onrecord.parsing import ParsedText, Token

_CLOSED = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "INTJ", "PART", "PUNCT"})
_NEVER_NAMES = _CLOSED | {"VERB"}
_CLOSING = frozenset('"»”“')
_LONGEST_MARKED = 7
_OPENING = frozenset("\"'«“‘„:-–—•*(")


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name from token `first` through `last`; titles and roles begin at `led`."""

    first: int
    last: int
    led: int
    words: tuple[str, ...]
    title: str | None

    @property
    def is_single(self) -> bool:
        """Whether the name is one word."""
        return len(self.words) == 1


def find_names(parsed: ParsedText, people: PeopleLexicon, citing: Citing) -> list[Name]:
    """The proper names of a text in order; what is only a title or a role is left out."""
    scan = _Scan(parsed, people, citing)
    names: list[Name] = []
    for sentence in parsed.sentences:
        for first, last in scan.runs(sentence):
            names.extend(scan.split(first, last))
    return names


class _Scan:
    """Decides token by token what is part of a name."""

    def __init__(self, parsed: ParsedText, people: PeopleLexicon, citing: Citing) -> None:
        self._tokens = parsed.tokens
        self._parsed = parsed
        self._people = people
        self._small = people.particles | people.links
        self._citing = citing
        # A headline is a paragraph of its own.
        firsts = {paragraph.start for paragraph in parsed.paragraphs}
        self._headlines = frozenset(
            each.start
            for each in parsed.sentences
            if each.start in firsts and _is_title_case(parsed.tokens[each.start : each.stop])
        )
        self._capitalised = _capitalised_inside(parsed, self._headlines)

    def runs(self, sentence: range) -> Iterator[tuple[int, int]]:
        """First and last token of each run of name words in a sentence."""
        title_case = sentence.start in self._headlines
        i = sentence.start
        while i < sentence.stop:
            capital = self._tokens[i].text[0].isupper()
            if capital and self._is_name_word(i, sentence.start, title_case):
                last = self._extend(i, sentence, title_case)
                first = self._without_article(i, last)
                if first <= last:
                    yield first, last
                i = last + 1
            else:
                i += 1

    def split(self, first: int, last: int) -> Iterator[Name]:
        """The names of a run, without titles, roles and nationality before or after them."""
        tokens, people = self._tokens, self._people
        start, title = first, None
        for i in range(first, last + 1):
            before = tokens[i - 1].lower if i > first else ""
            length, _ = role_at(self._parsed, people, i)
            is_title = tokens[i].lower in people.titles
            if not (length or is_title) or before in people.given_names:
                continue
            if i > first and place_at(self._parsed, people, i - 1) > 1:
                continue
            end = i + max(length, 1)
            if end > last and i > start:
                last = i - 1
                break
            gendered = people.titles.get(tokens[i].lower, "neutral") != "neutral"
            if end <= last and self._names_body(end, last) and not gendered:
                continue
            start = end
            title = tokens[i].lower if is_title else title
        if start > last or self._is_the_state(first, last):
            return
        start = self._without_people(start, last)
        start = self._without_portfolio(first, start, last)
        title = title or self._small_title(first)
        if self._people.names_touch and start == last and title in self._people.roles:
            title = None  # "Tổng thống X" may be the president of X
        cut = self._touching_name(start, last)
        if cut:
            yield Name(start, cut - 1, start, self._words(start, cut - 1), None)
            yield Name(cut, last, cut, self._words(cut, last), title)
            return
        cut = self._second_name(first, start, last)
        if cut:
            yield Name(start, cut - 1, first, self._words(start, cut - 1), title)
            yield Name(cut, last, cut, self._words(cut, last), None)
        else:
            yield Name(start, last, first, self._words(start, last), title)

    def _without_portfolio(self, first: int, start: int, last: int) -> int:
        """Where the name begins behind common words: "Bộ trưởng | Môi trường | X Y"."""
        people, tokens = self._people, self._tokens
        at = start
        while people.names_touch and at < last and _is_common(tokens[at]):
            if at == start and self._opens_body(at):
                return start
            at += 1
        person = last - at >= 1 and not any(_is_common(t) for t in tokens[at : last + 1])
        return at if person or first < start else start

    def _small_title(self, first: int) -> str | None:
        """A title in small letters before the name ("ông Kim"), where names touch."""
        if not self._people.names_touch or first == 0:
            return None
        before = self._tokens[first - 1].lower
        return before if before in self._people.titles else None

    def _touching_name(self, start: int, last: int) -> int:
        """Where a person's name follows a body's or a country's with nothing between, or 0."""
        people = self._people
        if not people.names_touch:
            return 0
        body = self._tokens[start].lower in people.bodies
        for k in range(start, last + 1):
            place = place_at(self._parsed, people, k)
            if place and k + place <= last and (k == start or body):
                return 0 if self._names_body(k + place, last) else k + place
            if start < k < last and self._tokens[k].lower in people.given_names:
                return 0 if self._tokens[start].lower in people.given_names else k
        return 0

    def _is_the_state(self, first: int, last: int) -> bool:
        """Whether the run is a common noun with a capital out of respect: "l'État"."""
        nouns = self._people.nouns.get(self._tokens[first].lower, ())
        return first == last and "country" in nouns

    def _second_name(self, first: int, start: int, last: int) -> int:
        """Where a person's name follows another inside a run, as in "États-Unis Donald Trump"."""
        tokens, people = self._tokens, self._people
        if start == last:
            return 0
        if self._citing.declines:
            return self._citing.find_break(start, last)
        if start != first or first == 0:
            return 0
        if tokens[start].lower in people.countries and not self._names_body(start + 1, last):
            return 0 if people.capitals_throughout else start + 1
        before = tokens[first - 1]
        opens = before.lower in people.articles or before.lower in people.prepositions["any"]
        if not opens or tokens[start].lower in people.given_names:
            return 0
        given = (k for k in range(start + 1, last) if tokens[k].lower in people.given_names)
        return next(given, start + 1 if self._is_portfolio(first) else 0)

    def _is_portfolio(self, first: int) -> bool:
        """Whether a run follows "ministre de la" and so begins with a portfolio."""
        return any(
            "minister" in self._people.roles.get(self._tokens[i].lower, ())
            for i in range(max(0, first - 3), first)
        )

    def _names_body(self, first: int, last: int) -> bool:
        bodies = self._people.bodies
        return any(self._tokens[i].lower in bodies for i in range(first, last + 1))

    def _without_people(self, start: int, last: int) -> int:
        people = self._people
        while (
            people.capitals_throughout
            and start < last
            and self._tokens[start].lower in people.peoples
            and not self._names_body(start, last)
        ):
            start += 1
        return start

    def _words(self, first: int, last: int) -> tuple[str, ...]:
        words: list[str] = []
        for i, word in enumerate(self._citing.name_words(first, last), start=first):
            if words and self._tokens[i].start == self._tokens[i - 1].end:
                words[-1] += word
            else:
                words.append(word)
        return tuple(words)

    def _is_name_word(self, i: int, begin: int, title_case: bool) -> bool:
        token = self._tokens[i]
        if not token.text[0].isupper():
            return False
        if token.lower in self._people.dates and place_at(self._parsed, self._people, i) < 2:
            return False
        if token.lower in self._people.pronouns and token.upos == "PRON":
            return False
        opens = i == begin or self._tokens[i - 1].text in _OPENING
        if not (opens or title_case):
            return token.lower not in self._people.pronouns
        return self._is_name_at_start(i, title_case)

    def _is_name_at_start(self, i: int, title_case: bool) -> bool:
        """Where every word would be capitalised, a name needs other evidence."""
        people, token = self._people, self._tokens[i]
        lower = token.lower
        if people.names_touch and place_at(self._parsed, people, i) > 1:
            return True
        # "Hành khách": of a name every syllable would have its capital.
        if people.names_touch and (self._opens_body(i) or _is_common(token)):
            return self._opens_body(i) or lower in people.titles
        if lower in people.given_names or lower in people.countries or lower in people.capitals:
            return True
        if lower in people.articles or lower in people.pronouns:
            return False
        if people.names_touch and lower in people.prepositions["any"]:
            return False
        if lower in people.titles or lower in people.outlets or lower in self._capitalised:
            return token.upos not in _CLOSED or lower in people.titles
        after = self._tokens[i + 1] if i + 1 < len(self._tokens) else token
        if lower in people.bodies and after.upos == "NOUN" and after.text.islower():
            return False
        if lower in people.nouns or lower in people.role_starts:
            return title_case and lower in people.role_starts
        if token.upos == "PROPN":
            # In a headline every word may be taken for a name; the text below repeats names.
            return not (title_case and self._capitalised)
        # "Ri Yong Ho": a strange name at the start may be taken for a verb or a noun.
        follows = after is not token and after.text[0].isupper()
        return not title_case and follows and token.upos in {"NOUN", "VERB", "ADJ", "X"}

    def _opens_body(self, i: int) -> bool:
        """Whether a body's noun with a capital stands before the rest of its name."""
        people, lower = self._people, self._tokens[i].lower
        body = lower in people.bodies or "organisation" in people.nouns.get(lower, ())
        return body and i + 1 < len(self._tokens) and self._tokens[i + 1].text[0].isupper()

    def _extend(self, first: int, sentence: range, title_case: bool) -> int:
        marked = self._marked(first, sentence)
        if marked:
            return marked
        last = self._through_role(first, sentence)
        while last + 1 < sentence.stop:
            k = last + 1
            if self._is_name_word(k, sentence.start, title_case):
                last = self._through_role(k, sentence)
                continue
            complement = self._lower_complement(first, last, sentence)
            if complement > last:
                last = complement
                continue
            after = self._after_links(first, last, sentence)
            if after and (
                self._is_name_word(after, sentence.start, title_case)
                or self._ends_given_name(first, last, after)
            ):
                last = after
                continue
            break
        return last

    def _marked(self, first: int, sentence: range) -> int:
        """The last word of a name that fills a pair of quotation marks, or 0."""
        if not self._people.names_in_marks or self._tokens[first - 1].text not in _OPENING:
            return 0
        for i in range(first + 1, min(first + _LONGEST_MARKED, sentence.stop)):
            token = self._tokens[i]
            if token.text in _CLOSING:
                return i - 1
            if token.upos in ("VERB", "AUX", "PUNCT", "PRON"):
                return 0
        return 0

    def _lower_complement(self, first: int, last: int, sentence: range) -> int:
        """The end of "Commission européenne", "Institut d'études" where `last` opens it."""
        tokens, people = self._tokens, self._people
        k = last + 1
        opens = tokens[last].lower in people.bodies and first > sentence.start
        if people.capitals_throughout or not opens or k >= sentence.stop:
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

    def _through_role(self, i: int, sentence: range) -> int:
        """The end of a role or a country that opens at a capitalised token."""
        place = place_at(self._parsed, self._people, i)
        if place > 1 and i + place <= sentence.stop:
            return i + place - 1
        length, _ = role_at(self._parsed, self._people, i)
        end = i + length - 1
        whole = length > 1 and end < sentence.stop and self._tokens[end].text[0].isupper()
        return end if whole else i

    def _after_links(self, first: int, last: int, sentence: range) -> int:
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

    def _ends_given_name(self, first: int, last: int, after: int) -> bool:
        """Whether a lower-case word goes on a given name behind a hyphen: "Park Seo-jun"."""
        tokens = self._tokens
        glued = tokens[after - 1].text == "-" and tokens[after].start == tokens[after - 1].end
        return glued and last > first and tokens[after].upos in {"PROPN", "NOUN", "X"}

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
        return any(w in people.bodies for w in inside)

    def _without_article(self, first: int, last: int) -> int:
        tokens = self._tokens
        if tokens[first].lower in self._people.articles and first == last:
            return last + 1
        return first


def _is_common(token: Token) -> bool:
    """Whether a word of several syllables has not the capitals that a name would have."""
    return any(part.islower() for part in token.text.split())


def _capitalised_inside(parsed: ParsedText, headlines: frozenset[int]) -> frozenset[str]:
    """Words with a capital where a sentence alone would not give them one."""
    return frozenset(
        token.lower
        for sentence in parsed.sentences
        if sentence.start not in headlines
        for before, token in pairwise(parsed.tokens[sentence.start : sentence.stop])
        if token.text[0].isupper() and before.text not in _OPENING
    )


def _is_title_case(tokens: tuple[Token, ...]) -> bool:
    long = [t for t in tokens[1:] if len(t.text) >= 4 and t.text.isalpha()]
    capitals = [t for t in long if t.text[0].isupper()]
    if len(long) < 4 or len(capitals) < 0.75 * len(long):
        return False
    # A short sentence may hold little but names; a headline gives capitals to verbs as well.
    return tokens[-1].text != "." or any(t.upos in _NEVER_NAMES for t in capitals)
