"""Where the reports of a claim come from: a tree for each independent origin."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.origins import fold_name
from onrecord.ledger.views.sources import ClaimSource

_ROW, _INDENT = 30, 28
_MOST = 40


@dataclass(frozen=True, slots=True)
class OriginNode:
    """An outlet in the tree: at row `y`, `x` in; `parent_y` is where its line comes from.

    `kind` is how it takes from its origin (`copy`, `credit`, `relay`), None for an origin;
    `article` is None where the ledger does not have its report.
    """

    name: str
    kind: str | None
    because: str
    article: str | None
    title: str | None
    published: str | None
    x: int
    y: int
    parent_y: int | None


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    article: str | None = None
    title: str | None = None
    published: str | None = None


def draw_origins(sources: Sequence[ClaimSource]) -> tuple[OriginNode, ...]:
    """The trees, one node a row; who comes from nobody stands at the left."""
    known, parents = _collect(sources)
    children: dict[str | None, list[str]] = {}
    for key in known:
        children.setdefault(parents[key][0] if key in parents else None, []).append(key)
    nodes: list[OriginNode] = []
    seen: set[str] = set()
    roots = children.get(None) or list(known)[:1]
    for root in roots:
        for key, depth, parent_y in _walk(root, children, seen):
            about = known[key]
            _, kind, because = parents.get(key, ("", None, ""))
            nodes.append(
                OriginNode(
                    about.name,
                    kind if depth else None,
                    because if depth else "",
                    about.article,
                    about.title,
                    about.published,
                    depth * _INDENT + 10,
                    (len(seen) - 1) * _ROW + 15,
                    parent_y,
                )
            )
    return tuple(nodes[:_MOST])


def _collect(
    sources: Sequence[ClaimSource],
) -> tuple[dict[str, _Known], dict[str, tuple[str, str, str]]]:
    """What is known of each node, and its parent with the kind and reason of the link."""
    known: dict[str, _Known] = {}
    parents: dict[str, tuple[str, str, str]] = {}
    for source in sources:
        known[source.article] = _Known(
            source.outlet, source.article, source.title, source.published
        )
    for source in sources:
        at = source.article
        for step in source.steps:
            key = step.article or _find_by_name(step.name, known) or fold_name(step.name)
            known.setdefault(key, _Known(step.name, step.article))
            if key != at:
                parents.setdefault(at, (key, step.kind, step.because))
            at = key
        if not source.steps and source.relayed_from:
            name = source.relayed_from[0]
            key = _find_by_name(name, known) or fold_name(name)
            known.setdefault(key, _Known(name))
            if key != at:
                parents.setdefault(at, (key, "relay", name))
    return known, parents


def _find_by_name(name: str, known: Mapping[str, _Known]) -> str | None:
    folded = fold_name(name)
    return next((key for key, each in known.items() if fold_name(each.name) == folded), None)


def _walk(
    root: str, children: Mapping[str | None, Sequence[str]], seen: set[str]
) -> Iterator[tuple[str, int, int | None]]:
    """Each node once, its depth and its parent's row; whoever copies comes below."""
    waiting: list[tuple[str, int, int | None]] = [(root, 0, None)]
    while waiting:
        key, depth, parent_y = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        yield key, depth, parent_y
        y = (len(seen) - 1) * _ROW + 15
        waiting += [(each, depth + 1, y) for each in reversed(children.get(key, ()))]
