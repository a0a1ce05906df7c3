"""Lemmas of a language from a dictionary of forms, told apart by part of speech and features."""

from functools import lru_cache
from typing import Any
from unicodedata import name

# The grammemes of the dictionary that answer to universal features.
_GRAMMEMES = {
    "NOUN": "NOUN", "PROPN": "NOUN", "VERB": "VERB INFN PRTF PRTS GRND", "AUX": "VERB INFN",
    "ADJ": "ADJF ADJS COMP", "ADV": "ADVB COMP PRED", "PRON": "NPRO NOUN", "DET": "ADJF NPRO",
    "NUM": "NUMR ADJF", "ADP": "PREP", "CCONJ": "CONJ", "SCONJ": "CONJ", "PART": "PRCL",
    "Case=Nom": "nomn", "Case=Gen": "gent gen2", "Case=Dat": "datv", "Case=Acc": "accs",
    "Case=Ins": "ablt", "Case=Loc": "loct loc2", "Gender=Masc": "masc", "Gender=Fem": "femn",
    "Gender=Neut": "neut", "Number=Sing": "sing", "Number=Plur": "plur", "Tense=Past": "past",
    "Tense=Pres": "pres", "VerbForm=Part": "PRTF PRTS", "VerbForm=Inf": "INFN",
    "VerbForm=Conv": "GRND", "Variant=Short": "ADJS PRTS",
}  # fmt: skip
_UNINFLECTED = ("X", "PUNCT", "SYM")
_KINDS_OF_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})


class Dictionary:
    """The Russian dictionary of pymorphy3; raises ImportError where it is not installed."""

    def __init__(self) -> None:
        from pymorphy3 import MorphAnalyzer

        self._dictionary: Any = MorphAnalyzer()
        self.find_lemma = lru_cache(maxsize=65536)(self._find_lemma)

    def _find_lemma(self, form: str, upos: str, feats: str) -> str:
        """The dictionary form; a name keeps gender and number and only turns nominative."""
        if not form[0].isalpha() or upos in _UNINFLECTED or not _is_named(form):
            return form
        wanted = _wanted(upos, feats)
        readings = self._dictionary.parse(form)
        best = max(readings, key=lambda reading: _agreement(reading, wanted, upos))
        lemma = str(best.normal_form)
        if upos == "PROPN":
            nominative = best.inflect({"nomn"})
            lemma = _recase(nominative.word if nominative else lemma, form)
        return lemma if "ё" in form.lower() else lemma.replace("ё", "е").replace("Ё", "Е")


def _is_named(form: str) -> bool:
    """Whether Unicode names every letter: the dictionary asks for names, and Tangut has none."""
    return form.isascii() or all(name(letter, "") for letter in form)


@lru_cache(maxsize=4096)
def _wanted(upos: str, feats: str) -> tuple[frozenset[str], ...]:
    keys = (upos, *feats.split("|"))
    return tuple(frozenset(_GRAMMEMES[key].split()) for key in keys if key in _GRAMMEMES)


def _agreement(reading: Any, wanted: tuple[frozenset[str], ...], upos: str) -> float:
    grammemes = reading.tag.grammemes
    is_name = upos == "PROPN" and bool(grammemes & _KINDS_OF_NAMES)
    shared = sum(bool(each & grammemes) for each in wanted)
    return shared + 0.5 * is_name + 0.1 * float(reading.score)


def _recase(lemma: str, form: str) -> str:
    """The lemma with the capitals of the form."""
    if form.isupper() and len(form) > 1:
        return lemma.upper()
    parts = zip(lemma.split("-"), form.split("-"), strict=False)
    return "-".join(p[:1].upper() + p[1:] if f[:1].isupper() else p for p, f in parts) or lemma
