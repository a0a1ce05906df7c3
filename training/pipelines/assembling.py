"""`python -m training.pipelines.assembling ru --models FOLDER`: a pipeline of networks that others
have trained, with our tokenizer, measured and packed as those we train are.

The networks are slovnet's (MIT) and come in the package `natasha`; `--models` is its folder `data`.
Of the word vectors the commonest are kept.
"""

from __future__ import annotations

import gzip
import io
import shutil
import tarfile
from pathlib import Path
from typing import Annotated, Any

import typer
from thinc.api import NumpyOps, set_current_ops

from onrecord.parsing.networks import FACTORY, PARSER, TAGGER, VECTORS, register_networks
from training.pipelines.__main__ import PACKAGE, measure_pace, measure_parts
from training.pipelines.card import Figures, write_card
from training.pipelines.packing import folder_size, pack
from training.pipelines.settings import WORK, read_settings
from training.pipelines.tokenizer import create_language

SOURCES = {
    TAGGER: "model/slovnet_morph_news_v1.tar",
    PARSER: "model/slovnet_syntax_news_v1.tar",
    VECTORS: "emb/navec_news_v1_1B_250K_300d_100q.tar",
}
WORD_LIST = "vocabs/word.gz"
SPECIAL = ("<unk>", "<pad>")


def assemble(
    language: Annotated[str, typer.Argument(help="Name of a TOML file beside this module.")],
    models: Annotated[Path, typer.Option(help="The folder `data` of natasha.")],
    shared: Annotated[Path, typer.Option(envvar="ONRECORD_SHARED")] = Path("../shared"),
    words: Annotated[int, typer.Option(help="Words that keep a vector.")] = 110_000,
) -> None:
    """Puts the pipeline of a language, with its card, into the package."""
    settings = read_settings(language)
    fresh = WORK / f"{language}-assembled"
    shutil.rmtree(fresh, ignore_errors=True)
    register_networks()
    set_current_ops(NumpyOps(use_blis=False))
    nlp = create_language(language, settings.tokenizer)
    nlp.add_pipe(FACTORY, name="parser")
    nlp.to_disk(fresh)
    cut_vectors(models, fresh / "parser", words=words)
    target = PACKAGE / language / "pipeline"
    data = shared / "data" / "ud"
    scores = measure_parts(settings, fresh, data)
    pack(fresh, target, settings, scores)
    figures = Figures(scores, measure_pace(settings, target, data), folder_size(target))
    target.with_name("PIPELINE.md").write_text(write_card(settings, figures), encoding="utf-8")
    typer.echo(f"{target}: {figures}")


def cut_vectors(models: Path, folder: Path, *, words: int) -> None:
    """Writes the networks and the vectors of the commonest words, numbered alike, to `folder`."""
    from navec import Navec  # only this step needs it

    navec: Any = Navec.load(str(models / SOURCES[VECTORS]))
    commonest = [word for word in navec.vocab.top(words) if word not in SPECIAL]
    kept = [*commonest, *SPECIAL]
    navec.sampled(kept).dump(str(folder / VECTORS))
    for name in (TAGGER, PARSER):
        replace_word_list(models / SOURCES[name], folder / name, kept)


def replace_word_list(source: Path, target: Path, words: list[str]) -> None:
    """Copies the archive of a network with another list of the words that have a vector."""
    listed = gzip.compress("\n".join(words).encode("utf-8"), mtime=0)
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old.getmembers():
            content = old.extractfile(member)
            if content is None:
                continue
            held = listed if member.name == WORD_LIST else content.read()
            member.size = len(held)
            new.addfile(member, io.BytesIO(held))


if __name__ == "__main__":
    typer.run(assemble)
