"""The inflected forms of reporting verbs, from tables and the regular patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping

Forms = Mapping[str, str]
VOWELS = "aeiou"


def conjugate_french(lemma: str, principal: str | None = None) -> Forms:
    """Forms by name (pres.s, past.p, part.fs …) of a verb in -er, or from its principal parts.

    The parts: present singular and plural, stem of the imperfect, simple past singular and
    plural, stem of the future, participle, present participle.
    """
    parts = principal.split() if principal else _french_parts(lemma)
    singular, plural, imperfect, past, pasts, future, participle, gerund = parts
    return {
        "inf": lemma,
        "ger": gerund,
        "pres.s": singular,
        "pres.p": plural,
        "imp.s": imperfect + "ait",
        "imp.p": imperfect + "aient",
        "past.s": past,
        "past.p": pasts,
        "cond.s": future + "ait",
        "cond.p": future + "aient",
        "fut.s": future + "a",
        "fut.p": future + "ont",
        "part.ms": participle,
        "part.fs": participle + "e",
        "part.mp": participle if participle.endswith("s") else participle + "s",
        "part.fp": participle + "es",
    }


def _french_parts(lemma: str) -> list[str]:
    stem = lemma[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    strong = _strengthen(stem)
    future = (stem if "é" in stem[-4:] else strong) + "er"
    present = [strong + "e", strong + "ent"]
    past = [soft + "a", stem + "èrent"]
    return [*present, soft, *past, future, stem + "é", soft + "ant"]


def _strengthen(stem: str) -> str:
    """The stem under stress: répét → répèt, rappel → rappell, martel → martèl, appuy → appui."""
    if stem.endswith(("appel", "ojet", "ejet")):
        return stem + stem[-1]
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    return re.sub("[eé]((?:[bcdfgjklmnpqrstvz]|gn|gu)+)$", r"è\1", stem) if _is_weak(stem) else stem


def _is_weak(stem: str) -> bool:
    return bool(re.search("(?:é(?:[bcdfgjklmnprstvz]|gn|gu|cr|gr|br)|e[lmnrtv])$", stem))


def conjugate_english(lemma: str, principal: str | None = None) -> Forms:
    """Forms by name (pres.s, past, part, ger …), irregular ones from past and participle."""
    base = lemma.partition(" ")[0]
    past, part = principal.split() if principal else ("", "")
    regular = _english_past(base)
    return {
        "inf": base,
        "pres.s": _english_third(base),
        "pres.p": base,
        "past.s": past or regular,
        "past.p": past or regular,
        "part": part or regular,
        "ger": _english_gerund(base),
    }


def _english_third(base: str) -> str:
    if re.search("(?:s|x|z|ch|sh|o)$", base):
        return base + "es"
    return base[:-1] + "ies" if _ends_in_y(base) else base + "s"


def _english_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if _ends_in_y(base) else _double(base) + "ed"


def _english_gerund(base: str) -> str:
    return base[:-1] + "ing" if re.search("[^eoi]e$", base) else _double(base) + "ing"


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in VOWELS


def _double(base: str) -> str:
    """admit → admitt: a short stressed vowel before a single consonant."""
    is_short = re.fullmatch("[^aeiou]*(?:[aeiou]|qui)[bdgmnptr]", base)
    return base + base[-1] if is_short or base.endswith(("mit", "efer", "cur", "rebut")) else base
