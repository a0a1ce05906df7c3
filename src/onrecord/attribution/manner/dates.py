"""When a statement was made: the date on its cue, resolved by the day of publication."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.attribution.found import Found
from onrecord.attribution.manner.clauses import is_any, tokens_in
from onrecord.languages.calendar import Calendar, DateWords
from onrecord.model import Span, overlaps
from onrecord.parsing import ParsedText, Token

# A date this many words behind its cue belongs to it, whatever the parse says.
_NEAR = 4
_VERBAL = ("VERB", "AUX")


def date_statement(
    parsed: ParsedText, found: Found, *, calendar: Calendar, published: str | None
) -> str | None:
    """When the cue's own date says the statement was made (`2025-02-09`, `2025-02`), or None.

    `published` is the article's ISO 8601 date; without it only full dates can be told.
    """
    if not found.cue or found.cue_class == "reportedly" or not parsed.tokens:
        return None
    for span, match, meaning in _dates_in_sentence(parsed, found, calendar):
        if overlaps([span], found.content):
            continue
        if _is_near(parsed, found, span) or _is_governed(parsed, span, found, calendar):
            return _resolve(match, meaning, calendar, _read_day(published))
    return None


def _dates_in_sentence(
    parsed: ParsedText, found: Found, calendar: Calendar
) -> Iterator[tuple[Span, dict[str, str], DateWords]]:
    sentence = parsed.sentences[parsed.sentence_of[found.cue_head]]
    tokens = parsed.tokens[sentence.start : sentence.stop]
    hints = calendar.hints
    if not any(token.lower in hints or token.lower[0].isdigit() for token in tokens):
        return
    end = 0
    for token in tokens:
        start = token.start
        match = calendar.dates.match(parsed.text, start) if start >= end else None
        if match is None:
            continue
        end = match.end()
        number = _number_of(match)
        groups = {
            name.rsplit("_", 1)[0]: words.lower()
            for name, words in match.groupdict().items()
            if words is not None and name.endswith(f"_{number}")
        }
        yield (start, end), groups, calendar.ways[number]


def _number_of(match: re.Match[str]) -> int:
    # The group of the whole way closes last.
    return int((match.lastgroup or "as_0").rsplit("_", 1)[1])


def _targets(parsed: ParsedText, found: Found, calendar: Calendar) -> set[int]:
    """Tokens whose date is the statement's: the cue's, and the verb that puts out the
    interview or communiqué in whose relative clause the cue stands."""
    targets = {token.i for token in tokens_in(parsed, found.cue)} | {found.cue_head}
    verb = parsed.tokens[found.cue_head]
    if _is_relative(parsed, verb) and (issue := _issue_of(parsed, verb, calendar)) is not None:
        targets.add(issue.i)
    return targets


def _is_relative(parsed: ParsedText, verb: Token) -> bool:
    return verb.relation == "acl" or (
        verb.relation == "advcl"
        and any(parsed.tokens[child].has("PronType=Rel") for child in parsed.children[verb.i])
    )


def _issue_of(parsed: ParsedText, verb: Token, calendar: Calendar) -> Token | None:
    """The verb that puts out the occasion whose relative clause `verb` governs."""
    head = parsed.tokens[verb.head]
    if head.upos == "VERB":
        # The clause hangs on the verb itself where the parse missed its noun.
        issued = any(is_any(each, calendar.occasions) for each in parsed.dependents(head.i, "obj"))
        return head if issued and is_any(head, calendar.issuing) else None
    if not is_any(head, calendar.occasions):
        return None
    return next((each for each in parsed.ancestors(head.i) if each.upos in _VERBAL), None)


def _is_near(parsed: ParsedText, found: Found, span: Span) -> bool:
    """Whether the date follows the cue closely with no verb between: "told them on Monday"."""
    end = max(last for _, last in found.cue)
    if not end <= span[0]:
        return False
    first = bisect_left(parsed.starts, end)
    between = parsed.tokens[first : bisect_left(parsed.starts, span[0])]
    return len(between) <= _NEAR and not any(
        token.upos in ("VERB", "AUX", "SCONJ") or token.lower in ',;:«»“”"' for token in between
    )


def _is_governed(parsed: ParsedText, span: Span, found: Found, calendar: Calendar) -> bool:
    """Whether the date hangs on a target, directly or through the occasion of the statement."""
    targets = _targets(parsed, found, calendar)
    members = tokens_in(parsed, [span])
    inside = {token.i for token in members}
    tops = [token for token in members if token.head not in inside]
    return any(_climbs_to(parsed, top, targets, calendar) for top in tops)


def _climbs_to(parsed: ParsedText, top: Token, targets: set[int], calendar: Calendar) -> bool:
    below = top
    for above in parsed.ancestors(top.i):
        if above.i in targets:
            return below.relation not in ("nsubj", "obj", "ccomp") or is_any(
                below, calendar.occasions
            )
        if above.upos in _VERBAL:
            if _shares_opening(parsed, top, above, targets):
                return True
            issued = above.relation == "acl" and is_any(above, calendar.issuing)
            if not issued:
                return False
        elif above.upos in ("NOUN", "PROPN") and not is_any(above, calendar.occasions):
            return False
        below = above
    return False


def _shares_opening(parsed: ParsedText, top: Token, verb: Token, targets: set[int]) -> bool:
    """Whether the date opens the clause of `verb` and a target is coordinated with it."""
    return top.i < verb.i and any(token.i in targets for token in parsed.dependents(verb.i, "conj"))


def _read_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _resolve(
    groups: dict[str, str], meaning: DateWords, calendar: Calendar, today: date | None
) -> str | None:
    match meaning.kind:
        case "date" | "month" | "year":
            return _absolute(groups, calendar, today)
        case "unknown":
            return None
    if today is None:
        return None
    match meaning.kind:
        case "weekday" | "weekday_before":
            back = (today.weekday() - calendar.weekdays[groups["weekday"]]) % 7
            if back == 0 and meaning.kind == "weekday_before":
                back = 7
            return (today - timedelta(days=back)).isoformat()
        case "days":
            return (today - timedelta(days=meaning.back)).isoformat()
        case "month_words":
            return _months_before(today, meaning.back)
        case "year_words":
            return str(today.year - meaning.back)
    return _ago(groups, calendar, today)


def _absolute(groups: dict[str, str], calendar: Calendar, today: date | None) -> str | None:
    year = int(groups["year"]) if "year" in groups else None
    if "month" not in groups:
        return None if year is None else str(year)
    month = calendar.months[groups["month"]]
    day = int(re.sub(r"\D", "", groups["day"])) if "day" in groups else None
    if year is None:
        if today is None:
            return None
        # The last such day or month that was not ahead on the day of publication.
        ahead = (month, day or 1) > (today.month, today.day)
        year = today.year - int(ahead)
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _ago(groups: dict[str, str], calendar: Calendar, today: date) -> str | None:
    words = groups["count"]
    count = int(words) if words.isdigit() else calendar.numbers[words]
    unit = calendar.units[groups["unit"]]
    if unit == "days":
        return (today - timedelta(days=count)).isoformat()
    if unit == "weeks":
        # "Two weeks ago" tells no day.
        return (today - timedelta(weeks=count)).isoformat()[:7]
    return _months_before(today, count) if unit == "months" else str(today.year - count)


def _months_before(today: date, count: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - count, 12)
    return f"{year:04d}-{month + 1:02d}"
