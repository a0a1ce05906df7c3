"""Positions as the explaining sentence tells them, with names as a language writes them."""

from collections.abc import Mapping, Sequence

from onrecord.ledger.explaining import Take
from onrecord.ledger.positions import TakenIn
from onrecord.ledger.standing import Stand
from onrecord.model import SpeakerKind

_UNNAMED = (SpeakerKind.UNNAMED, SpeakerKind.UNKNOWN)


def make_takes(stand: Stand, taken: Sequence[TakenIn], *, language: str) -> list[Take]:
    """Each party's latest position that counts, the first ones first."""
    by_id = {each.position.statement: each for each in taken}
    names = written_names(taken, language)
    return [
        Take(
            name=names.get(each.party, each.name) if each.party else each.name,
            stance=each.stance,
            is_named=each.is_named,
            is_unnamed=each.party is None and each.kind in _UNNAMED,
            voice=each.voice_name,
            through=_other(by_id[each.statement].relayed_from, each.name),
        )
        for each in stand.positions
        if each.statement not in stand.echoes
    ]


def written_names(taken: Sequence[TakenIn], language: str) -> Mapping[str, str]:
    """By party id its longest name in articles of the language, where there is one."""
    names: dict[str, str] = {}
    for each in taken:
        party = each.position.party
        if party is None or each.language != language:
            continue
        if len(each.written) > len(names.get(party, "")):
            names[party] = each.written
    return names


def _other(outlet: str | None, name: str) -> str | None:
    return outlet if outlet != name else None
