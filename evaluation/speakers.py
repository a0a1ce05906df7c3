"""Accuracy of speaker resolution on annotated articles, with the annotated source spans given.

    python -m evaluation.speakers FOLDER... [--lang fr,en] [--errors]

A name is right when it shares a folded word with the speaker's name as annotated, or with a
named source of that speaker in the article. Speakers that are
unnamed or unknown are right when the kind is. The baseline takes the name last met.
`measure_speakers` gives the figures to other programs.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from evaluation.mentions import KINDS, capitals, kind_of_mention, last_name, name_words
from onrecord.attribution.found import Found
from onrecord.attribution.speakers import Resolved, resolve_speakers
from onrecord.languages.people import PeopleLexicon, read_people
from onrecord.model import Span, Spans
from onrecord.parsing import ParsedText, Parser, load_parser

_LANGUAGES = Path(__file__).parents[1] / "src/onrecord/languages"
_ENGLISH = read_people(_LANGUAGES / "en/people.toml")  # the gold's names are English
_NOBODY = {"unknown", "unnamed"}


@dataclass(frozen=True, slots=True)
class Case:
    """One gold statement: its spans and who is meant."""

    id: int
    source: Spans
    cue: Spans
    content: Spans
    speaker: str
    behalf: str
    via: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """How one statement was resolved; `spoken` is None where nobody is spoken for."""

    category: str
    right: bool
    baseline: bool
    behalf: str
    note: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Print accuracy by category for each folder and language."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--lang", default="fr,en")
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args(arguments)
    for code in chosen.lang.split(","):
        parser = load_parser(code)
        people = _people(code)
        for folder in chosen.folders:
            judged, seconds = _judge_folder(folder, code, parser=parser, people=people)
            _print_table(f"{folder.name} {code}", judged, seconds)
            if chosen.errors:
                _print_errors(judged)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of so many mentions, how many are resolved rightly, and by the name last met."""

    mentions: int
    right: float
    baseline: float


def measure_speakers(folder: Path, language: str, *, parser: Parser) -> dict[str, Accuracy]:
    """Accuracy over the annotated sources of a folder, by kind of mention, and over "all" named.

    Speakers whom the text nowhere names are left out.
    """
    judged, _ = _judge_folder(folder, language, parser=parser, people=_people(language))
    groups = {kind: [each for each in judged if each.category == kind] for kind in KINDS}
    groups["all"] = [each for each in judged if each.category in KINDS]
    return {kind: _accuracy(group) for kind, group in groups.items() if group}


def _people(language: str) -> PeopleLexicon:
    return _ENGLISH if language == "en" else read_people(_LANGUAGES / language / "people.toml")


def _accuracy(group: Sequence[Judged]) -> Accuracy:
    count = len(group)
    right, baseline = sum(each.right for each in group), sum(each.baseline for each in group)
    return Accuracy(count, right / count, baseline / count)


