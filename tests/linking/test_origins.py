from onrecord.linking import OriginKind, find_relayed, match_origins, sign_article
from onrecord.model import Reading, SpeakerKind, Stance
from tests.linking.writing import write_reading

ASSERTS = Stance.ASSERTS
ENGLISH = (
    "Velland said [he had spoken by phone with President Ilona Brask on 12 March]. "
    "He said [the two would meet in Orsene before the summer]. "
    "Brask denied [that wheat exports to Velland's country would double]. "
    "Her minister Janos Werrel called [the 300 million crowns of debt a danger to the bank]."
)
FRENCH = (
    "Velland a dit [avoir parlé au téléphone avec la présidente Ilona Brask le 12 mars]. "
    "Il a dit [que les deux se rencontreraient à Orsene avant l'été]. "
    "Brask a nié [que les exportations de blé vers le pays de Velland doubleraient]. "
    "Son ministre Janos Werrel a appelé [les 300 millions de couronnes de dette un danger pour la "
    "banque]."
)
OTHER = (
    "The mayor said [the new bridge over the river would open in May]. "
    "Farmers said [the harvest of apples had been poor because of the rain]. "
    "The school said [forty children were ill]."
)
WHO = [("Velland", ASSERTS), ("Velland", ASSERTS), ("Brask", Stance.DENIES), ("Werrel", ASSERTS)]


def write(text: str, language: str = "en", **known: str) -> Reading:
    who = WHO[: text.count("[")]
    return write_reading(text, who, language=language, **known)  # type: ignore[arg-type]


def match(one: Reading, other: Reading) -> list[OriginKind]:
    mine, theirs = sign_article(one), sign_article(other)
    if not set(mine.keys) & set(theirs.keys):
        return []
    return [each.kind for each in match_origins(mine.data, [theirs.data])]


def test_the_same_wording_is_a_copy() -> None:
    copied = write(ENGLISH + " More follows.", published="2025-03-14")
    assert match(copied, write(ENGLISH, published="2025-03-13")) == [OriginKind.COPY]


def test_the_same_statements_in_order_are_a_translation() -> None:
    assert match(write(FRENCH, "fr"), write(ENGLISH)) == [OriginKind.TRANSLATION]


def test_an_article_is_no_origin_of_an_earlier_one() -> None:
    early, late = write(ENGLISH, published="2025-03-13"), write(ENGLISH, published="2025-03-14")
    assert match(early, late) == []


def test_another_story_is_no_origin() -> None:
    assert match(write(OTHER), write(ENGLISH)) == []


def test_an_outlet_named_as_the_source_is_relayed() -> None:
    text = "The Harbour Ledger reported [that Velland had spoken by phone with Ilona Brask]."
    outlet = write_reading(
        text, [("The Harbour Ledger", ASSERTS)], outlet="Le Phare", kind=SpeakerKind.OUTLET
    )
    assert find_relayed(outlet) == ["The Harbour Ledger"]
    assert match(outlet, write(ENGLISH, outlet="Harbour Ledger")) == [OriginKind.RELAY]


def test_an_outlet_does_not_relay_itself() -> None:
    reading = write_reading(
        "[Prices fell].", [("Le Phare", ASSERTS)], outlet="Le Phare", kind=SpeakerKind.OUTLET
    )
    assert find_relayed(reading) == []


def test_the_agency_of_a_dateline_is_relayed() -> None:
    reading = write_reading("SARVANE (Northgate Wire) - [Prices fell].", [("Brask", ASSERTS)])
    assert find_relayed(reading) == ["Northgate Wire"]
