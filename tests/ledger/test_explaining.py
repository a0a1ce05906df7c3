"""The sentence that tells where a claim stands."""

import pytest

from onrecord.errors import LanguageError
from onrecord.languages import explained_languages
from onrecord.ledger.explaining import Facts, Take, explain
from onrecord.model import EvidenceKind, Stance, Standing

CALL = [
    Take("Donald Trump", Stance.ASSERTS, through="New York Post"),
    Take("New York Post", Stance.ASSERTS, is_named=False),
    Take("Kremlin", Stance.NEITHER, voice="Dmitri Peskov"),
]
FACTS = Facts(withheld=(EvidenceKind.EXCERPT,), outlets=1, origins=2)
SENTENCES = {
    "en": "Unanswered: Donald Trump (through New York Post) says so; Kremlin (Dmitri Peskov) "
    "neither confirms nor denies it. Evidence withheld: an excerpt. Reported by one outlet, "
    "from 2 independent origins.",
    "fr": "Sans réponse : Donald Trump (par New York Post) l'affirme ; Kremlin (Dmitri Peskov) "
    "ne confirme ni ne dément. Preuve non montrée : un extrait. Rapporté par un seul média, "
    "de 2 origines indépendantes.",
    "ru": "Без ответа: Donald Trump (передаёт New York Post) утверждает это; Kremlin "
    "(Dmitri Peskov) не подтверждает и не опровергает это. Доказательства не представлены: "
    "фрагмент. Сообщает одно издание; независимых источников: 2.",
    "vi": "Chưa có câu trả lời: Donald Trump (qua New York Post) khẳng định điều này; Kremlin "
    "(Dmitri Peskov) không xác nhận cũng không phủ nhận. Bằng chứng không được công bố: "
    "trích đoạn. Một cơ quan báo chí đưa tin, từ 2 nguồn độc lập.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_sentence_in_each_language(language: str) -> None:
    assert explain(Standing.UNANSWERED, CALL, FACTS, language=language) == SENTENCES[language]


def test_many_are_counted_and_unnamed_ones_told() -> None:
    takes = [Take(name, Stance.ASSERTS) for name in ("A", "B", "C", "D", "E")]
    takes.append(Take("unnamed", Stance.DENIES, is_named=False, is_unnamed=True))
    sentence = explain(Standing.CORROBORATED, takes, Facts(), language="en")
    assert sentence == "Corroborated: A, B and 3 others say so; an unnamed source denies it."


@pytest.mark.parametrize("language", explained_languages())
@pytest.mark.parametrize("standing", Standing)
def test_every_standing_and_stance_can_be_told(language: str, standing: Standing) -> None:
    for number in (1, 2):
        takes = [Take(f"N{n}", stance) for stance in Stance for n in range(number)]
        facts = Facts(tuple(EvidenceKind), tuple(EvidenceKind), number, number)
        sentence = explain(standing, takes, facts, language=language)
        assert "{" not in sentence
        assert sentence.endswith(".")


def test_a_language_without_words() -> None:
    with pytest.raises(LanguageError, match="nothing is explained"):
        explain(Standing.DENIED, CALL, FACTS, language="xx")
