"""Writes the model card of a pipeline from its settings and the figures measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from training.pipelines.evaluation import Scores
from training.pipelines.settings import Settings, Treebank

HEADINGS = ("UPOS", "features", "lemma", "UAS", "LAS", "sentences (F)")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: scores by part, words per second on one core, megabytes on disk."""

    scores: dict[str, Scores]
    words_per_second: float
    megabytes: float


def write_card(settings: Settings, figures: Figures) -> str:
    """The card as Markdown."""
    network = settings.network
    sections = [
        f"# {settings.title}",
        settings.description,
        "A spaCy 3.8 pipeline (`tok2vec`, `morphologizer`, `parser`, `trainable_lemmatizer`): "
        "`spacy.load` on the folder `pipeline` beside this card, nothing else is needed. "
        f"{figures.megabytes:.1f} MB on disk; {round(figures.words_per_second, -2):,.0f} words a "
        "second of one core, tokenizer included, if `set_current_ops(NumpyOps(use_blis=False))` of "
        "`thinc.api` comes before loading; about half of that without.",
        "## Learned from",
        _treebank_table(settings.of_role("train")),
        f"The weights are under {settings.licence}, as the treebanks ask. While training, "
        "quotation marks, apostrophes, dashes, capitals and final full stops were varied, and "
        "sentences that report speech were mixed in: clauses of the same treebanks grafted onto "
        f"frames (`training/grafting/{settings.language}.toml`), one into "
        f"{settings.typography.grafts:.0%} of the paragraphs.",
        "## Measured",
        "Share of tokens that are right (%), from raw text in paragraphs of up to four sentences; "
        "a sentence that no punctuation closes ends its paragraph. UAS and LAS leave punctuation "
        "out. Tokens are those of the pipeline's own tokenizer; one over several words of the "
        "treebank (du, auquel) is compared with the word that heads the others. The gold standard "
        "is first brought to the conventions of the settings (features kept, relations merged). "
        "The dev part chose the weights, the test part nothing.",
        _score_table(figures.scores),
        "## Known weaknesses",
        "\n".join(f"- {weakness}" for weakness in settings.weaknesses),
        "## Build it again",
        f"```\npython -m training.pipelines {settings.language} --shared ../shared\n```",
        f"Settings are in `training/pipelines/{settings.language}.toml`: an encoder of width "
        f"{network.width} and depth {network.depth}, {network.minutes:.0f} minutes of processor "
        "time on one core.",
    ]
    return "\n\n".join(sections) + "\n"


def _treebank_table(treebanks: Iterable[Treebank]) -> str:
    rows = [("treebank", "file", "seen per epoch", "licence")]
    rows += [
        (bank.name, f"`{bank.file}`", f"{bank.copies:g} ×", bank.licence) for bank in treebanks
    ]
    return _table(rows)


def _score_table(scores: dict[str, Scores]) -> str:
    rows: list[tuple[str, ...]] = [("part", *HEADINGS)]
    for part, score in scores.items():
        rows.append((part, *map(_percent, astuple(score))))
    return _table(rows)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
