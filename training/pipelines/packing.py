"""Puts a trained pipeline into the package in one step, so that no reader sees half of it."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path

import spacy

from training.pipelines.evaluation import Scores
from training.pipelines.settings import Settings

VERSION = "0.1.0"


def pack(trained: Path, target: Path, settings: Settings, scores: dict[str, Scores]) -> None:
    """Copies the pipeline to `target` with sources, licences and figures in its meta.json."""
    nlp = spacy.load(trained)
    nlp.meta.update(
        name="onrecord",
        version=VERSION,
        description=settings.description,
        author="The onrecord authors",
        license=settings.licence,
        sources=[
            {"name": treebank.name, "license": treebank.licence}
            for treebank in settings.of_role("train")
        ],
        performance={name: asdict(score) for name, score in scores.items()},
    )
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    quicken(fresh)
    old = target.with_name(target.name + ".old")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def folder_size(folder: Path) -> float:
    """Megabytes on disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def quicken(folder: Path) -> None:
    """Make a packed pipeline load without spaCy's module for its language.

    spaCy's French compiles one expression of 1.5 MB at import and again at load: 5 s. The
    tokenizer's rules are in the folder, the expression changes no token of news text, and
    everything else that our components need is the same in spaCy's language-neutral class.
    """
    import srsly

    config = folder / "config.cfg"
    lines = config.read_text("utf-8").splitlines(keepends=True)
    config.write_text(
        "".join('lang = "xx"\n' if line.startswith("lang = ") else line for line in lines), "utf-8"
    )
    meta = srsly.read_json(folder / "meta.json")
    srsly.write_json(folder / "meta.json", {**meta, "lang": "xx"})
    rules = srsly.msgpack_loads((folder / "tokenizer").read_bytes())
    rules.pop("token_match", None)
    (folder / "tokenizer").write_bytes(srsly.msgpack_dumps(rules))
