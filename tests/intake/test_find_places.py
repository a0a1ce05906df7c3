import itertools
from pathlib import Path

import pytest

from onrecord.errors import FetchError, FileError
from onrecord.intake import find_places, read_place
from tests.intake.reading import PAGE, PAGE_TEXT, TWO


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c.md", "d/e.htm", "d/a.xhtml", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [Path(place).relative_to(tmp_path).as_posix() for place in find_places([str(tmp_path)])]
    assert found == ["a.HTML", "b.txt", "d/a.xhtml", "d/e.htm"]


def test_everything_else_passes_through(tmp_path: Path) -> None:
    named = tmp_path / "notes.md"
    named.write_text("x")
    places = ["-", "https://a.example/b", "none.txt", str(named)]
    assert list(find_places(places)) == places


def test_an_empty_folder_is_passed_on_to_be_refused(tmp_path: Path) -> None:
    places = list(find_places([str(tmp_path), "-"]))
    assert places == [str(tmp_path), "-"]
    with pytest.raises(FileError, match="folder without articles"):
        read_place(places[0], settings=TWO)


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(find_places([str(tmp_path)])) == [str(tmp_path / "a.txt")]


def test_places_are_found_one_by_one() -> None:
    assert next(find_places(itertools.repeat("-"))) == "-"


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://a.example/b", "gopher://a.example"])
def test_other_schemes_are_refused(place: str) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        read_place(place, settings=TWO)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a", "a.md"])
def test_a_page_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"\n<!-- saved -->\n{PAGE}")
    assert read_place(str(path), settings=TWO).text == PAGE_TEXT


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "The mayor said that it was not so & that 3 < 4, he told us.\n"),
        ("a.txt", "<html> is how a page begins, the teacher told the class on Monday.\n"),
        ("a.txt", "The teacher wrote <html><body><p>Hello</p></body></html> on the board.\n"),
    ],
)
def test_a_text_stays_a_text(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert read_place(str(path), settings=TWO).text == text
