import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.formats.visible import make_visible


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Đỗ Mười a dit : « ça » – 10 € …", "Đỗ Mười a dit : « ça » – 10 € …"),
        ("one\ntwo\tthree\u2028four", "one two three four"),
        ("\x1b[31m", "␛[31m"),
        ("\x9b\x7f", "‹U+009B›‹U+007F›"),
        ("\u202etxet\u202c", "‹U+202E›txet‹U+202C›"),
        ("co\u00adop\u200b", "coop"),
        ("\ud800", "\ufffd"),
        ("می‌خواهم 👩‍🔬", "می‌خواهم 👩‍🔬"),
    ],
)
def test_what_is_shown(given_text: str, shown: str) -> None:
    assert make_visible(given_text) == shown


@given(st.text())
def test_one_line_that_can_be_encoded(text: str) -> None:
    shown = make_visible(text)
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1
    assert make_visible(shown) == shown