def _judge_folder(
    folder: Path, code: str, *, parser: Parser, people: PeopleLexicon
) -> tuple[list[Judged], tuple[float, float]]:
    judged: list[Judged] = []
    parsing = resolving = 0.0
    for path in sorted(folder.glob(f"*.{code}.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")
        cases = _read_cases(path)
        started = perf_counter()
        parsed = parser.parse(text)
        parsing += perf_counter() - started
        found = [_as_found(parsed, case, cases) for case in cases]
        started = perf_counter()
        resolved = resolve_speakers(parsed, found, people=people, outlet=None)
        resolving += perf_counter() - started
        judged += _judge(parsed, cases, resolved, article=path.stem, people=people)
    return judged, (parsing, resolving)


def _read_cases(path: Path) -> list[Case]:
    rows = json.loads(path.read_text(encoding="utf-8"))["statements"]
    return [
        Case(
            id=int(row["id"]),
            source=_spans(row["source"]),
            cue=_spans(row["cue"]),
            content=_spans(row["content"]),
            speaker=row["speaker"],
            behalf=row.get("for", ""),
            via=int(row["via"]) if row.get("via") else None,
        )
        for row in rows
    ]


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple((start, end) for start, end in pairs)


def _as_found(parsed: ParsedText, case: Case, cases: Sequence[Case]) -> Found:
    place = {each.id: k for k, each in enumerate(cases)}
    cue = _tokens(parsed, case.cue or case.content)
    return Found(
        rule="gold",
        cue=case.cue,
        cue_head=cue[0] if cue else 0,
        cue_class="",
        source=case.source,
        source_head=_head(parsed, _tokens(parsed, case.source)),
        content=case.content,
        quoted=tuple(_quoted(parsed.text, case.content)),
        inside=_inside(case, cases) if case.via is None else place.get(case.via),
    )


def _inside(case: Case, cases: Sequence[Case]) -> int | None:
    """The innermost other statement whose content holds this one's cue or source."""
    where = (case.source or case.cue or ((-1, -1),))[0]
    holding = [
        (end - start, k)
        for k, each in enumerate(cases)
        for start, end in each.content
        if each is not case and start <= where[0] and where[1] <= end
    ]
    return min(holding)[1] if holding else None


def _quoted(text: str, content: Spans) -> Iterator[Span]:
    """Parts of the content between quotation marks, or from one to the content's end."""
    for start, end in content:
        for match in re.finditer(r"[«“\"][^»”\"]*[»”\"]?", text[start:end]):
            yield start + match.start(), start + match.end()


def _tokens(parsed: ParsedText, spans: Spans) -> list[int]:
    return [t.i for t in parsed.tokens if any(a < t.end and t.start < b for a, b in spans)]


def _head(parsed: ParsedText, tokens: list[int]) -> int | None:
    inside = set(tokens)
    outer = [i for i in tokens if parsed.tokens[i].head not in inside or parsed.tokens[i].is_root]
    return outer[0] if outer else (tokens[0] if tokens else None)


def _judge(
    parsed: ParsedText,
    cases: Sequence[Case],
    resolved: Sequence[Resolved],
    *,
    article: str,
    people: PeopleLexicon,
) -> Iterator[Judged]:
    named = _named_words(parsed.text, cases)
    nameable = name_words(parsed.text if people is _ENGLISH else capitals(parsed.text))
    for case, result in zip(cases, resolved, strict=True):
        speaker = result.speaker
        words = parsed.text[case.source[0][0] : case.source[-1][1]] if case.source else ""
        at = (case.cue or case.content)[0][0]
        where = (at, at)
        if case.speaker in _NOBODY:
            right, baseline = speaker.kind.value == case.speaker, False
        else:
            right = bool(name_words(speaker.name) & named[case.speaker])
            start, end = (case.source[0][0], case.source[-1][1]) if case.source else where
            baseline = bool(name_words(last_name(parsed.text, start, end)) & named[case.speaker])
        behalf = _judge_behalf(case, speaker.on_behalf_of, people)
        note = (
            f"{article} {case.id} [{words}] gold {case.speaker} / {case.behalf}; "
            f"got {speaker.name} ({speaker.kind.value}) / {speaker.on_behalf_of}; {result.rule}"
        )
        category = case.speaker
        if category not in _NOBODY:
            category = kind_of_mention(words, named[case.speaker], people)
        # A speaker described in English only cannot be named from a text in another language.
        if category not in _NOBODY and not named[case.speaker] & nameable:
            category = "not nameable"
        yield Judged(category, right, baseline, behalf, note)


def _judge_behalf(case: Case, got: str | None, people: PeopleLexicon) -> str:
    if not case.behalf:
        return "spurious" if got else "rightly none"
    if got is None:
        return "missed"
    code = people.countries.get(got.lower())
    same_country = code is not None and code == _ENGLISH.countries.get(case.behalf.lower())
    return "right" if same_country or name_words(got) & name_words(case.behalf) else "other"


def _named_words(text: str, cases: Sequence[Case]) -> dict[str, set[str]]:
    named: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        named[case.speaker] |= name_words(case.speaker)
        for start, end in case.source:
            named[case.speaker] |= name_words(capitals(text[start:end]))
    return named


def _print_table(title: str, judged: Sequence[Judged], seconds: tuple[float, float]) -> None:
    print(f"\n{title}: parsing {seconds[0]:.2f} s, resolving {seconds[1]:.2f} s")
    rows: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        rows[each.category].append(each)
        rows["all"].append(each)
        if each.category not in _NOBODY:
            rows["all named"].append(each)
        if each.category not in _NOBODY | {"not nameable"}:
            rows["all nameable"].append(each)
    print(f"{'category':16}{'n':>5}{'right':>8}{'baseline':>10}")
    for name in sorted(rows, key=lambda n: (n.startswith("all"), n)):
        group = rows[name]
        figures = _accuracy(group)
        print(f"{name:16}{len(group):>5}{figures.right:>8.3f}{figures.baseline:>10.3f}")
    counts = Counter(each.behalf for each in judged)
    print("on behalf of:", ", ".join(f"{name} {n}" for name, n in sorted(counts.items())))


def _print_errors(judged: Sequence[Judged]) -> None:
    for each in judged:
        if not each.right:
            print("  X", each.category, "|", each.note)
        elif each.behalf not in {"right", "rightly none"}:
            print("  B", each.behalf, "|", each.note)


if __name__ == "__main__":
    main()
