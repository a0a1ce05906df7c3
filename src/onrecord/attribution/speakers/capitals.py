"""Where capitals tell nothing: headlines whose every word has one, and the first of a sentence."""

from itertools import pairwise

from onrecord.attribution.speakers.reaching import OPENING
from onrecord.parsing import ParsedText, Token

CLOSED = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "INTJ", "PART", "PUNCT"})
_NEVER_NAMES = CLOSED | {"VERB"}


def find_headlines(parsed: ParsedText) -> frozenset[int]:
    """The first tokens of headlines that give every word a capital."""
    # A headline is a paragraph of its own, if not the article's first.
    ends = {paragraph.start: paragraph.stop for paragraph in parsed.paragraphs}
    return frozenset(
        each.start
        for each in parsed.sentences
        if (each.start == 0 or ends.get(each.start) == each.stop)
        and _is_title_case(parsed.tokens[each.start : each.stop])
    )


def capitalised_inside(parsed: ParsedText, headlines: frozenset[int]) -> frozenset[str]:
    """Words with a capital where a sentence alone would not give them one."""
    return frozenset(
        token.lower
        for sentence in parsed.sentences
        if sentence.start not in headlines
        for before, token in pairwise(parsed.tokens[sentence.start : sentence.stop])
        if token.text[0].isupper() and before.text not in OPENING
    )


def _is_title_case(tokens: tuple[Token, ...]) -> bool:
    long = [t for t in tokens[1:] if len(t.text) >= 4 and t.text.isalpha()]
    capitals = [t for t in long if t.text[0].isupper()]
    if len(long) < 4 or len(capitals) < 0.75 * len(long):
        return False
    # A short sentence may hold little but names; a headline gives capitals to verbs as well.
    return tokens[-1].text != "." or any(t.upos in _NEVER_NAMES for t in capitals)
