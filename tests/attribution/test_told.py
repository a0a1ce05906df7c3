"""Sources beside those they tell it to, those who cite them, and where they say it."""

import pytest

from onrecord.model import Article, cut
from onrecord.pipeline import Reader

_CASES = [
    ("fr", "« C'est faux », a expliqué à l'AFP Anne Tavel.", "Anne Tavel"),
    ("fr", "« C'est faux », a confié au Monde le maire de Vellac.", "le maire de Vellac"),
    ("fr", "« C'est faux », a lancé M. Tavel devant les députés.", "M. Tavel"),
    ("fr", "« C'est faux », a dit le maire lundi devant la presse.", "le maire"),
    ("ru", "«Я хочу, чтобы все это поняли», — сказала она «Post» в пятницу.", "она"),
    ("ru", "Это возможно, сказал Ларин CNBC в интервью.", "Ларин"),
    ("vi", "Tờ Bưu điện dẫn lời ông Lê Văn Nam nói rằng ông sẽ đi.", "Tờ Bưu điện"),
]


@pytest.mark.parametrize(("code", "text", "source"), _CASES)
def test_the_source_is_who_says_it(code: str, text: str, source: str) -> None:
    reading = Reader().read(Article(text=text, language=code))
    assert source in [cut(text, each.source) for each in reading.statements]


def test_no_subject_stands_behind_a_participle() -> None:
    text = "« Qui gouverne ? », a lancé M. Tavel, réclamant la publication du registre."
    reading = Reader().read(Article(text=text, language="fr"))
    assert {cut(text, each.source) for each in reading.statements} == {"M. Tavel"}


def test_an_outlet_beside_a_person_is_whom_he_tells() -> None:
    text = "Роман Ларин, глава фонда, рассказывает CNN: «Мы готовы»."
    (statement,) = Reader().read(Article(text=text, language="ru")).statements
    assert statement.speaker.name == "Роман Ларин"
