"""Word vectors for the encoder: packs published ones small, and puts them into a pipeline.

`python -m training.pipelines.vectors ARCHIVE OUT` needs `navec` and its archive of Russian
vectors, which comes in the package `natasha`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import hash_string
from spacy.vectors import Vectors

Floats = NDArray[np.float32]
BLOCK = 2000


def pack_vectors(
    archive: Annotated[Path, typer.Argument(help="The .tar of navec.")],
    out: Annotated[Path, typer.Argument(help="The .npz to write.")],
    words: Annotated[int, typer.Option(help="Words that get a vector.")] = 100_000,
    rows: Annotated[
        int, typer.Option(help="Vectors kept; rarer words share the nearest.")
    ] = 30_000,
    width: Annotated[int, typer.Option(help="Dimensions kept.")] = 96,
) -> None:
    """Keeps the commonest words and, of their vectors, the directions that vary most."""
    from navec import Navec  # only this step needs it

    navec: Any = Navec.load(str(archive))
    commonest = np.argsort(-np.asarray(navec.vocab.counts))[:words]
    table = np.asarray(navec.pq.unpack(), dtype="float32")[commonest]
    table = _narrow(table, width)
    kept = table[:rows]
    places = np.concatenate([np.arange(rows), _nearest(table[rows:], kept)])
    keys = [hash_string(navec.vocab.words[index]) for index in commonest]
    np.savez(
        out,
        data=kept.astype("float16"),
        keys=np.asarray(keys, dtype="uint64"),
        rows=places.astype("int32"),
    )


def add_vectors(nlp: Language, path: Path) -> None:
    """Gives the pipeline packed vectors, looked up by the word in lower case."""
    packed = np.load(path)
    # The shape is settled by the data; half precision halves the folder and costs no accuracy.
    vectors = Vectors(strings=nlp.vocab.strings, data=packed["data"], name="words", attr="LOWER")
    for key, row in zip(packed["keys"].tolist(), packed["rows"].tolist(), strict=True):
        vectors.add(key, row=row)
    nlp.vocab.vectors = vectors


def _narrow(table: Floats, width: int) -> Floats:
    table = table / (np.linalg.norm(table, axis=1, keepdims=True) + 1e-6)
    _, directions = np.linalg.eigh(table.T @ table)
    return np.asarray(table @ directions[:, ::-1][:, :width], dtype="float32")


def _nearest(table: Floats, kept: Floats) -> NDArray[np.int64]:
    directions = (kept / (np.linalg.norm(kept, axis=1, keepdims=True) + 1e-6)).T
    blocks = [
        np.argmax(table[start : start + BLOCK] @ directions, axis=1)
        for start in range(0, len(table), BLOCK)
    ]
    return np.concatenate(blocks)


if __name__ == "__main__":
    typer.run(pack_vectors)
