"""Statements of PolNeAR with acts labelled here: keys only, the texts stay where they are."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.languages.cues import CueLexicon
from onrecord.model import Act
from onrecord.parsing import Parser
from training.acts.examples import Example, gold_found

_ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}
_LABELS = Path(__file__).with_name("polnear.tsv")
_MARK = re.compile(r"^(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t", re.MULTILINE)
_EVENT = re.compile(r"^(E\d+)\tAttribution(?:-no-source)?:T\d+ (.+)$", re.MULTILINE)


def read_attributions(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name of the article, its text, and each attribution by its key, of a brat folder."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        # The name ends in the annotator's mark.
        name = path.stem.rsplit("_", 1)[0]
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        yield path.stem, text, _events(path.read_text(encoding="utf-8"))


def _events(annotations: str) -> dict[str, Any]:
    marks = {
        name: (_ROLES[role], [[int(n) for n in part.split()] for part in places.split(";")])
        for name, role, places in _MARK.findall(annotations)
    }
    events = {}
    for key, arguments in _EVENT.findall(annotations):
        row: dict[str, Any] = {"source": [], "cue": [], "content": [], "stance": "asserts"}
        for argument in arguments.split():
            role, places = marks.get(argument.split(":")[1], ("", []))
            if role:
                row[role].extend(places)
        events[key] = row
    return events


def read_labelled(folder: Path, parser: Parser, *, lexicon: CueLexicon) -> Iterator[Example]:
    """The labelled statements of a PolNeAR part."""
    labels: dict[str, dict[str, Act]] = {}
    for line in _LABELS.read_text(encoding="utf-8").splitlines():
        article, key, act = line.split("\t")
        labels.setdefault(article, {})[key] = Act(act)
    for article, text, events in read_attributions(folder):
        if article not in labels:
            continue
        parsed = parser.parse(text)
        for key, act in labels[article].items():
            (found,) = gold_found(parsed, [events[key]], lexicon=lexicon)
            yield Example(article, "en", parsed, found, act)
