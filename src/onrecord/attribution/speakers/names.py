"""Proper names in a parsed text: runs of capitalised words, titles and roles set apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from onrecord.attribution.speakers.capitals import (
    CLOSED,
    capitalised_inside,
    find_headlines,
)
from onrecord.attribution.speakers.citing import Citing
from onrecord.attribution.speakers.lexical import place_at, role_at
from onrecord.attribution.speakers.reaching import OPENING, Reach
from onrecord.languages.people import PeopleLexicon
from onrecord.parsing import ParsedText, Token

_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "advmod", "xcomp", "ccomp"})


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
        self._reach = Reach(parsed, people)
        self._citing = citing
        self._headlines = find_headlines(parsed)
        self._capitalised = capitalised_inside(parsed, self._headlines)

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
        first, start, last, title = self._behind_roles(first, last)
        if start > last or self._is_the_state(first, last) or self._is_date(start, last):
            return
        start = self._without_people(start, last)
        start = self._without_portfolio(first, start, last)
        start = self._from_capital(first, start, last)
        title = title or self._small_title(first)
        if self._people.names_touch and start == last and title in self._people.roles:
            title = None  # "Tổng thống X" may be the president of X
        if start > first and self._is_all_portfolio(start, last):
            return
        while cut := self._touching_name(start, last):
            yield Name(start, cut - 1, start, self._words(start, cut - 1), None)
            start = first = cut
        cut = self._second_name(first, start, last)
        if cut:
            yield Name(start, cut - 1, first, self._words(start, cut - 1), title)
            yield Name(cut, last, cut, self._words(cut, last), None)
        else:
            yield Name(start, last, first, self._words(start, last), title)

    def _behind_roles(self, first: int, last: int) -> tuple[int, int, int, str | None]:
        """Where a run begins, its name begins and ends, and the title before that."""
        tokens, people = self._tokens, self._people
        start, title = first, None
        for i in range(first, last + 1):
            length, _ = role_at(self._parsed, people, i)
            is_title = tokens[i].lower in people.titles
            if not (length or is_title) or self._is_of_name(first, i, last, is_title=is_title):
                continue
            end = i + max(length, 1)
            if end > last and i > start:
                last = i - 1
                break
            gendered = people.titles.get(tokens[i].lower, "neutral") != "neutral"
            of_body = end <= last and self._names_body(end, last) and not gendered
            if of_body and not (people.names_touch and length and i == first):
                continue
            # «Палате | представителей Анна Тавель»: what stands before is another's.
            if self._citing.declines and i > start:
                first = i
            start = end
            title = tokens[i].lower if is_title else title
        return first, start, last, title

    def _is_of_name(self, first: int, i: int, last: int, *, is_title: bool) -> bool:
        """Whether a word for a role is part of the name that it stands in."""
        tokens, people = self._tokens, self._people
        if i == first:
            return not is_title and self._is_body_with_capital(i, last)
        # «Комитет защиты журналистов»
        in_body = people.genitive and tokens[first].lower in people.bodies
        if in_body and tokens[i].text.islower():
            return True
        before = tokens[i - 1].lower in people.given_names
        return before or place_at(self._parsed, people, i - 1) > 1

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

    def _is_all_portfolio(self, start: int, last: int) -> bool:
        """Whether what follows a role is no name but what it is for: "Bộ trưởng | Y tế"."""
        tokens = self._tokens[start : last + 1]
        common = self._people.names_touch and all(map(_is_common, tokens))
        return common and not self._opens_body(start)

    def _from_capital(self, first: int, start: int, last: int) -> int:
        """Where the name begins behind a role's own small words: "министр | обороны | США"."""
        at = start
        while first < at < last and self._tokens[at].text[0].islower():
            at += 1
        is_particle = at > start and self._tokens[start].lower in self._people.particles
        return start if is_particle and at == start + 1 else at

    def _is_body_with_capital(self, i: int, last: int) -> bool:
        """Whether a word for a role is a body by its capital: "le Conseil des ministres"."""
        people, token = self._people, self._tokens[i]
        begin = self._parsed.sentences[self._parsed.sentence_of[i]].start
        return (
            not people.capitals_throughout
            and i < last
            and i > begin
            and token.text[0].isupper()
            and token.lower in people.bodies
        )

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

    def _is_date(self, first: int, last: int) -> bool:
        """Whether the words together are a day: "Chủ | Nhật"."""
        words = " ".join(token.lower for token in self._tokens[first : last + 1])
        return first < last and words in self._people.dates

    def _second_name(self, first: int, start: int, last: int) -> int:
        """Where a person's name follows another inside a run, as in "États-Unis Donald Trump"."""
        tokens, people = self._tokens, self._people
        if start == last:
            return 0
        if self._citing.declines:
            return self._behind_country(start, last) or self._citing.find_break(start, last)
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

    def _behind_country(self, start: int, last: int) -> int:
        """Where a given name follows a role's place («сенатор от Веллы Анна Тавель»), or 0."""
        place = place_at(self._parsed, self._people, start)
        at = start + (place or self._tokens[start].has("Animacy=Inan"))
        named = start < at < last and self._tokens[at].lower in self._people.given_names
        return at if named else 0

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
        is_person = self._people.names_touch and not self._opens_body(first)
        cut = last if is_person and first < last and self._tokens[last].upos == "VERB" else -1
        for i, word in enumerate(self._citing.name_words(first, last), start=first):
            if i == cut:
                word = _capitals_of(word)
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
        opens = i == begin or self._tokens[i - 1].text in OPENING
        if not (opens or title_case):
            return token.lower not in self._people.pronouns
        return self._is_name_at_start(i, title_case)

    def _is_name_at_start(self, i: int, title_case: bool) -> bool:
        """Where every word would be capitalised, a name needs other evidence."""
        people, token = self._people, self._tokens[i]
        lower = token.lower
        if people.names_touch and place_at(self._parsed, people, i) > 1:
            return True
        if self._is_foreign(lower):
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
            return token.upos not in CLOSED or lower in people.titles
        after = self._tokens[i + 1] if i + 1 < len(self._tokens) else token
        if lower in people.bodies and after.upos == "NOUN" and after.text.islower():
            return False
        if lower in people.nouns or lower in people.role_starts:
            return title_case and lower in people.role_starts
        if not title_case and self._stands_apart(i):
            return False
        if token.upos == "PROPN":
            # In a headline every word may be taken for a name; the text below repeats names.
            return not (title_case and self._capitalised)
        # "Ri Yong Ho": a strange name at the start may be taken for a verb or a noun.
        follows = after is not token and after.text[0].isupper()
        return not title_case and follows and token.upos in {"NOUN", "VERB", "ADJ", "X"}

    def _is_foreign(self, word: str) -> bool:
        """Whether a word is none that the language could have made itself."""
        native = self._people.syllable
        if native is None or not word.isalpha() or word in self._people.titles:
            return False
        return native.fullmatch(word) is None

    def _stands_apart(self, i: int) -> bool:
        """Whether the word that opens a sentence is none of the name behind it, which begins
        with its given name («Актриса | Анна Тавель») or is the verb's own subject or object."""
        token, after = self._tokens[i], self._tokens[min(i + 1, len(self._tokens) - 1)]
        if token.upos != "PROPN" and token.lower.endswith(self._people.verb_endings):
            return True
        if after is token or not after.text[0].isupper():
            return False
        if after.lower in self._people.given_names and token.lower not in self._people.given_names:
            return token.upos in {"NOUN", "ADJ", "VERB"}
        return token.upos == "VERB" and after.head == i and after.relation in _ARGUMENTS

    def _opens_body(self, i: int) -> bool:
        """Whether a body's noun with a capital stands before the rest of its name."""
        people, lower = self._people, self._tokens[i].lower
        body = lower in people.bodies or "organisation" in people.nouns.get(lower, ())
        return body and i + 1 < len(self._tokens) and self._tokens[i + 1].text[0].isupper()

    def _extend(self, first: int, sentence: range, title_case: bool) -> int:
        marked = self._reach.marked(first, sentence)
        if marked:
            return marked
        last = self._reach.through_role(first, sentence)
        while last + 1 < sentence.stop:
            k = last + 1
            if self._is_name_word(k, sentence.start, title_case):
                last = self._reach.through_role(k, sentence)
                continue
            complement = self._reach.lower_complement(first, last, sentence)
            if complement > last:
                last = complement
                continue
            after = self._reach.after_links(first, last, sentence)
            if after and (
                self._is_name_word(after, sentence.start, title_case)
                or self._reach.ends_given_name(first, last, after)
            ):
                last = after
                continue
            break
        return last

    def _without_article(self, first: int, last: int) -> int:
        tokens = self._tokens
        if tokens[first].lower in self._people.articles and first == last:
            return last + 1
        return first


def _capitals_of(word: str) -> str:
    """What of a verb is the name before it, taken for its first syllable: "Tavel | nhận"."""
    return " ".join(takewhile(lambda part: not part.islower(), word.split())) or word


def _is_common(token: Token) -> bool:
    """Whether a word of several syllables has not the capitals that a name would have."""
    return any(part.islower() for part in token.text.split())
