"""The words and marks with which the table and the page show a statement's judgements."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import PurePath

from onrecord.formats.visible import make_visible
from onrecord.model import (
    Article,
    Certainty,
    Evidence,
    EvidenceKind,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    cut,
)

# Marks differ in shape, so that a stance can be told without its colour.
STANCE_MARKS: Mapping[Stance, str] = {
    Stance.ASSERTS: "●",
    Stance.CONFIRMS: "✓",
    Stance.DENIES: "✗",
    Stance.NEITHER: "◐",
    Stance.DECLINES: "○",
    Stance.NO_RESPONSE: "…",
    Stance.QUESTIONS: "?",
    Stance.RETRACTS: "↩",
}
_CLOSING = {"«": "»", "“": "”", "„": "“", "‹": "›", "「": "」"}
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")


def count(number: int, noun: str) -> str:
    """`1 statement`, `2 statements`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def spell(value: StrEnum) -> str:
    """A value of the vocabulary as words: `neither confirms nor denies`."""
    return value.value.replace("_", " ")


def name_speaker(speaker: Speaker) -> str:
    """The speaker's name, or that there is none."""
    if speaker.kind in (SpeakerKind.UNKNOWN, SpeakerKind.UNNAMED) and speaker.name == speaker.kind:
        return f"{speaker.kind} source"
    return make_visible(speaker.name)


def describe_speaker(speaker: Speaker) -> str:
    """What is known of a speaker besides the name: `spokesman, for Kremlin`; often empty."""
    parts = []
    if speaker.role:
        parts.append(make_visible(speaker.role))
    if speaker.on_behalf_of:
        parts.append(f"for {make_visible(speaker.on_behalf_of)}")
    if speaker.kind == SpeakerKind.UNNAMED and speaker.name != speaker.kind:
        parts.append("not named")
    return ", ".join(parts)


def name_article(article: Article) -> str:
    """What an article is headed with: its title, else the file or page it was read from."""
    if article.title:
        return make_visible(article.title)
    if article.place != "-":
        return make_visible(article.place)
    return make_visible(article.url or "standard input")


def title_article(article: Article) -> str:
    """The article's title, else the name of its file without the folders, or its address."""
    if article.title or web_address(article.place):
        return name_article(article)
    return make_visible(PurePath(article.place).name) if article.place != "-" else "Untitled"


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web; `javascript:` and the like never get a link."""
    is_web = url is not None and url.lower().startswith(("http://", "https://"))
    return url if is_web else None


def describe_article(article: Article) -> list[str]:
    """Outlet, byline, date and language, those that are known, in this order."""
    published = show_time(article.published) if article.published else None
    known = (article.outlet, article.byline, published, article.language)
    return [make_visible(each) for each in known if each]


def show_time(published: str) -> str:
    """An ISO 8601 time as `2025-02-09 18:12 +07:00`; a date stays as it is."""
    found = _TIME.fullmatch(published)
    if not found:
        return published
    return " ".join(part for part in found.groups() if part).replace(" Z", " UTC")


def describe_evidence(evidence: Evidence) -> str:
    """`document shown`, `recording withheld`, `no evidence shown`."""
    if evidence.kind == EvidenceKind.NONE_SHOWN:
        return "no evidence shown"
    kind = "evidence" if evidence.kind == EvidenceKind.UNSPECIFIED else spell(evidence.kind)
    return f"{kind} {'shown' if evidence.shown else 'withheld'}"


def describe_certainty(statement: Statement, text: str) -> str:
    """How sure the speaker makes it and the hedging words: `possible (“might”)`, or nothing."""
    words = ", ".join(f"“{make_visible(text[start:end])}”" for start, end in statement.hedges)
    level = "" if statement.certainty == Certainty.UNSTATED else spell(statement.certainty)
    return f"{level or 'hedged'} ({words})" if words else level


def quote(text: str, spans: Iterable[Span], *, limit: int | None = None) -> str:
    """The words under `spans`, at most about `limit` characters, quotation marks balanced."""
    words = make_visible(cut(text, spans))
    if limit is None or len(words) <= limit:
        return words
    kept = words[: limit - 2]
    at = kept.rfind(" ")
    kept = kept[:at] if at > limit // 2 else kept
    return f"{kept.rstrip(' ,;:')} …{_marks_to_close(kept)}"


def trace_chains(reading: Reading) -> list[list[str]]:
    """For each statement through whom it reaches us, nearest first and its speaker last.

    Empty where nobody but the outlet stands between; a speaker who repeats his own words
    is named once, one who is unknown not at all.
    """
    by_id = {each.id: each for each in reading.statements}
    outlet = make_visible(reading.article.outlet or "")
    return [_trace_chain(each, by_id, outlet) for each in reading.statements]


def _trace_chain(statement: Statement, by_id: Mapping[str, Statement], outlet: str) -> list[str]:
    names = [name_speaker(statement.speaker)]
    seen = {statement.id}
    via = statement.via
    while via is not None and via in by_id and via not in seen:
        seen.add(via)
        speaker = by_id[via].speaker
        name = name_speaker(speaker)
        if name != names[0] and speaker.kind != SpeakerKind.UNKNOWN:
            names.insert(0, name)
        via = by_id[via].via
    if len(names) == 1:
        return []
    return [outlet, *names] if outlet and outlet != names[0] else names


def _marks_to_close(kept: str) -> str:
    closing = "".join(
        f" {end}" if begin == "«" else end
        for begin, end in _CLOSING.items()
        if kept.rfind(begin) > kept.rfind(end)
    )
    return closing + ('"' if kept.count('"') % 2 else "")
