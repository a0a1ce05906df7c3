"""The sections of the report that tell what a ledger makes of what is read."""

from pathlib import Path

from evaluation.from_text import measure_from_text
from evaluation.linked_gold import load_linked
from evaluation.markdown import Section, share, table
from evaluation.origins import measure_origins
from evaluation.reading import OnceReader


def show_from_text(title: str, folder: Path, reader: OnceReader) -> Section:
    """Claims and standings where everything is read by onrecord itself, nothing given."""
    figures = measure_from_text(folder, reader).figures()
    told = (
        f"{figures['statements']:.0f} statements are annotated, {figures['found']:.0f} were found;",
        "those that pair are compared. Same claim: "
        f"pairwise F1 {share(figures['pairwise'])}, pairs of two languages "
        f"{share(figures['languages'])}, B³ F1 {share(figures['b_cubed'])}.",
        f"Of {figures['claims']:.0f} annotated claims {share(figures['claims_found'])} were found.",
        "They stand as the annotated statements make them stand:",
    )
    rows = [
        ["claims found", share(figures["standing"]), share(figures["standing_guessed"])],
        [
            "… of more than one statement",
            share(figures["standing_of_several"]),
            share(figures["standing_of_several_guessed"]),
        ],
    ]
    head = ["", "share", "saying the commonest of all"]
    return Section(title, (*told, "", *table(head, rows)))


def show_origins(folder: Path) -> Section:
    """How often copies and translations are folded, and independent articles wrongly."""
    figures = measure_origins(load_linked(folder))
    rows = [
        ["translations folded", share(figures["translations_found"])],
        ["copies cut after two thirds folded", share(figures["cut_found"])],
        ["copies without every fourth sentence folded", share(figures["edited_found"])],
        ["articles folded into one that they do not come from", share(figures["folded_wrongly"])],
    ]
    told = f"{figures['articles']:.0f} articles, {figures['translations']:.0f} of them translations"
    return Section("Origins", (f"{told} of others.", "", *table(["", "share"], rows)))
