"""The benchmark holds labels and offsets only, and its texts are rebuilt to the character."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmark.loading import SPLITS, Annotations, find_text, main, read_annotations
from benchmark.texts import Texts
from onrecord.errors import SetupError
from onrecord.model import Act, Form, Stance

_SHARED = Path(__file__).parents[3] / "shared/data"
_ALL = [each for split in SPLITS for each in read_annotations(split)]
_HEAD = {"collection", "document", "language", "sha256", "chars", "statements"}
_ROW = {
    "id", "source", "cue", "content", "speaker", "for", "stance", "form", "act", "about", "via",
}  # fmt: skip
_LONGEST_LABEL = 80  # characters


def _needs_texts() -> None:
    if not _SHARED.is_dir():
        pytest.skip(f"{_SHARED} is not on this machine: the texts are not ours to ship")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def test_every_split_holds_four_languages() -> None:
    found = {(each.path.parent.name, each.language) for each in _ALL}
    assert found == {(split, code) for split in SPLITS for code in ("en", "fr", "ru", "vi")}


def test_no_document_stands_in_two_splits() -> None:
    names = [{each.name for each in read_annotations(split)} for split in SPLITS]
    assert len(set().union(*names)) == sum(map(len, names))


@pytest.mark.parametrize("annotations", _ALL, ids=lambda each: each.path.name)
def test_a_file_holds_labels_and_offsets_and_no_text(annotations: Annotations) -> None:
    table = json.loads(annotations.path.read_text("utf-8"))
    assert set(table) == _HEAD
    assert max(map(len, _strings(table["statements"])), default=0) <= _LONGEST_LABEL
    for row in table["statements"]:
        assert set(row) == _ROW
        assert re.fullmatch(r"[a-z0-9-]+", row["about"])
        assert row["stance"] in set(Stance)
        assert row["form"] in set(Form)
        assert row["act"] in set(Act)
        for role in ("source", "cue", "content"):
            assert all(0 <= start < end <= table["chars"] for start, end in row[role])


@pytest.mark.parametrize("annotations", _ALL, ids=lambda each: each.path.name)
def test_a_chain_leads_to_a_statement_of_the_article(annotations: Annotations) -> None:
    ids = {row["id"] for row in annotations.rows}
    assert {row["via"] for row in annotations.rows} - {None} <= ids


def test_every_text_is_rebuilt_with_its_hash() -> None:
    _needs_texts()
    texts = Texts(_SHARED)
    for each in _ALL:
        text = find_text(each, texts)
        assert len(text) == json.loads(each.path.read_text("utf-8"))["chars"]


def test_texts_are_found_in_the_shape_of_the_public_repositories(tmp_path: Path) -> None:
    _needs_texts()
    lines = tmp_path / "NTREX/NTREX-128"
    lines.mkdir(parents=True)
    published = {"en": "src.eng", "fr": "ref.fra", "ru": "ref.rus", "vi": "ref.vie"}
    for code, name in published.items():
        (lines / f"newstest2019-{name}.txt").symlink_to(_SHARED / f"ntrex/{code}.txt")
    (tmp_path / "NTREX/DOCUMENT_IDS.tsv").symlink_to(_SHARED / "ntrex/documents.tsv")
    archive = tmp_path / "wikinews-2013-pre/src/wikinews.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as file:
        for path in (_SHARED / "wikinews-fr").glob("*.txt"):
            file.write(path, f"documents/{path.name}")
    texts = Texts(tmp_path)
    assert all(find_text(each, texts) for each in read_annotations("dev"))


def test_a_text_that_is_missing_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"en\.txt .*is not there; clone https://github"):
        find_text(_ALL[0], Texts(tmp_path))


def test_a_text_that_was_changed_is_refused(tmp_path: Path) -> None:
    name = _ALL[0].document
    (tmp_path / "documents.tsv").write_text(f"{name}\n")
    (tmp_path / "en.txt").write_text("Another text.\n")
    with pytest.raises(SetupError, match=r"en\.txt: .* not the one that was annotated; check"):
        find_text(_ALL[0], Texts(tmp_path))


def test_lines_that_do_not_fit_the_documents_are_refused(tmp_path: Path) -> None:
    (tmp_path / "documents.tsv").write_text("a\nb\n")
    (tmp_path / "en.txt").write_text("One line.\n")
    with pytest.raises(SetupError, match="1 lines where 2 are named"):
        find_text(_ALL[0], Texts(tmp_path))


def test_the_command_ends_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"benchmark: .* is not there"):
        main([str(tmp_path)])
