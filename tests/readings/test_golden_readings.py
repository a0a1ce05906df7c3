"""Readings of the demo articles, kept whole: a change in any of them has to be looked at.

Write them anew with `ONRECORD_GOLDEN=write pytest tests/readings`.
"""

import json
import os
from functools import cache
from pathlib import Path

import pytest

from onrecord.intake import IntakeSettings, read_place
from onrecord.languages import known_languages
from onrecord.model import Reading, cut
from onrecord.pipeline import Reader

_DEMO = Path(__file__).parents[2] / "demo"
_GOLDEN = Path(__file__).parent / "golden"
_ARTICLES = sorted(p for p in _DEMO.rglob("*") if p.suffix in (".html", ".txt"))


@cache
def _reader() -> Reader:
    return Reader()


def _read(path: Path) -> Reading:
    settings = IntakeSettings(known_languages=frozenset(known_languages()))
    return _reader().read(read_place(str(path), settings=settings))


def _shown(reading: Reading) -> list[dict[str, object]]:
    text = reading.article.text
    return [
        {
            "source": cut(text, each.source),
            "cue": cut(text, each.cue),
            "content": cut(text, each.content),
            "speaker": each.speaker.name,
            "kind": each.speaker.kind.value,
            "for": each.speaker.on_behalf_of,
            "stance": each.stance.value,
            "form": each.form.value,
            "act": each.act.value,
            "certainty": each.certainty.value,
            "said_on": each.said_on,
            "rule": each.because.rule,
        }
        for each in reading.statements
    ]


@pytest.mark.parametrize("path", _ARTICLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_demo_article_reads_as_before(path: Path) -> None:
    golden = _GOLDEN / f"{path.parent.name}.{path.name}.json"
    shown = _shown(_read(path))
    if os.environ.get("ONRECORD_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert shown == json.loads(golden.read_text("utf-8"))
