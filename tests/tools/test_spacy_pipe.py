import pytest
import spacy

import onrecord.spacy_pipe  # noqa: F401  (an entry point brings it in where it is installed)
from onrecord.errors import LanguageError
from onrecord.model import Stance, cut

TEXT = "The minister denied the report. “We have signed nothing,” said Ada Quill."


def test_a_pipeline_gets_statements() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    doc = nlp(TEXT)
    assert next(each.stance for each in doc._.statements) == Stance.DENIES
    assert any(each.speaker.name == "Ada Quill" for each in doc._.statements)
    spans = doc.spans["onrecord"]
    assert {each.label_ for each in spans} >= {"denies"}
    by_id = {each.id: cut(TEXT, each.content) for each in doc._.statements}
    for span in spans:
        assert by_id[span.id_] in span.text or span.text in by_id[span.id_]


def test_the_language_can_be_given() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("onrecord", config={"language": "fr"})
    doc = nlp("Le ministre a démenti ces informations.")
    assert [each.stance for each in doc._.statements] == [Stance.DENIES]


def test_a_language_that_is_not_read_is_told() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("onrecord")
    with pytest.raises(LanguageError):
        nlp("Something.")
