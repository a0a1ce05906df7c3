"""`python -m training.pipelines fr`: converts, trains, measures and packs one pipeline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import spacy
import typer
from thinc.api import NumpyOps, set_current_ops

from onrecord.parsing.joining import register_tokenizer
from onrecord.parsing.networks import register_networks
from training.pipelines.card import Figures, write_card
from training.pipelines.documents import held_out_examples, read_corpus
from training.pipelines.evaluation import Scores, measure, measure_speed
from training.pipelines.packing import folder_size, pack
from training.pipelines.settings import WORK, Role, Settings, read_settings
from training.pipelines.training import train

PACKAGE = Path("src/onrecord/languages")
SPEED_TEXTS = 400


def build(
    language: Annotated[str, typer.Argument(help="Name of a TOML file beside this module.")],
    shared: Annotated[Path, typer.Option(envvar="ONRECORD_SHARED")] = Path("../shared"),
    work: Annotated[Path, typer.Option(help="Where checkpoints go.")] = WORK,
    minutes: Annotated[float | None, typer.Option(help="Training time, if not as set.")] = None,
    start: Annotated[Path | None, typer.Option(help="Begin with this one's weights.")] = None,
    trained: Annotated[Path | None, typer.Option(help="Pack this instead of training.")] = None,
) -> None:
    """Trains the pipeline of a language and puts it, with its card, into the package."""
    settings = read_settings(language)
    if minutes is not None:
        settings = replace(settings, network=replace(settings.network, minutes=minutes))
    data = shared / "data" / "ud"
    best = trained or train(settings, data, work, start=start)
    target = PACKAGE / language / "pipeline"
    target.parent.mkdir(parents=True, exist_ok=True)
    scores = measure_parts(settings, best, data)
    pack(best, target, settings, scores)
    figures = Figures(scores, measure_pace(settings, target, data), folder_size(target))
    target.with_name("PIPELINE.md").write_text(write_card(settings, figures), encoding="utf-8")
    typer.echo(f"{target}: {figures}")


def measure_parts(settings: Settings, pipeline: Path, data: Path) -> dict[str, Scores]:
    """The scores on the dev and test parts, each of their treebanks by itself."""
    register_tokenizer()
    register_networks()
    nlp = spacy.load(pipeline)
    roles: tuple[Role, ...] = ("dev", "test")
    return {
        f"{treebank.name} {role}": measure(
            nlp, held_out_examples(nlp, read_corpus(settings, role, data, only=treebank))
        )
        for role in roles
        for treebank in settings.of_role(role)
    }


def measure_pace(settings: Settings, pipeline: Path, data: Path) -> float:
    """Words of the dev part a second, on one core."""
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(pipeline)
    examples = held_out_examples(nlp, read_corpus(settings, "dev", data))
    return measure_speed(nlp, [example.text for example in examples[:SPEED_TEXTS]])


if __name__ == "__main__":
    typer.run(build)
