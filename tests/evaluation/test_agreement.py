"""Our figures are those of the independent scorers, where these are on the machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmark.loading import write_articles
from benchmark.texts import Texts
from evaluation.gold import load_benchmark
from evaluation.polnear import Line, read_lines
from evaluation.scoring import Counts, Score, add
from onrecord import to_json
from tests.evaluation.perturbed import perturb

_SHARED = Path(__file__).parents[3] / "shared"
_SAME = {
    "statement_f1": ("statement", "f1"),
    "statement_precision": ("statement", "p"),
    "statement_recall": ("statement", "r"),
    "triple_f1": ("triple", "f1"),
    "exact_source_f1": ("source exact", "f1"),
    "exact_cue_f1": ("cue exact", "f1"),
    "exact_content_f1": ("content exact", "f1"),
    "stance": ("paired", "stance"),
    "act": ("paired", "act"),
    "form": ("paired", "form"),
    "speaker": ("paired", "speaker"),
    "stance_macro_but_asserts": ("stance macro (all but asserts)", "f1"),
}


def _run_tool(name: str, *arguments: str | Path) -> str:
    tool = _SHARED / "tools" / name
    done = subprocess.run(
        [sys.executable, str(tool), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("language", ["en", "fr", "ru", "vi"])
def test_articles_score_as_the_independent_scorer_has_it(language: str, tmp_path: Path) -> None:
    if not (_SHARED / "tools/score.py").is_file():
        pytest.skip(f"{_SHARED} is not on this machine: it holds the independent scorer")
    texts = Texts(_SHARED / "data")
    write_articles(tmp_path / "dev", "dev", texts)
    score, lines = Score(), []
    for gold in load_benchmark("dev", texts, language=language):
        reading = perturb(gold)
        add(score, gold, reading)
        lines.append(to_json(reading) + "\n")
    (tmp_path / "read.jsonl").write_text("".join(lines), "utf-8")
    theirs = json.loads(
        _run_tool(
            "score.py", tmp_path / "dev", tmp_path / "read.jsonl", "--lang", language, "--json"
        )
    )
    expected = {name: theirs[row][column] for name, (row, column) in _SAME.items()}
    assert score.figures() == pytest.approx(expected)


def test_lines_score_as_the_independent_scorer_has_it(tmp_path: Path) -> None:
    path = _SHARED / "data/polnear/bio/valid.jsonl"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    lines = list(read_lines(path))[:300]
    (tmp_path / "lines.jsonl").write_text(
        "".join(path.read_text("utf-8").splitlines(keepends=True)[:300]), "utf-8"
    )
    counts: dict[str, Counts] = {role: Counts() for role in ("source", "cue", "content")}
    rows = []
    for n, line in enumerate(lines):
        read = {
            (role, a, b - (k % 3 == 0 and b - a > 1))
            for k, (role, a, b) in enumerate(sorted(line.annotated))
            if (n + k) % 5
        }
        for role, each in counts.items():
            mine = {piece for piece in read if piece[0] == role}
            annotated = {piece for piece in line.annotated if piece[0] == role}
            each.annotated += len(annotated)
            each.read += len(mine)
            each.right += len(mine & annotated)
        rows.append(_as_reading(line, read))
    (tmp_path / "read.jsonl").write_text("\n".join(rows), "utf-8")
    shown = _run_tool("polnear.py", "score", tmp_path / "lines.jsonl", tmp_path / "read.jsonl")
    for role, each in counts.items():
        assert any(
            row.split()[0] == role and row.endswith(f"F1 {100 * each.f1:.1f}")
            for row in shown.splitlines()
        ), shown


def _as_reading(line: Line, pieces: set[tuple[str, int, int]]) -> str:
    statements = [
        {
            name: [[line.tokens[a][0], line.tokens[b - 1][1]]] if name == role else []
            for name in ("source", "cue", "content")
        }
        for role, a, b in pieces
    ]
    return json.dumps({"article": {"text": line.text}, "statements": statements})
