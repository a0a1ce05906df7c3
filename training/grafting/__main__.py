"""`python -m training.grafting fr`: prints grafted sentences, to be read by eye."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Annotated

import typer

from training.grafting.grammar import read_grammar
from training.pipelines.documents import read_corpus
from training.pipelines.settings import read_settings


def show(
    language: Annotated[str, typer.Argument(help="A language with frames.")],
    shared: Annotated[Path, typer.Option(envvar="ONRECORD_SHARED")] = Path("../shared"),
    count: Annotated[int, typer.Option(help="How many sentences.")] = 20,
    trees: Annotated[bool, typer.Option(help="Also print each word's annotation.")] = False,
) -> None:
    """Prints sentences drawn from the grammar of a language."""
    corpus = read_corpus(read_settings(language), "train", shared / "data" / "ud")
    grammar, random = read_grammar(language, list(corpus.sentences)), Random(1)
    for _ in range(count):
        sentence = grammar.draw(random)
        typer.echo(sentence.text)
        for number, word in enumerate(sentence.words if trees else (), start=1):
            row = (word.form, word.lemma, word.upos, word.feats, str(word.head + 1), word.relation)
            typer.echo("\t".join((str(number), *row)))


if __name__ == "__main__":
    typer.run(show)
