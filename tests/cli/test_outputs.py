import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import from_json
from tests.cli.running import STORY, run_apart, run_here


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def test_table(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = run_here(capsys, "read", story)
    assert (run.code, run.err) == (0, "")
    assert "✗ denies" in run.out
    assert "\x1b" not in run.out
    assert all(len(line) <= 80 for line in run.out.splitlines())


def test_several_articles_end_with_a_summary(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "2 articles" in run_here(capsys, "read", story, story).out
    assert "\nArticle" not in run_here(capsys, "read", story).out


def test_table_of_one_stance(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run_here(capsys, "read", story, "--stance", "denies").out
    assert "✗ denies" in shown
    assert "cue: “said”" not in shown


def test_json_is_one_reading_a_line(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = run_here(capsys, "read", story, story, "--json")
    first, second = (from_json(line) for line in run.out.splitlines())
    assert first == second
    assert first.article.text == STORY
    assert first.statements


def test_page(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    run = run_here(capsys, "read", story, "--html", page)
    assert (run.code, run.out) == (0, "")
    assert run.err == f"onrecord: page written to {page}\n"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [each.name for each in sorted(tmp_path.iterdir())] == ["page.html", "story.txt"]


def test_page_and_json_together(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = run_here(capsys, "read", story, "--json", "--html", tmp_path / "page.html")
    assert json.loads(run.out)
    assert (tmp_path / "page.html").exists()


@pytest.mark.parametrize("name", ["story.txt", "./story.txt", "link.html", ".", "none/page.html"])
def test_page_never_replaces_an_input(
    name: str,
    story: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "link.html").symlink_to(story)
    monkeypatch.chdir(tmp_path)
    run = run_here(capsys, "read", story, "--html", name)
    assert run.code == 2
    assert run.err.startswith("onrecord: --html ")
    assert run.err.count("\n") == 1
    assert story.read_text() == STORY


def test_no_page_where_nothing_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text("an older page")
    assert run_here(capsys, "read", tmp_path / "gone.txt", "--html", page).code == 3
    assert page.read_text() == "an older page"


def test_a_folder_that_may_not_be_written(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = run_here(capsys, "read", story, "--html", "/proc/page.html")
    assert run.code == 2
    assert "cannot be written" in run.err


def test_a_closed_pipe_is_silent(story: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "read", "--json", *[str(story)] * 40]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (141, b"")


def test_terminals_that_lack_the_characters(story: Path) -> None:
    run = run_apart("read", story, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (run.code, run.err) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("colourless", [{}, {"NO_COLOR": "1"}])
def test_colour_only_where_it_is_wanted(story: Path, colourless: dict[str, str]) -> None:
    import pty

    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **colourless}
    command = [sys.executable, "-m", "onrecord", "read", str(story)]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=env) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    assert process.returncode == 0
    assert (b"\x1b[31m" in shown) is not bool(colourless)
