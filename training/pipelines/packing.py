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
    old = target.with_name(target.name + ".old")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def folder_size(folder: Path) -> float:
    """Megabytes on disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
