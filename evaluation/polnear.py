"""Exact span F1 on PolNeAR's lines of tokens, each line read by itself, as results are published.

    python -m evaluation.polnear LINES.jsonl [--own]

The tokens of a line are laid out as running text; the spans that are read in it count by the
tokens they cover. `--own` reads by this project's notion of a statement, without the learned
reader's training on PolNeAR's wider one.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import ROLES
from evaluation.scoring import Counts
from onrecord.attribution import find_statements
from onrecord.attribution.context import Context
from onrecord.attribution.learned import find_row
from onrecord.attribution.learned.network import load_words
from onrecord.languages import load_language
from onrecord.model import Article, Span
from onrecord.parsing import ParsedText, Parser, load_parser

_SHOWN = {
    "``": '"', "''": '"', "`": "'", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]",
}  # fmt: skip
_CLINGS_LEFT = frozenset(".,;:!?)%]}'’”…") | {"...", "n't", "n’t", "'s", "’s", "'re", "'ve"}
_CLINGS_LEFT |= {"'ll", "'d", "'m"}
_CLINGS_RIGHT = frozenset("($#“‘[{`") | {"``", "-LRB-", "-LSB-"}

Piece = tuple[str, int, int]  # role, first token, one past the last


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its tokens as running text, each token's characters, and what is annotated."""

    text: str
    tokens: tuple[Span, ...]
    annotated: frozenset[Piece]


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a file of tokens and labels."""
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            text, spans = lay_out(row["tokens"])
            yield Line(text, spans, frozenset(_pieces(row["labels"])))


def lay_out(tokens: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """Tokens as running text, quotation marks and spacing restored, and where each stands."""
    text = ""
    spans: list[Span] = []
    opened = clings = False
    for token in tokens:
        shown = _SHOWN.get(token, token)
        straight = token == '"'
        closes = token == "''" or (straight and opened)
        if text and not (clings or closes or (shown in _CLINGS_LEFT and token != "`")):
            text += " "
        spans.append((len(text), len(text) + len(shown)))
        text += shown
        opened = token == "``" or (straight and not closes) or (opened and not closes)
        clings = token in _CLINGS_RIGHT or (straight and opened)
    return text, tuple(spans)


def _pieces(labels: Sequence[str]) -> Iterator[Piece]:
    start, role = 0, ""
    for i, label in enumerate([*labels, "O"]):
        kind, _, named = label.partition("-")
        if role and (kind != "I" or named != role):
            yield role, start, i
            role = ""
        if kind != "O" and not role:
            start, role = i, named


class LineReader:
    """Reads lines as articles of one line; `wide` by PolNeAR's notion of an attribution."""

    def __init__(self, parser: Parser, *, wide: bool = True) -> None:
        self._parser = parser
        self._language = load_language("en")
        self._wide = wide

    def read(self, line: Line) -> frozenset[Piece]:
        """The pieces that are read in a line, by the tokens they cover."""
        parsed = self._parser.parse(line.text)
        spans = self._tagged(parsed) if self._wide else self._stated(line.text, parsed)
        return frozenset(piece for role, span in spans for piece in _cover(line.tokens, role, span))

    def _tagged(self, parsed: ParsedText) -> Iterator[tuple[str, Span]]:
        for each in find_row(Context.of(parsed, self._language)):
            start, end = each.span
            yield each.role, parsed.span(start, end - 1)

    def _stated(self, text: str, parsed: ParsedText) -> Iterator[tuple[str, Span]]:
        article = Article(text=text, language="en")
        for each in find_statements(article, parsed, self._language):
            for role in ROLES:
                for span in getattr(each, role):
                    yield role, span


def _cover(tokens: Sequence[Span], role: str, span: Span) -> Iterator[Piece]:
    covered = [i for i, (a, b) in enumerate(tokens) if a < span[1] and span[0] < b]
    if covered:
        yield role, covered[0], covered[-1] + 1


def score_lines(lines: Sequence[Line], reader: LineReader) -> dict[str, Counts]:
    """Counts of exact spans by role."""
    counts = {role: Counts() for role in ROLES}
    for line in lines:
        read = reader.read(line)
        for role, each in counts.items():
            annotated = {piece for piece in line.annotated if piece[0] == role}
            mine = {piece for piece in read if piece[0] == role}
            each.annotated += len(annotated)
            each.read += len(mine)
            each.right += len(annotated & mine)
    return counts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print precision, recall and F1 by role."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("lines", type=Path)
    options.add_argument("--own", action="store_true")
    chosen = options.parse_args(arguments)
    if not chosen.own and load_words("en") is None:
        options.error("the learned reader's words are not in this package; use --own")
    reader = LineReader(load_parser("en"), wide=not chosen.own)
    for role, each in score_lines(list(read_lines(chosen.lines)), reader).items():
        print(f"{role:8} P {each.precision:.3f} R {each.recall:.3f} F1 {each.f1:.3f}")


if __name__ == "__main__":
    main()
