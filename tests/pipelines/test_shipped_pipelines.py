from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import onrecord
from onrecord.parsing.networks import register_networks
from training.pipelines.documents import held_out_examples, read_corpus
from training.pipelines.evaluation import Scores, measure
from training.pipelines.packing import folder_size
from training.pipelines.settings import read_settings

LANGUAGES = ("fr", "en", "ru")
FOLDER = Path(onrecord.__file__).parent / "languages"
DATA = Path(os.environ.get("ONRECORD_SHARED", "../shared")) / "data" / "ud"

# Measured on the test parts when the pipelines were built, less half a point.
FLOORS = {
    "fr": Scores(upos=0.966, morphology=0.954, lemma=0.963, uas=0.891, las=0.844, sentences=0.929),
    "ru": Scores(upos=0.924, morphology=0.865, lemma=0.930, uas=0.819, las=0.746, sentences=0.920),
    "en": Scores(upos=0.936, morphology=0.941, lemma=0.947, uas=0.845, las=0.804, sentences=0.942),
}

ONE_SENTENCE = [
    ("fr", "M. Peskov a déclaré lundi que les discussions continuaient."),
    ("fr", "Le Gén. Mark Milley a rencontré Mme Dupont et le Dr. House à Paris."),
    ("fr", "« Je ne peux ni confirmer ni infirmer cette information », a déclaré M. Peskov."),
    ("fr", "“Il n’a rien dit”, a-t-elle répondu, selon l’A.F.P., à 14h30."),
    ("fr", "Selon le ministère, 1,5 million de personnes vivent dans la région."),
    ("en", "Mr. Smith met Gen. Mark Milley of the U.S. Army in St. Louis on Jan. 6."),
    ("en", "“We cannot confirm it,” said Sen. John McCain, who was in Washington."),
    ("en", '"It\'s not true," Lt. Col. Brown told the U.N. on Monday.'),
    ("ru", "Г-н Песков заявил, что не может ни подтвердить, ни опровергнуть это сообщение."),
    ("ru", "По данным министерства, в регионе живут 1,5 млн. человек."),
    ("en", "According to Reuters, the company lost $1.5 billion vs. $2 billion a year ago."),
]

SEVERAL_SENTENCES = [
    ("fr", ["M. Dupont est venu.", "Il a dit qu’il reviendrait.", "Personne ne le croit."]),
    ("fr", ["« Nous sommes prêts », a dit le ministre.", "L’opposition en doute."]),
    ("ru", ["Г-н Дюпон приехал.", "Он сказал, что вернется.", "Никто ему не верит."]),
    ("en", ["Mr. Smith came.", "He said he would return.", "Nobody believes him."]),
    ("en", ["“We are ready,” said Gov. Brown.", "The opposition doubts it."]),
]


@pytest.fixture(scope="module")
def pipelines() -> dict[str, Language]:
    register_networks()
    return {language: spacy.load(FOLDER / language / "pipeline") for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pipeline_is_small_and_has_its_card(language: str) -> None:
    assert folder_size(FOLDER / language / "pipeline") <= 25
    assert "## Measured" in (FOLDER / language / "PIPELINE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pipeline_keeps_its_measured_quality(
    language: str, pipelines: dict[str, Language]
) -> None:
    if not DATA.is_dir():
        pytest.skip(f"no treebanks at {DATA}: set ONRECORD_SHARED")
    settings, nlp = read_settings(language), pipelines[language]
    scores = measure(nlp, held_out_examples(nlp, read_corpus(settings, "test", DATA)))
    floors = asdict(FLOORS[language])
    below = {name: value for name, value in asdict(scores).items() if value < floors[name]}
    assert not below


@pytest.mark.parametrize(("language", "text"), ONE_SENTENCE)
def test_abbreviations_and_quotes_do_not_end_a_sentence(
    language: str, text: str, pipelines: dict[str, Language]
) -> None:
    assert [sentence.text for sentence in pipelines[language](text).sents] == [text]


@pytest.mark.parametrize(("language", "sentences"), SEVERAL_SENTENCES)
def test_sentences_of_a_paragraph_are_told_apart(
    language: str, sentences: list[str], pipelines: dict[str, Language]
) -> None:
    doc = pipelines[language](" ".join(sentences))
    assert [sentence.text for sentence in doc.sents] == sentences


@pytest.mark.parametrize(
    ("language", "text", "verb", "subject", "content"),
    [
        ("fr", "M. Peskov a déclaré que Moscou attendait.", "déclaré", "M.", "attendait"),
        (
            "fr",
            "« Nous attendons leur réponse », a déclaré M. Peskov.",
            "déclaré",
            "M.",
            "attendons",
        ),
        ("fr", "« Nous attendons leur réponse », a-t-il ajouté.", "ajouté", "-t-il", "attendons"),
        ("en", "Mr. Smith said that Moscow was waiting.", "said", "Smith", "waiting"),
        ("en", "“Moscow is waiting,” said Mr. Smith.", "said", "Smith", "waiting"),
    ],
)
def test_the_verb_of_saying_governs_speaker_and_speech(
    language: str, text: str, verb: str, subject: str, content: str,
    pipelines: dict[str, Language],
) -> None:  # fmt: skip
    token = {token.text: token for token in pipelines[language](text)}
    assert (token[subject].dep_, token[subject].head.text) == ("nsubj", verb)
    assert (token[content].dep_, token[content].head.text) == ("ccomp", verb)
