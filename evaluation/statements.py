"""Prints how annotated articles are read: `python -m evaluation.statements FOLDER …`."""

import argparse
from pathlib import Path

from evaluation.gold import load_gold
from evaluation.scoring import Score, add
from onrecord.languages import known_languages
from onrecord.model import Article
from onrecord.pipeline import Reader


def score_folder(folder: Path, language: str, reader: Reader) -> Score:
    """Read and score every annotated article of one language in a folder."""
    score = Score()
    for gold in load_gold(folder, language):
        add(score, gold, reader.read(Article(text=gold.text, language=language)))
    return score


def main() -> None:
    """Print one table a folder: measures by language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("tests/gold")])
    options = parser.parse_args()
    reader = Reader()
    for folder in options.folders:
        scores = {code: score_folder(folder, code, reader) for code in known_languages()}
        scores = {code: score for code, score in scores.items() if score.annotated}
        print(f"\n{folder}\n{'':28}" + "".join(f"{code:>8}" for code in scores))
        for name in Score().figures():
            row = "".join(f"{score.figures()[name]:8.3f}" for score in scores.values())
            print(f"{name:28}{row}")
        print(f"{'statements annotated':28}" + "".join(f"{s.annotated:8}" for s in scores.values()))
        for code, score in scores.items():
            _print_stances(code, score)


def _print_stances(code: str, score: Score) -> None:
    """A line a stance: precision, recall and F1 over all statements of a language."""
    print(f"\n{code + ', by stance':28}{'annotated':>10}{'P':>7}{'R':>7}{'F1':>7}")
    for stance, counts in score.stances().items():
        figures = f"{counts.precision:7.3f}{counts.recall:7.3f}{counts.f1:7.3f}"
        print(f"{stance:28}{counts.annotated:10}{figures}")


if __name__ == "__main__":
    main()
