"""Prints how the minimal pairs of stance are read: `python -m evaluation.stances [fr …]`."""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Reading, Stance, cut
from onrecord.pipeline import Reader
from tests.stances.cases import LANGUAGES, Case, load_cases
from tests.stances.judge import find_complaints, pair


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what was read in its sentence, and what is wrong with that."""

    case: Case
    reading: Reading
    complaints: tuple[str, ...]


def judge_language(
    language: str, read: Callable[[Article], Reading] | None = None
) -> tuple[Outcome, ...]:
    """Read every sentence of `language` and judge it."""
    read = read or Reader().read
    outcomes = []
    for case in load_cases(language):
        reading = read(Article(text=case.text, language=language))
        outcomes.append(Outcome(case, reading, tuple(find_complaints(case, reading))))
    return tuple(outcomes)


def print_report(language: str, outcomes: Sequence[Outcome]) -> None:
    """Print the accuracy by stance, then each failing sentence with what was read instead."""
    wrong = [outcome for outcome in outcomes if outcome.complaints]
    right = _share(len(outcomes) - len(wrong), len(outcomes))
    print(f"\n{language}: {right} of the sentences read rightly")
    _print_stances(outcomes)
    for outcome in wrong:
        print(f"\n{outcome.case.id}\n  {outcome.case.text}")
        for complaint in outcome.complaints:
            print(f"  - {complaint}")
        for line in _describe(outcome.reading):
            print(f"    read: {line}")


def _print_stances(outcomes: Sequence[Outcome]) -> None:
    """A line per stance: how many statements have it right, and what the others were read as."""
    total: Counter[Stance] = Counter()
    right: Counter[Stance] = Counter()
    instead: dict[Stance, Counter[str]] = {stance: Counter() for stance in Stance}
    for outcome in outcomes:
        pairs = pair(outcome.case.expected, outcome.reading.statements)
        for place, expected in enumerate(outcome.case.expected):
            stance = expected.stances[0]
            total[stance] += 1
            found = pairs.get(place)
            if found is not None and found.stance in expected.stances:
                right[stance] += 1
            else:
                instead[stance]["not found" if found is None else found.stance.value] += 1
    for stance in Stance:
        others = ", ".join(f"{name} {n}" for name, n in instead[stance].most_common())
        print(f"  {stance.value:27} {_share(right[stance], total[stance]):>16}  {others}".rstrip())
    silent = [outcome for outcome in outcomes if outcome.case.is_silent]
    quiet = sum(not outcome.complaints for outcome in silent)
    print(f"  {'(nothing to read)':27} {_share(quiet, len(silent)):>16}")


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:7.1%}" if whole else "0/0"


def _describe(reading: Reading) -> list[str]:
    text = reading.article.text
    return [
        f"{each.speaker.name} [{cut(text, each.cue)}] {each.stance}, {each.act}:"
        f" {cut(text, each.content)}"
        for each in reading.statements
    ] or ["nothing"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Report on the languages named, or on all."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.stances", description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", default=LANGUAGES)
    parser.add_argument("--ids", action="store_true", help="print only the failing ids, as TOML")
    options = parser.parse_args(arguments)
    failing: list[str] = []
    for language in options.languages:
        outcomes = judge_language(language)
        failing.extend(outcome.case.id for outcome in outcomes if outcome.complaints)
        if not options.ids:
            print_report(language, outcomes)
    if options.ids:
        print("failing = [")
        for case_id in sorted(failing):
            print(f'  "{case_id}",')
        print("]")


if __name__ == "__main__":
    main()
