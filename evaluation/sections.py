"""The sections of the report, each from what has been read."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.errors import count_causes, find_mistakes
from evaluation.gold import ROLES, GoldArticle
from evaluation.linking import measure as measure_linking
from evaluation.markdown import Section, share, table
from evaluation.mentions import KINDS
from evaluation.parallel import compare_languages
from evaluation.polnear import Line, LineReader, score_lines
from evaluation.reading import OnceReader
from evaluation.reliability import bin_all, expected_error, judge_all
from evaluation.scoring import Counts, Score, add
from evaluation.speakers import Accuracy, measure_speakers
from evaluation.stances import Outcome
from onrecord.attribution.context import Context
from onrecord.languages import load_language
from onrecord.model import Reading, Stance
from tests.stances.judge import pair as pair_cases

Read = Sequence[tuple[GoldArticle, Reading]]

_LINKED = ("pairwise", "languages", "b_cubed")
_PUBLISHED = Path(__file__).parent / "published.toml"
_MEASURES = {
    "statement_f1": "statement F1",
    "statement_precision": "… precision",
    "statement_recall": "… recall",
    "triple_f1": "triple F1",
    "exact_source_f1": "exact span F1, source",
    "exact_cue_f1": "… cue",
    "exact_content_f1": "… content",
    "speaker": "speaker, of those found",
    "stance": "stance, of those found",
    "stance_macro_but_asserts": "stance, mean F1 of all but `asserts`",
    "act": "act, of those found",
    "form": "form, of those found",
}


def load_published() -> dict[str, Any]:
    """What others have published, by language or data set."""
    return tomllib.loads(_PUBLISHED.read_text("utf-8"))


def score_languages(read: Read) -> dict[str, Score]:
    """A score for each language."""
    scores: dict[str, Score] = {}
    for gold, reading in read:
        add(scores.setdefault(gold.language, Score()), gold, reading)
    return dict(sorted(scores.items()))


def show_statements(title: str, scores: Mapping[str, Score], *, beside: bool = False) -> Section:
    """All measures by language; with `beside`, what others have published."""
    figures = {code: score.figures() for code, score in scores.items()}
    rows = [
        [words, *(share(figures[code][name]) for code in scores)]
        for name, words in _MEASURES.items()
    ]
    counts = [["statements annotated", *(str(each.annotated) for each in scores.values())]]
    counts += [["statements read", *(str(each.statements.read) for each in scores.values())]]
    lines = list(table(["", *scores], rows + counts))
    if beside:
        published = load_published()
        lines += ["", "Published, on other articles and by other measures:", ""]
        lines += [f"- {published[code]['about']}" for code in scores if code in published]
    return Section(title, tuple(lines))


def show_stances(title: str, scores: Mapping[str, Score]) -> Section:
    """F1 of every stance over all statements, with how many are annotated."""
    classes = {code: score.stances() for code, score in scores.items()}
    rows = [
        [
            f"`{stance}`",
            *(
                f"{share(each[stance].f1)} of {each[stance].annotated}" if stance in each else "–"
                for each in classes.values()
            ),
        ]
        for stance in Stance
        if any(stance in each for each in classes.values())
    ]
    note = "A stance with a handful of examples says little: one statement moves it by a tenth."
    return Section(title, (*table(["", *scores], rows), "", note))


def show_parallel(read: Read, languages: Sequence[str]) -> Section:
    """The share of the statements annotated in all languages that is found in all of them."""
    found = compare_languages(read, languages)
    rows = [
        [f"in {n} or more" if n < len(languages) else f"in all {n}", share(found.share(n))]
        for n in range(len(languages), 0, -1)
    ]
    told = f"{found.total} statements are annotated in each of {', '.join(languages)}. Found:"
    return Section("The same articles in every language", (told, "", *table(["", "share"], rows)))


def show_reliability(read: Read) -> Section:
    """Bins of confidence with the share that is right: a statement, and with its stance."""
    bins = bin_all(judge_all(read))
    rows = [
        [f"{each.low:g} to {each.high:g}", str(each.count), share(each.said), share(each.right)]
        for each in bins
    ]
    error = f"Mean distance between said and right: {share(expected_error(bins))}."
    head = ["confidence", "statements", "said", "right"]
    return Section("Confidence", (*table(head, rows), "", error))


def show_pairs(outcomes: Mapping[str, Sequence[Outcome]]) -> Section:
    """How many sentences of the minimal pairs are read rightly, and each stance in them."""
    right = {
        code: Counts(len(each), len(each), sum(not one.complaints for one in each))
        for code, each in outcomes.items()
    }
    rows = [["whole sentences", *(_of(counts) for counts in right.values())]]
    for stance in Stance:
        counts = [_count_stance(each, stance) for each in outcomes.values()]
        rows.append([f"`{stance}`", *(_of(each) if each.annotated else "–" for each in counts)])
    told = "Sentences that differ in one thing and in their stance; right, of how many:"
    return Section("Minimal pairs of stance", (told, "", *table(["", *outcomes], rows)))


def _count_stance(outcomes: Sequence[Outcome], stance: Stance) -> Counts:
    counts = Counts()
    for outcome in outcomes:
        pairs = pair_cases(outcome.case.expected, outcome.reading.statements)
        for place, expected in enumerate(outcome.case.expected):
            if expected.stances[0] is stance:
                counts.annotated += 1
                found = pairs.get(place)
                counts.right += found is not None and found.stance in expected.stances
    return counts


def _of(counts: Counts) -> str:
    return f"{share(counts.recall)} of {counts.annotated}"


def show_speakers(folder: Path, reader: OnceReader, languages: Sequence[str]) -> Section:
    """Speakers resolved with the annotated sources given, by kind of mention."""
    found = {code: measure_speakers(folder, code, parser=reader.parser(code)) for code in languages}
    kinds = [*KINDS, "all"]
    rows = [
        [kind, *(_accuracy(found[code].get(kind)) for code in languages)]
        for kind in kinds
        if any(kind in each for each in found.values())
    ]
    told = "Right, by the name last met, of how many mentions; annotated sources given:"
    return Section("Speakers by themselves", (told, "", *table(["", *languages], rows)))


def _accuracy(found: Accuracy | None) -> str:
    if found is None:
        return "–"
    return f"{share(found.right)}, {share(found.baseline)}, {found.mentions}"


def show_mistakes(read: Read, reader: OnceReader) -> Section:
    """How many mistakes of each cause."""
    mistakes = []
    for gold, reading in read:
        parsed = reader.parser(gold.language).parse(gold.text)
        context = Context.of(parsed, load_language(gold.language))
        mistakes += find_mistakes(gold, context, reading.statements)
    codes = sorted({each.language for each in mistakes})
    told = "What each cause means: [errors](../docs/errors.md)."
    return Section(
        "Mistakes by cause", (told, "", *table(["", *codes, "all"], count_causes(mistakes)))
    )


def show_linking(folder: Path) -> Section:
    """Whether statements of one claim, and speakers of one party, are linked; gold spans given."""
    figures = measure_linking(folder)
    names = {
        "claims": "**onrecord**",
        "same_article_only": "onrecord inside each article only",
        "bm25": "BM25 over words",
    }
    rows = [
        [words, *(share(figures[f"{name}_{each}"]) for each in _LINKED)]
        for name, words in names.items()
    ]
    head = ["same claim", "pairwise F1", "… pairs of two languages", "B³ F1"]
    party = f"Same party, B³ F1 over {figures['parties']:.0f} speakers: "
    party += f"{share(figures['parties_b_cubed'])}."
    told = f"{figures['statements']:.0f} annotated statements in all languages, in one ledger."
    return Section("Linking", (told, "", *table(head, rows), "", party))


def show_polnear(lines: Sequence[Line], reader: LineReader, note: str) -> Section:
    """Exact span F1 on PolNeAR's lines, the published systems beside it."""
    published = load_published()["polnear"]
    rows = [
        [each["name"], *(f"{figure:.1f}" if figure >= 0 else "–" for figure in each["f1"])]
        for each in published["systems"]
    ]
    ours = score_lines(lines, reader)
    rows.append([f"**onrecord**, {note}", *(f"**{100 * ours[role].f1:.1f}**" for role in ROLES)])
    return Section(
        "English against published systems: PolNeAR",
        (published["about"], "", *table(["", *published["roles"]], rows)),
    )
