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
    sections = [
        f"# {settings.title}",
        settings.description,
        f"{_parts(settings)} {figures.megabytes:.1f} MB on disk; "
        f"{round(figures.words_per_second, -2):,.0f} words a second of one core, tokenizer "
        "included, if `set_current_ops(NumpyOps(use_blis=False))` of `thinc.api` comes before "
        "loading.",
        *(_origin(settings) if settings.origin else _learning(settings)),
        "## Measured",
        "Share of tokens that are right (%), from raw text in paragraphs of up to four sentences; "
        "a sentence that no punctuation closes ends its paragraph. UAS and LAS leave punctuation "
        "out. Tokens are those of the pipeline's own tokenizer; one over several words of the "
        "treebank (du, auquel) is compared with the word that heads the others. The gold standard "
        "is first brought to the conventions of the settings (features kept, relations merged). "
        "The dev part chose the weights, the test part nothing.",
        _score_table(figures.scores),
        *([settings.compared] if settings.compared else []),
        "## Known weaknesses",
        "\n".join(f"- {weakness}" for weakness in settings.weaknesses),
        "## Build it again",
        *_recipe(settings),
    ]
    return "\n\n".join(sections) + "\n"


def _parts(settings: Settings) -> str:
    if settings.origin:
        return (
            "A spaCy 3.8 pipeline of one component (`parser`) that needs the libraries `slovnet`, "
            "`navec` and `pymorphy3`; `register_networks()` of `onrecord.parsing.networks` makes "
            "it known to spaCy before `spacy.load`."
        )
    lemmas = ", `trainable_lemmatizer`" if settings.network.lemmas else ""
    return (
        f"A spaCy 3.8 pipeline (`tok2vec`, `morphologizer`, `parser`{lemmas}): "
        "`spacy.load` on the folder `pipeline` beside this card, nothing else is needed."
    )


def _origin(settings: Settings) -> list[str]:
    return ["## Where it comes from", settings.origin, f"Licence: {settings.licence}."]


def _learning(settings: Settings) -> list[str]:
    grafts = settings.typography.grafts
    grafted = (
        ", and sentences that report speech were mixed in: clauses of the same treebanks grafted "
        f"onto frames (`training/grafting/{settings.language}.toml`), one into {grafts:.0%} of "
        "the paragraphs"
    )
    return [
        "## Learned from",
        _treebank_table(settings.of_role("train")),
        f"The weights are under {settings.licence}, as the treebanks ask. While training, "
        "quotation marks, apostrophes, dashes, capitals and final full stops were varied"
        f"{grafted if grafts else ''}.",
    ]


def _recipe(settings: Settings) -> list[str]:
    code, network = settings.language, settings.network
    if settings.origin:
        command = f"python -m training.pipelines.assembling {code} --shared ../shared --models …"
        return [f"```\n{command}\n```"]
    return [
        f"```\npython -m training.pipelines {code} --shared ../shared\n```",
        f"Settings are in `training/pipelines/{code}.toml`: an encoder of width "
        f"{network.width} and depth {network.depth}, {network.minutes:.0f} minutes of processor "
        "time on one core.",
    ]


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
