import pytest

from onrecord.linking import Match, Signature, match_party, sign_party
from onrecord.model import SpeakerKind

PERSON, BODY, COUNTRY = SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY


def sign(
    name: str,
    kind: SpeakerKind = PERSON,
    *,
    language: str = "en",
    role: str | None = None,
    behalf: str | None = None,
) -> Signature:
    return sign_party(name, kind, role=role, on_behalf_of=behalf, language=language)


def match(one: Signature, *others: Signature) -> Match | None:
    return match_party(one.data, [each.data for each in others])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (sign("Vladimir Poutine", language="fr"), sign("Владимир Путин", language="ru")),
        (sign("Poutine", language="fr"), sign("Vladimir Putin")),
        (sign("V. Putin"), sign("Vladimir Putin")),
        (sign("Christine Ford"), sign("Christine Blasey Ford")),
        (sign("Ri Yong Ho"), sign("Ри Юн Хо", language="ru")),
        (sign("Park Byeong-seug"), sign("Пак Бён Сеуг", language="ru")),
        (sign("Дмитрия Пескова", language="ru"), sign("Dmitry Peskov")),
        (sign("Maison-Blanche", BODY, language="fr"), sign("Nhà Trắng", BODY, language="vi")),
        (sign("Pyongyang", COUNTRY), sign("Северная Корея", COUNTRY, language="ru")),
        (sign("le Kremlin", BODY, language="fr"), sign("Кремль", BODY, language="ru")),
        (sign("Harbour Ledger", SpeakerKind.OUTLET), sign("the Harbour Ledger", BODY)),
        (sign("OECD", BODY), sign("Orsene Economic Council for Development", BODY)),
    ],
)
def test_one_party_under_two_names(one: Signature, other: Signature) -> None:
    found = match(one, other)
    assert found
    assert found.because
    assert set(one.keys) & set(other.keys), "the ledger would not find it"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (sign("John Smith"), sign("Jane Smith")),
        (sign("Oskar Velland"), sign("Ilona Brask")),
        (sign("North Korea", COUNTRY), sign("South Korea", COUNTRY)),
        (sign("Moscow", COUNTRY), sign("Kremlin", BODY)),
        (sign("Russian Foreign Ministry", BODY), sign("French Foreign Ministry", BODY)),
        (sign("Smith", role="footballer"), sign("John Smith", role="Australian senator")),
    ],
)
def test_two_parties_stay_two(one: Signature, other: Signature) -> None:
    assert match(one, other) is None


def test_the_best_of_several_is_taken() -> None:
    found = match(sign("Anna Brask"), sign("Ilona Brask"), sign("Brask"), sign("Anna Brask"))
    assert found
    assert found.index == 2


def test_a_ministry_is_one_in_two_languages() -> None:
    russian = sign("Министерство иностранных дел России", BODY, language="ru")
    assert match(sign("Russian Foreign Ministry", BODY), russian)


def test_nobody_matches_nobody() -> None:
    assert match(sign("Brask")) is None
    assert match(sign(""), sign("Brask")) is None
