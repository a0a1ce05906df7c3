from pathlib import Path

import pytest

from tests.cli.running import STORY, run_here
from tests.second_reader.model_server import answering, failing, serving


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_doubtful_statements_are_asked_about_and_counted(
    story: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_SECOND_READER_KEY", "sk-secret")
    with serving(answering(stance="questions", stance_words="the")) as server:
        run = run_here(
            capsys, "read", story, "--json", "-l", "en", "--second-reader", server.url,
            "--second-reader-below", "1", "--second-reader-model", "small",
        )  # fmt: skip
    assert run.code == 0
    assert '"stance": "questions"' in run.out
    assert "second reader, after" in run.out
    assert "onrecord: second reader: " in run.err
    assert server.requests[0].headers["Authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in run.out + run.err


def test_a_second_reader_that_fails_changes_nothing(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = run_here(capsys, "read", story, "--json", "-l", "en")
    with serving(failing(404)) as server:
        run = run_here(
            capsys, "read", story, "--json", "-l", "en", "--second-reader", server.url,
            "--second-reader-below", "1",
        )  # fmt: skip
    assert (run.code, run.out) == (without.code, without.out)
    assert "answered with status 404" in run.err


def test_a_wrong_address_ends_the_run_with_its_reason(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = run_here(capsys, "read", story, "--second-reader", "localhost")
    assert run.code == 2
    assert run.err.startswith("onrecord: --second-reader: is no web address; give http://")
