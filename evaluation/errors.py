"""What goes wrong and why: `python -m evaluation.errors FOLDER … [--lang fr] [--examples 3]`.

Every annotated statement that was missed, every one that was read where none is, and every
pair whose parts, stance or speaker differ, by cause, with examples from the texts.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.causes import why_cut, why_missed, why_speaker, why_spurious
from evaluation.gold import NOBODY, ROLES, Annotated, GoldArticle, load_gold
from evaluation.markdown import table
from evaluation.scoring import is_speaker, overlap, pair, role_overlap
from onrecord.attribution import find_statements
from onrecord.attribution.context import Context
from onrecord.languages import known_languages, load_language
from onrecord.model import Article, Spans, Statement, cut
from onrecord.parsing import load_parser

KINDS = ("missed", "badly cut", "nothing there", "stance", "speaker")
_SHORT = 70  # characters of an example's part


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: its kind, its cause, and where it is to be seen."""

    language: str
    kind: str
    cause: str
    example: str


def find_mistakes(gold: GoldArticle, context: Context, read: Sequence[Statement]) -> list[Mistake]:
    """Every mistake in the reading of one article."""
    return [
        Mistake(gold.language, kind, cause, f"{gold.name}: {example}")
        for kind, cause, example in _mistakes(gold, context, read)
    ]


def _mistakes(
    gold: GoldArticle, context: Context, read: Sequence[Statement]
) -> Iterator[tuple[str, str, str]]:
    pairs = list(pair(gold.statements, read))
    for annotated, statement in pairs:
        yield from _compare(gold, context, annotated, statement)
    missed = [each for each in gold.statements if all(each is not one for one, _ in pairs)]
    further = [each for each in read if all(each is not one for _, one in pairs)]
    for annotated in missed:
        same = next((each for each in further if _has_cue(annotated, each)), None)
        if same is not None:
            further.remove(same)
            shown = f"{_show(gold, annotated)} | read: {_cut(gold.text, same.content)}"
            yield "badly cut", why_cut(context, annotated, same), shown
        else:
            yield "missed", why_missed(context, gold, annotated), _show(gold, annotated)
    for each in further:
        shown = f"[{_cut(gold.text, each.cue)}] {_cut(gold.text, each.content)}"
        yield "nothing there", why_spurious(context, each), shown


def _compare(
    gold: GoldArticle, context: Context, annotated: Annotated, statement: Statement
) -> Iterator[tuple[str, str, str]]:
    shown = _show(gold, annotated)
    if any(role_overlap(annotated, statement, role) < 0.5 for role in ROLES):
        read = " / ".join(_cut(gold.text, getattr(statement, role)) for role in ROLES)
        yield "badly cut", why_cut(context, annotated, statement), f"{shown} | read: {read}"
    if annotated.stance != statement.stance.value:
        cause = f"{annotated.stance} read as {statement.stance}"
        yield "stance", cause, f"{shown} | because: {statement.because.stance}"
    if annotated.speaker not in NOBODY and not is_speaker(annotated, statement):
        cause = why_speaker(annotated, statement, gold.text)
        told = f"{annotated.speaker}, read: {statement.speaker.name}"
        yield "speaker", cause, f"{shown} | {told} ({statement.because.speaker})"


def _has_cue(annotated: Annotated, statement: Statement) -> bool:
    mine = frozenset(i for start, end in statement.cue for i in range(start, end))
    return bool(mine) and overlap(annotated.cue, mine) >= 0.5


def _show(gold: GoldArticle, annotated: Annotated) -> str:
    source, cue, content = (_cut(gold.text, annotated.spans[role]) for role in ROLES)
    return f"{source} [{cue}] {content}"


def _cut(text: str, spans: Spans) -> str:
    words = " ".join(cut(text, spans).split())
    return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"


def read_folder(folder: Path, languages: Sequence[str]) -> Iterator[Mistake]:
    """The mistakes in all articles of a folder; each article is parsed once."""
    for code in languages:
        articles = list(load_gold(folder, code))
        if not articles:
            continue
        parser, language = load_parser(code), load_language(code)
        for gold in articles:
            parsed = parser.parse(gold.text)
            article = Article(text=gold.text, language=code)
            read = find_statements(article, parsed, language)
            yield from find_mistakes(gold, Context.of(parsed, language), read)


def count_causes(mistakes: Sequence[Mistake]) -> list[list[str]]:
    """A row for each kind and cause, the most frequent first: counts by language and in all."""
    languages = sorted({each.language for each in mistakes})
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for each in mistakes:
        counts[each.kind, each.cause][each.language] += 1
    ordered = sorted(
        counts.items(), key=lambda item: (KINDS.index(item[0][0]), -item[1].total(), item[0][1])
    )
    return [
        [f"{kind}: {cause}", *(str(found[code] or "–") for code in languages), str(found.total())]
        for (kind, cause), found in ordered
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of causes, then examples of each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("tests/gold")])
    parser.add_argument("--lang", help="languages, by commas; all that are read if left out")
    parser.add_argument("--examples", type=int, default=3, help="how many of each cause")
    options = parser.parse_args(arguments)
    languages = options.lang.split(",") if options.lang else known_languages()
    mistakes = [each for folder in options.folders for each in read_folder(folder, languages)]
    codes = sorted({each.language for each in mistakes})
    print("\n".join(table(["", *codes, "all"], count_causes(mistakes))))
    if options.examples:
        _print_examples(mistakes, options.examples)


def _print_examples(mistakes: Sequence[Mistake], most: int) -> None:
    shown: Counter[tuple[str, str, str]] = Counter()
    for each in sorted(mistakes, key=lambda one: (KINDS.index(one.kind), one.cause, one.language)):
        key = (each.kind, each.cause, each.language)
        if not shown[key]:
            print(f"\n{each.kind}: {each.cause} ({each.language})")
        shown[key] += 1
        if shown[key] <= most:
            print(f"  {each.example}")


if __name__ == "__main__":
    main()
