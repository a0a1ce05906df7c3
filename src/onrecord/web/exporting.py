"""What is on record to take away: everything, or one claim, in each form of export."""

from collections.abc import Iterator

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from onrecord.formats.exports import TextFormat, write_text
from onrecord.ledger.views import Part, show_claim
from onrecord.ledger.views.stream import stream_record
from onrecord.web.asking import AtClocks, Clocked
from onrecord.web.dossier import render_dossier
from onrecord.web.site import Language, Site, TheSite

router = APIRouter(include_in_schema=False)
_KINDS = {
    TextFormat.JSON_LINES: ("application/jsonl", "jsonl"),
    TextFormat.CSV: ("text/csv", "csv"),
    TextFormat.LINKED_DATA: ("application/ld+json", "jsonld"),
    TextFormat.ANNOTATIONS: ("application/jsonl", "annotations.jsonl"),
    TextFormat.ENTITIES: ("text/csv", "ftm.csv"),
    TextFormat.GRAPH: ("application/graphml+xml", "graphml"),
}


@router.get("/export/{form}")
def export_all(site: TheSite, form: TextFormat, asked: AtClocks) -> Response:
    """Everything on record, as it streams."""
    return _stream(site, form, asked, (), "onrecord")


@router.get("/claims/{claim}/export/html")
def export_dossier(site: TheSite, claim: str, asked: AtClocks, language: Language) -> Response:
    """A claim as one file to mail or print."""
    page = render_dossier(site.ledger, [claim], clocks=asked.clocks, language=language)
    return Response(page, media_type="text/html", headers=_save_as(f"claim-{claim}.html"))


@router.get("/claims/{claim}/export/{form}")
def export_claim(site: TheSite, claim: str, form: TextFormat, asked: AtClocks) -> Response:
    """What is on record about one claim."""
    found = show_claim(site.ledger, claim, clocks=asked.clocks, part=Part(most=1, parties=1))
    return _stream(site, form, asked, (found.id,), f"claim-{found.id}")


def _stream(
    site: Site, form: TextFormat, asked: Clocked, claims: tuple[str, ...], name: str
) -> Response:
    kind, ending = _KINDS[form]
    record = stream_record(site.ledger, clocks=asked.clocks, claims=claims)
    pieces = _gather(write_text(site.ledger, record, form=form))
    return StreamingResponse(pieces, media_type=kind, headers=_save_as(f"{name}.{ending}"))


def _gather(pieces: Iterator[str], size: int = 65_536) -> Iterator[bytes]:
    """Pieces of some size: each is a message of its own to the browser."""
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(waiting).encode("utf-8", "replace")
            waiting, length = [], 0
    yield "".join(waiting).encode("utf-8", "replace")


def _save_as(name: str) -> dict[str, str]:
    safe = "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-."))
    return {"Content-Disposition": f'attachment; filename="{safe}"'}
