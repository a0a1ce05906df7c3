"""Accuracy of speaker resolution on annotated articles, with the annotated source spans given.

    python -m evaluation.speakers FOLDER... [--lang fr,en] [--errors]

A name is right when it shares a folded word with the speaker's name as annotated, or with a
named source of that speaker in the article. Speakers that are
unnamed or unknown are right when the kind is. The baseline takes the name last met.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from onrecord.attribution.found import Found
from onrecord.attribution.speakers import Resolved, resolve_speakers
from onrecord.languages.people import PeopleLexicon, read_people
from onrecord.model import Span, Spans
from onrecord.parsing import ParsedText, Parser, load_parser

_LANGUAGES = Path(__file__).parents[1] / "src/onrecord/languages"
_ENGLISH = read_people(_LANGUAGES / "en/people.toml")  # the gold's names are English
_NOBODY = {"unknown", "unnamed"}
# Cyrillic letters romanised, as names are compared.
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        re.split(
            " ",
            "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya",
        ),
        strict=True,
    )
)


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
        people = _ENGLISH if code == "en" else read_people(_LANGUAGES / code / "people.toml")
        for folder in chosen.folders:
            judged, seconds = _judge_folder(folder, code, parser=parser, people=people)
            _print_table(f"{folder.name} {code}", judged, seconds)
            if chosen.errors:
                _print_errors(judged)


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
    nameable = _words(parsed.text if people is _ENGLISH else _capitals(parsed.text))
    for case, result in zip(cases, resolved, strict=True):
        speaker = result.speaker
        words = parsed.text[case.source[0][0] : case.source[-1][1]] if case.source else "-"
        if case.speaker in _NOBODY:
            right, baseline = speaker.kind.value == case.speaker, False
        else:
            right = bool(_words(speaker.name) & named[case.speaker])
            baseline = bool(_words(_last_name(parsed.text, case)) & named[case.speaker])
        behalf = _judge_behalf(case, speaker.on_behalf_of, people)
        note = (
            f"{article} {case.id} [{words}] gold {case.speaker} / {case.behalf}; "
            f"got {speaker.name} ({speaker.kind.value}) / {speaker.on_behalf_of}; {result.rule}"
        )
        category = _category(words, case, named[case.speaker])
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
    return "right" if same_country or _words(got) & _words(case.behalf) else "other"


def _category(words: str, case: Case, named: set[str]) -> str:
    if case.speaker in _NOBODY:
        return case.speaker
    if words == "-":
        return "no source"
    if re.search(r"(?i)porte-parole|spokes|press secretary", words):
        return "spokesperson"
    capitals = _words(_capitals(words))
    hits = len(capitals & named)
    if len(words.split()) == 1 and not hits:
        return "pronoun"
    return {0: "description", 1: "one name word"}.get(hits, "full name")


def _named_words(text: str, cases: Sequence[Case]) -> dict[str, set[str]]:
    named: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        named[case.speaker] |= _words(case.speaker)
        for start, end in case.source:
            named[case.speaker] |= _words(_capitals(text[start:end]))
    return named


def _capitals(text: str) -> str:
    return " ".join(re.findall(r"\b[A-ZÀ-ỸА-ЯĐ]\S*", text))


def _last_name(text: str, case: Case) -> str:
    """The baseline: the source's own capitals, else the last capitalised words before it."""
    if not case.source:
        return ""
    start, end = case.source[0][0], case.source[-1][1]
    own = re.findall(r"\b[A-ZÀ-Ý][\w’'-]+", text[start + 1 : end])
    if own:
        return " ".join(own)
    runs = re.findall(r"(?<=[a-z,] )(?:[A-ZÀ-Ý][\w’'-]+ ?)+", text[:start])
    return runs[-1] if runs else ""


def _fold(name: str) -> str:
    latin = "".join(_CYRILLIC.get(c, c) for c in name.lower())
    plain = unicodedata.normalize("NFKD", latin.replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _words(name: str) -> set[str]:
    return {re.sub(r"ou", "u", word)[:5] for word in re.findall(r"[a-z]{3,}", _fold(name))}


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
        right = sum(e.right for e in group) / len(group)
        baseline = sum(e.baseline for e in group) / len(group)
        print(f"{name:16}{len(group):>5}{right:>8.3f}{baseline:>10.3f}")
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
