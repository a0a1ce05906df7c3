"""onrecord as a component of anybody's spaCy pipeline: `nlp.add_pipe("onrecord")`."""

from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord.model import Article, Statement
from onrecord.pipeline import Reader

_NAME = "onrecord"


class Component:
    """Reads each document by onrecord's own parser; what the pipeline found stays as it is."""

    def __init__(self, language: str, pipelines: dict[str, str]) -> None:
        self._language = language
        self._pipelines = pipelines

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._pipelines)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.statements`, and `doc.spans["onrecord"]` with a span for each content.

        A span's label is the stance, its id the statement's. Raises LanguageError where the
        language is not read.
        """
        reading = self._reader.read(Article(doc.text, self._language))
        doc._.statements = reading.statements
        doc.spans[_NAME] = [span for each in reading.statements for span in _mark(doc, each)]
        return doc


def _mark(doc: Doc, statement: Statement) -> list[Span]:
    """The statement's content as tokens; those that it begins or ends in are taken whole."""
    found = (
        doc.char_span(start, end, statement.stance, span_id=statement.id, alignment_mode="expand")
        for start, end in statement.content
    )
    return [each for each in found if each is not None]


@Language.factory(
    _NAME,
    default_config={"language": None, "pipelines": {}},
    assigns=["doc._.statements", "doc.spans"],
)
def make_component(
    nlp: Language,
    name: str,  # noqa: ARG001  (spaCy hands it over)
    language: str | None,
    pipelines: dict[str, str],
) -> Component:
    """The component; the language is the pipeline's unless one is given."""
    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", default=())
    return Component(language or nlp.lang or "", pipelines)
