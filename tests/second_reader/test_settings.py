import pytest

from onrecord.errors import SetupError
from onrecord.second_reader import SecondReaderSettings, read_settings


def _read(url: str, *, below: float = 0.5, key: str = "") -> SecondReaderSettings:
    environment = {"ONRECORD_SECOND_READER_KEY": key}
    return read_settings(url, model="m", below=below, environment=environment)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1/chat/completions"),
        ("http://localhost:11434/", "http://localhost:11434/v1/chat/completions"),
        ("https://llm.example/v1", "https://llm.example/v1/chat/completions"),
        ("https://llm.example/openai/v1/", "https://llm.example/openai/v1/chat/completions"),
        ("https://llm.example/v1/chat/completions", "https://llm.example/v1/chat/completions"),
        ("https://llm.example/v1?version=2", "https://llm.example/v1/chat/completions?version=2"),
    ],
)
def test_the_address_may_be_that_of_the_server_or_of_its_api(given: str, asked: str) -> None:
    assert _read(given).url == asked


@pytest.mark.parametrize("url", ["localhost:11434", "ftp://a", "http://", "http://a:b", "", "x"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(SetupError, match="is no web address"):
        _read(url)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(SetupError, match="holds a password") as raised:
        _read("https://user:hunter2@llm.example")
    assert "hunter2" not in str(raised.value)


def test_a_key_does_not_travel_in_the_open() -> None:
    with pytest.raises(SetupError, match="is not encrypted") as raised:
        _read("http://llm.example", key="sk-secret")
    assert "sk-secret" not in str(raised.value)


@pytest.mark.parametrize("url", ["http://localhost", "http://127.0.0.1:1", "http://[::1]:1"])
def test_on_this_computer_it_may(url: str) -> None:
    assert _read(url, key="sk-secret").key == "sk-secret"


def test_the_key_is_never_shown() -> None:
    assert "sk-secret" not in repr(_read("https://llm.example", key="sk-secret"))


def test_a_key_that_could_break_the_request_is_refused() -> None:
    with pytest.raises(SetupError, match="characters that no key has"):
        _read("https://llm.example", key="sk\r\nHost: elsewhere")


@pytest.mark.parametrize("below", [-0.1, 1.1, float("nan")])
def test_a_confidence_lies_between_0_and_1(below: float) -> None:
    with pytest.raises(SetupError, match="between 0 and 1"):
        _read("http://localhost", below=below)
