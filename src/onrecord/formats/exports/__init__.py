"""What is on record in the forms that other programs read; each streams, whatever the size."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from onrecord.formats.exports.annotations import write_annotations
from onrecord.formats.exports.entities import write_entities
from onrecord.formats.exports.graph import write_graph
from onrecord.formats.exports.linked_data import write_linked_data
from onrecord.formats.exports.tables import write_csv, write_json_lines
from onrecord.ledger import Ledger
from onrecord.ledger.views.stream import OnRecord

_Writer = Callable[[Ledger, Iterable[OnRecord]], Iterator[str]]


class TextFormat(StrEnum):
    """A form of export that is text."""

    JSON_LINES = "jsonl"
    CSV = "csv"
    LINKED_DATA = "jsonld"
    ANNOTATIONS = "annotations"
    ENTITIES = "ftm"
    GRAPH = "graphml"


_WRITERS: Mapping[TextFormat, _Writer] = {
    TextFormat.JSON_LINES: write_json_lines,
    TextFormat.CSV: write_csv,
    TextFormat.LINKED_DATA: write_linked_data,
    TextFormat.ANNOTATIONS: write_annotations,
    TextFormat.ENTITIES: write_entities,
    TextFormat.GRAPH: write_graph,
}


def write_text(ledger: Ledger, record: Iterable[OnRecord], *, form: TextFormat) -> Iterator[str]:
    """The record in a form of text, piece by piece; pieces end where a line does."""
    return _WRITERS[form](ledger, record)
