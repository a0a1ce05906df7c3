"""One claim in full: where it stands and why, who said what, on what evidence, from where."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.errors import UnknownIdError
from onrecord.ledger import schema
from onrecord.ledger.clocks import NOW, Clocks
from onrecord.ledger.explaining import Facts, explain
from onrecord.ledger.identifying import find_claim
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.positions import TakenIn, load_positions
from onrecord.ledger.ratings import SignedRating, load_ratings
from onrecord.ledger.standing import Stand, fold_standing
from onrecord.ledger.statements import ShownStatement, load_statements
from onrecord.ledger.views.days import DayStood, tell_days
from onrecord.ledger.views.evidence import ClaimEvidence, load_evidence
from onrecord.ledger.views.history import LoggedChange, StandingChange, read_log, trace
from onrecord.ledger.views.judgements import ShownJudgement, find_judged, load_judgements
from onrecord.ledger.views.lines import last_label, load_labels
from onrecord.ledger.views.pages import Page, read_cursor, write_cursor
from onrecord.ledger.views.sources import ClaimSource, load_sources
from onrecord.ledger.views.suggestions import Suggestion, load_suggestions
from onrecord.ledger.views.takes import make_takes, written_names
from onrecord.model import Position, SpeakerKind, Stance, Standing


@dataclass(frozen=True, slots=True)
class Part:
    """How much of a claim is shown: a page of its timeline, and some of those who take a stance.

    The page has at most `most` statements, from where the one before ended (`after`), only of
    these `stances` if any are given. Of each stance `parties` that hold it now are listed.
    """

    after: str | None = None
    most: int = 50
    stances: tuple[Stance, ...] = ()
    parties: int = 200


@dataclass(frozen=True, slots=True)
class PartyPosition:
    """A party's latest stance: by which statement, through whom, and how often it spoke.

    `party` is None where the source has no name; `before` are its earlier stances, if other.
    One that does not count (`counts`) only passes on what somebody else says: in a copy of an
    article that has the claim already, or as another's word.
    """

    party: str | None
    name: str
    kind: SpeakerKind
    is_named: bool
    stance: Stance
    said: str
    voice: str | None
    through: str | None
    before: tuple[Stance, ...]
    statements: int
    statement: ShownStatement
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement in a claim's timeline; `stance` is the one that counts, judged or read."""

    stance: Stance
    party: str | None
    name: str
    statement: ShownStatement


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that is known of it; `sentence` tells its standing in `language`.

    `labels` has the claim's words in each language; `stances` counts who holds which now, of
    whom `positions` are the first ones; `history` follows the said clock, `log` the recorded
    one; `days` are all on which it was spoken of, those after `as_of` as well; `origins` counts
    the independent ones; `ratings` are people's.
    """

    id: str
    label: str
    labels: Mapping[str, str]
    standing: Standing
    sentence: str
    language: str
    first_said: str
    last_said: str
    statements: int
    parties: int
    outlets: tuple[str, ...]
    origins: int
    stances: Mapping[Stance, int]
    positions: tuple[PartyPosition, ...]
    timeline: Page[Entry]
    history: tuple[StandingChange, ...]
    days: tuple[DayStood, ...]
    log: tuple[LoggedChange, ...]
    evidence: tuple[ClaimEvidence, ...]
    sources: tuple[ClaimSource, ...]
    suggestions: tuple[Suggestion, ...]
    judgements: tuple[ShownJudgement, ...]
    ratings: tuple[SignedRating, ...]


def show_claim(
    ledger: Ledger,
    given: str,
    *,
    clocks: Clocks = NOW,
    language: str = "en",
    part: Part = Part(),
) -> ClaimView:
    """The claim with this id, or the one it was merged into, and a part of what is said of it.

    Raises UnknownIdError where there is none by the clocks.
    """
    with ledger.reading() as connection:
        row = find_claim(connection, given, known_at=clocks.known_at)
        whole = _load_taken(connection, row, clocks)
        taken = [each for each in whole if not clocks.as_of or each.position.said <= clocks.as_of]
        stand = fold_standing(each.position for each in taken)
        if stand is None:
            raise UnknownIdError(given, "nothing was on record about this claim then")
        return _view(connection, row, (whole, taken, stand), part, clocks=clocks, language=language)


def _load_taken(connection: Connection, row: int, clocks: Clocks) -> list[TakenIn]:
    taken = load_positions(connection, [row], known_at=clocks.known_at).get(row, [])
    return sorted(taken, key=lambda each: (each.position.said, each.statement))


def _view(
    connection: Connection,
    row: int,
    stood: tuple[Sequence[TakenIn], Sequence[TakenIn], Stand],
    part: Part,
    *,
    clocks: Clocks,
    language: str,
) -> ClaimView:
    whole, taken, stand = stood
    history = trace(taken, clocks=clocks)
    course = history if len(whole) == len(taken) else trace(whole, clocks=NOW)
    labels = load_labels(connection, [row], known_at=clocks.known_at).get(row, {})
    evidence = load_evidence(connection, [each.statement for each in taken])
    sources, origins = load_sources(connection, taken, known_at=clocks.known_at)
    outlets = tuple(dict.fromkeys(each.outlet for each in taken))
    facts = Facts(
        shown=tuple(each.kind for each in evidence if each.shown),
        withheld=tuple(each.kind for each in evidence if not each.shown),
        outlets=len(outlets),
        origins=origins,
    )
    takes = make_takes(stand, taken, language=language)
    name = connection.execute(
        select(schema.claim.c.hash).where(schema.claim.c.id == row)
    ).scalar_one()
    return ClaimView(
        id=name,
        label=labels.get(language) or last_label(labels),
        labels=labels,
        standing=stand.standing,
        sentence=explain(stand.standing, takes, facts, language=language),
        language=language,
        first_said=taken[0].position.said,
        last_said=taken[-1].position.said,
        statements=len(taken),
        parties=len({each.party for each in taken if each.party is not None}),
        outlets=outlets,
        origins=origins,
        stances=dict(Counter(each.stance for each in stand.positions)),
        positions=_list_positions(connection, stand, taken, language=language, most=part.parties),
        timeline=_page(connection, taken, part),
        history=history,
        days=tell_days((each.position.said for each in whole), course),
        log=read_log(connection, row, clocks=clocks),
        evidence=evidence,
        sources=sources,
        suggestions=load_suggestions(connection, row, clocks=clocks),
        judgements=load_judgements(
            connection,
            [name, *find_judged(connection, row, clocks=clocks)],
            known_at=clocks.known_at,
        ),
        ratings=load_ratings(connection, [row], known_at=clocks.known_at).get(row, ()),
    )


def _list_positions(
    connection: Connection,
    stand: Stand,
    taken: Sequence[TakenIn],
    *,
    language: str,
    most: int,
) -> tuple[PartyPosition, ...]:
    by_id = {each.position.statement: each for each in taken}
    chosen = _choose(stand, most)
    shown = load_statements(connection, [by_id[each.statement].statement for each in chosen])
    names = written_names(taken, language)
    by_party: dict[str | None, list[TakenIn]] = defaultdict(list)
    for one in taken:
        by_party[one.position.party].append(one)
    listed = []
    for each in chosen:
        mine = by_party[each.party] if each.party else [by_id[each.statement]]
        earlier = dict.fromkeys(one.position.stance for one in mine)
        listed.append(
            PartyPosition(
                party=each.party,
                name=names.get(each.party, each.name) if each.party else each.name,
                kind=each.kind,
                is_named=each.is_named,
                stance=each.stance,
                said=each.said,
                voice=each.voice_name,
                through=by_id[each.statement].relayed_from,
                before=tuple(one for one in earlier if one != each.stance),
                statements=len(mine),
                statement=shown[by_id[each.statement].statement],
                counts=each.statement not in stand.echoes,
            )
        )
    return tuple(listed)


def _choose(stand: Stand, most: int) -> list[Position]:
    """The first positions of each stance."""
    listed: Counter[Stance] = Counter()
    chosen = []
    for each in stand.positions:
        if listed[each.stance] < most:
            listed[each.stance] += 1
            chosen.append(each)
    return chosen


def _page(connection: Connection, taken: Sequence[TakenIn], part: Part) -> Page[Entry]:
    """The first statements first, from where the page before ended."""
    if part.stances:
        taken = [each for each in taken if each.position.stance in part.stances]
    if part.after:
        mark = read_cursor(part.after)
        taken = [each for each in taken if (each.position.said, each.statement) > mark]
    some = taken[: part.most]
    shown = load_statements(connection, [each.statement for each in some])
    entries = tuple(
        Entry(
            each.position.stance,
            each.position.party,
            each.position.name,
            shown[each.statement],
        )
        for each in some
    )
    if len(taken) <= part.most or not some:
        return Page(entries)
    return Page(entries, write_cursor(some[-1].position.said, some[-1].statement))
