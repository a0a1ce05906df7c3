"""Finds the texts of the benchmark's articles in copies of the public collections."""

import tarfile
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from onrecord.errors import SetupError

_NTREX = "https://github.com/MicrosoftTranslator/NTREX"
_WIKINEWS = "https://github.com/boudinfl/wikinews-2013-pre"
# Where a language's lines stand: as this project keeps them, and as the repository does.
_LINES = {
    "en": ("en.txt", "NTREX-128/newstest2019-src.eng.txt"),
    "fr": ("fr.txt", "NTREX-128/newstest2019-ref.fra.txt"),
    "ru": ("ru.txt", "NTREX-128/newstest2019-ref.rus.txt"),
    "vi": ("vi.txt", "NTREX-128/newstest2019-ref.vie.txt"),
}
_DOCUMENTS = ("documents.tsv", "DOCUMENT_IDS.tsv")
_ARCHIVES = (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".zip")


class Texts:
    """The collections below `folder`; each is looked for when a text of it is first wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[str, tuple[Path, list[str]]] = {}

    def find(self, collection: str, document: str, *, language: str) -> tuple[str, Path]:
        """A document's text without its final line breaks, and the file it stands in.

        Raises SetupError where it is not there.
        """
        if collection == "wikinews":
            return self._find_wikinews(document)
        path, lines = self._lines_of(language)
        chosen = [
            line for line, name in zip(lines, self._documents, strict=False) if name == document
        ]
        if not chosen:
            raise SetupError(str(path), f"holds no line of {document}", _clone(_NTREX))
        return "\n".join(chosen), path

    @cached_property
    def _documents(self) -> list[str]:
        """For each line of NTREX the name of its document."""
        return _read(self._first_of("ntrex", _DOCUMENTS)).splitlines()

    def _lines_of(self, language: str) -> tuple[Path, list[str]]:
        if language not in self._lines:
            path = self._first_of("ntrex", _LINES[language])
            # Not splitlines(): it would also cut at separators that stand inside a line.
            lines = _read(path).rstrip("\n").split("\n")
            if len(lines) != len(self._documents):
                counts = f"{len(lines)} lines where {len(self._documents)} are named"
                raise SetupError(str(path), f"has {counts}", _clone(_NTREX))
            self._lines[language] = path, lines
        return self._lines[language]

    def _first_of(self, home: str, names: tuple[str, ...]) -> Path:
        folders = [self._folder / home, self._folder / home.upper(), self._folder]
        for folder in folders:
            for name in names:
                if (folder / name).is_file():
                    return folder / name
        wanted = " or ".join(names)
        raise SetupError(str(folders[0]), f"{wanted} is not there", _clone(_NTREX))

    def _find_wikinews(self, document: str) -> tuple[str, Path]:
        for folder in ("wikinews-fr", "wikinews-2013-pre"):
            home = self._folder / folder
            for path in sorted(home.rglob(f"{document}.txt")):
                return _read(path).rstrip("\n"), path
            for archive in sorted(home.rglob("*")):
                if archive.name.endswith(_ARCHIVES):
                    for content in _members(archive, f"{document}.txt"):
                        return content.rstrip("\n"), archive
        home = self._folder / "wikinews-fr"
        raise SetupError(str(home / f"{document}.txt"), "is not there", _clone(_WIKINEWS))


def _clone(repository: str) -> str:
    return f"clone {repository} into the folder of texts"


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(str(path), f"cannot be read ({error})") from error


def _members(archive: Path, name: str) -> Iterator[str]:
    """Contents of the files called `name` in an archive; nothing is unpacked to disk."""
    try:
        if archive.suffix == ".zip":
            with zipfile.ZipFile(archive) as file:
                for member in file.namelist():
                    if member.rsplit("/", 1)[-1] == name:
                        yield file.read(member).decode("utf-8")
            return
        with tarfile.open(archive) as file:
            for each in file:
                if each.isfile() and each.name.rsplit("/", 1)[-1] == name:
                    content = file.extractfile(each)
                    if content is not None:
                        yield content.read().decode("utf-8")
    except (OSError, tarfile.TarError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise SetupError(str(archive), f"cannot be read ({error})") from error
