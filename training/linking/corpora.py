"""Sentences that say the same in several languages, and dictionaries by WordNet's ids."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.linking.words import Word, split_words

LANGUAGES = ("en", "fr", "ru", "vi")
# Each with the share of a dictionary's weight: WOLF has more words, and more wrong ones.
WORDNETS = {
    "en": {"wikt-eng.tab": 1.0},
    "fr": {"wikt-fra.tab": 0.7, "wolf-fra.tab": 0.3},
    "ru": {"wikt-rus.tab": 1.0},
    "vi": {"wikt-vie.tab": 1.0},
}


def read_parallel(data: Path, *, leave_out: frozenset[str]) -> list[dict[str, str]]:
    """Lines of the news translations and of the PUD treebanks; each maps language to text.

    Documents named in `leave_out` are left out with all their languages.
    """
    documents = (data / "ntrex/documents.tsv").read_text("utf-8").splitlines()
    columns = {
        code: (data / f"ntrex/{code}.txt").read_text("utf-8").splitlines() for code in LANGUAGES
    }
    lines = [
        {code: column[n] for code, column in columns.items()}
        for n, document in enumerate(documents)
        if document.split("\t")[0] not in leave_out
    ]
    return lines + list(_read_pud(data))


def articles_of(folder: Path) -> frozenset[str]:
    """The names of the annotated articles of a folder, without their language."""
    return frozenset(path.name.rsplit(".", 2)[0] for path in folder.glob("*.json"))


def read_words(text: str, language: str, *, phrases: frozenset[tuple[str, ...]]) -> list[str]:
    """The stems of a text's words, those that are one word together joined by a space."""
    words = [each for each in split_words(text, language) if not each.is_number]
    return list(_join([each.stem for each in words], phrases))


def read_senses(data: Path, name: str, language: str) -> dict[str, set[str]]:
    """For each lemma (its stems joined by a space) the ids of its WordNet synsets."""
    senses: dict[str, set[str]] = defaultdict(set)
    for line in (data / "lexicon" / name).read_text("utf-8").splitlines():
        synset, kind, lemma = line.split("\t")[:3]
        if line.startswith("#") or not kind.endswith(":lemma"):
            continue
        stems = [each.stem for each in split_words(lemma.replace("_", " "), language)]
        if stems and not lemma[0].isupper():
            senses[" ".join(stems)].add(synset)
    return senses


def find_names(lines: Iterable[str], language: str) -> frozenset[str]:
    """Stems that hardly ever stand in small letters where a capital is not called for."""
    capital: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for line in lines:
        for word in _inside(split_words(line, language)):
            total[word.stem] += 1
            capital[word.stem] += word.is_capital
    return frozenset(stem for stem, count in total.items() if capital[stem] > 0.8 * count)


def _inside(words: Iterable[Word]) -> Iterator[Word]:
    return (each for each in words if not each.begins and not each.is_number)


def _join(stems: list[str], phrases: frozenset[tuple[str, ...]]) -> Iterator[str]:
    n = 0
    while n < len(stems):
        size = next((k for k in (4, 3, 2) if tuple(stems[n : n + k]) in phrases), 1)
        yield " ".join(stems[n : n + size])
        n += size


def _read_pud(data: Path) -> Iterator[dict[str, str]]:
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for code in ("en", "fr", "ru"):
        identity = ""
        for line in (data / f"ud/{code}/pud.conllu").read_text("utf-8").splitlines():
            if line.startswith("# sent_id = "):
                identity = line[12:]
            elif line.startswith("# text = "):
                texts[identity][code] = line[9:]
    return (each for each in texts.values() if len(each) == 3)
