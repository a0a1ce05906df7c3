import pytest

from training.grafting.verbs import conjugate_english, conjugate_french


@pytest.mark.parametrize(
    ("lemma", "form", "expected"),
    [
        ("annoncer", "past.s", "annonça"),
        ("annoncer", "past.p", "annoncèrent"),
        ("exiger", "imp.s", "exigeait"),
        ("répéter", "pres.p", "répètent"),
        ("répéter", "cond.s", "répéterait"),
        ("rappeler", "pres.s", "rappelle"),
        ("marteler", "pres.s", "martèle"),
        ("accuser", "part.fp", "accusées"),
    ],
)
def test_regular_french_verbs(lemma: str, form: str, expected: str) -> None:
    assert conjugate_french(lemma)[form] == expected


def test_french_principal_parts() -> None:
    parts = "craint craignent craign craignit craignirent craindr craint craignant"
    forms = conjugate_french("craindre", parts)
    assert (forms["pres.p"], forms["imp.s"], forms["cond.p"]) == (
        "craignent", "craignait", "craindraient",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lemma", "form", "expected"),
    [
        ("deny", "pres.s", "denies"),
        ("deny", "past.s", "denied"),
        ("admit", "past.p", "admitted"),
        ("quip", "ger", "quipping"),
        ("offer", "past.s", "offered"),
        ("agree", "ger", "agreeing"),
        ("argue", "ger", "arguing"),
        ("stress", "pres.s", "stresses"),
    ],
)
def test_regular_english_verbs(lemma: str, form: str, expected: str) -> None:
    assert conjugate_english(lemma)[form] == expected
