"""Parses plain text with an earlier parser, as further training text: `python -m
training.pipelines.silver ru OUT FILE...`.

Needs `slovnet`, `navec`, `razdel` and `pymorphy3`, and the models that the package `natasha` (MIT)
brings, in `--models`. One paragraph a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from spacy.language import Language

from training.pipelines.settings import read_settings
from training.pipelines.tokenizer import create_language
from training.pipelines.trees import find_tree

VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
TAGGER, PARSER = "model/slovnet_morph_news_v1.tar", "model/slovnet_syntax_news_v1.tar"
LONGEST = 90
# The grammemes of the dictionary that answer to universal features.
GRAMMEMES = {
    "NOUN": "NOUN", "PROPN": "NOUN", "VERB": "VERB INFN PRTF PRTS GRND", "AUX": "VERB INFN",
    "ADJ": "ADJF ADJS COMP", "ADV": "ADVB COMP PRED", "PRON": "NPRO NOUN", "DET": "ADJF NPRO",
    "NUM": "NUMR ADJF", "ADP": "PREP", "CCONJ": "CONJ", "SCONJ": "CONJ", "PART": "PRCL",
    "Case=Nom": "nomn", "Case=Gen": "gent gen2", "Case=Dat": "datv", "Case=Acc": "accs",
    "Case=Ins": "ablt", "Case=Loc": "loct loc2", "Gender=Masc": "masc", "Gender=Fem": "femn",
    "Gender=Neut": "neut", "Number=Sing": "sing", "Number=Plur": "plur", "Tense=Past": "past",
    "Tense=Pres": "pres", "VerbForm=Part": "PRTF PRTS", "VerbForm=Inf": "INFN",
    "VerbForm=Conv": "GRND", "Variant=Short": "ADJS PRTS",
}  # fmt: skip


class Parser:
    """The earlier parser over sentences that our tokenizer has cut."""

    def __init__(self, models: Path) -> None:
        from navec import Navec  # only this step needs them
        from pymorphy3 import MorphAnalyzer
        from slovnet import Morph, Syntax

        vectors: Any = Navec.load(str(models / VECTORS))
        self._tagger: Any = Morph.load(str(models / TAGGER), batch_size=16)
        self._parser: Any = Syntax.load(str(models / PARSER), batch_size=16)
        self._tagger.navec(vectors)
        self._parser.navec(vectors)
        self._parser.infer.model.head.decode = _decode_trees
        self._dictionary: Any = MorphAnalyzer()

    def parse(self, sentences: list[list[str]]) -> Iterator[list[tuple[str, ...]]]:
        """The rows of CoNLL-U of each sentence."""
        pairs = zip(self._tagger.map(sentences), self._parser.map(sentences), strict=True)
        for forms, (tagged, parsed) in zip(sentences, pairs, strict=True):
            tokens = zip(forms, tagged.tokens, parsed.tokens, strict=True)
            yield [self._row(number, *token) for number, token in enumerate(tokens, start=1)]

    def _row(self, number: int, form: str, tag: Any, token: Any) -> tuple[str, ...]:
        feats = [f"{name}={value}" for name, value in sorted(tag.feats.items())]
        relation = "root" if token.head_id == "0" else token.rel
        lemma = self.find_lemma(form, tag.pos, feats)
        spelled = "|".join(feats) or "_"
        return (str(number), form, lemma, tag.pos, "_", spelled, token.head_id, relation, "_", "_")

    def find_lemma(self, form: str, upos: str, feats: list[str]) -> str:
        """The dictionary form; a name keeps gender and number and only turns nominative."""
        if not form[0].isalpha() or upos in ("X", "PUNCT", "SYM"):
            return form
        wanted = [set(GRAMMEMES.get(key, "").split()) for key in (upos, *feats)]
        readings = self._dictionary.parse(form)
        best = max(readings, key=lambda reading: _agreement(reading, wanted, upos))
        lemma = str(best.normal_form)
        if upos == "PROPN":
            nominative = best.inflect({"nomn"})
            lemma = recase(nominative.word if nominative else lemma, form)
        return lemma if "ё" in form.lower() else lemma.replace("ё", "е").replace("Ё", "Е")


def _agreement(reading: Any, wanted: list[set[str]], upos: str) -> float:
    grammemes = {str(grammeme) for grammeme in reading.tag.grammemes}
    is_name = upos == "PROPN" and bool(grammemes & {"Name", "Surn", "Patr", "Geox", "Orgn"})
    return sum(bool(each & grammemes) for each in wanted) + 0.5 * is_name + 0.1 * reading.score


def recase(lemma: str, form: str) -> str:
    """The lemma with the capitals of the form."""
    if form.isupper() and len(form) > 1:
        return lemma.upper()
    parts = zip(lemma.split("-"), form.split("-"), strict=False)
    return "-".join(p[:1].upper() + p[1:] if f[:1].isupper() else p for p, f in parts) or lemma


def _decode_trees(scores: NDArray[np.float32], mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Heads (0 is the root) that make a tree; slovnet takes each word's best head by itself."""
    heads = np.zeros(mask.shape, dtype=np.int64)
    for row, (table, words) in enumerate(zip(scores, mask, strict=True)):
        size = int(words.sum())
        square = np.vstack([np.zeros(size + 1, dtype="float32"), table[:size, : size + 1]])
        heads[row, :size] = find_tree(square)[1:]
    return heads


def cut_sentences(nlp: Language, lines: Iterable[str]) -> Iterator[tuple[list[str], list[bool]]]:
    """Sentences as tokens, each with whether a space follows."""
    from razdel import sentenize

    for line in lines:
        for sentence in sentenize(" ".join(line.split())):
            doc = nlp.make_doc(sentence.text)
            if 3 <= len(doc) <= LONGEST:
                yield [token.text for token in doc], [bool(token.whitespace_) for token in doc]


def make_silver(
    language: Annotated[str, typer.Argument(help="Whose tokenizer cuts the text.")],
    out: Annotated[Path, typer.Argument(help="The .conllu to write.")],
    files: Annotated[list[Path], typer.Argument(help="Plain texts, a paragraph a line.")],
    models: Annotated[Path, typer.Option(help="The folder `data` of natasha.")],
) -> None:
    """Writes the silver treebank."""
    parser = Parser(models)
    nlp = create_language(language, read_settings(language).tokenizer)
    lines = [line for path in files for line in path.read_text("utf-8-sig").splitlines()]
    cut = list(dict.fromkeys((tuple(f), tuple(s)) for f, s in cut_sentences(nlp, lines)))
    with out.open("w", encoding="utf-8") as target:
        rows_of = parser.parse([list(forms) for forms, _ in cut])
        for (forms, spaces), rows in zip(cut, rows_of, strict=True):
            text = "".join(f + " " * s for f, s in zip(forms, spaces, strict=True)).strip()
            target.write(f"# text = {text}\n")
            for row, space in zip(rows, spaces, strict=True):
                misc = "_" if space else "SpaceAfter=No"
                target.write("\t".join((*row[:9], misc)) + "\n")
            target.write("\n")


if __name__ == "__main__":
    typer.run(make_silver)
