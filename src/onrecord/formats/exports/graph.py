"""Articles and where they come from as GraphML, which Gephi and NetworkX read."""

from collections.abc import Iterable, Iterator
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from onrecord.formats.visible import make_visible
from onrecord.ledger import Ledger
from onrecord.ledger.statements import ShownStatement
from onrecord.ledger.views.steps import load_steps
from onrecord.ledger.views.stream import OnRecord

_KEYS = (
    ("node", "outlet"), ("node", "title"), ("node", "language"), ("node", "url"),
    ("edge", "kind"), ("edge", "because"),
)  # fmt: skip
_AT_ONCE = 200


def write_graph(ledger: Ledger, record: Iterable[OnRecord]) -> Iterator[str]:
    """A node for each article and outlet, an edge from each article to what it comes from."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for holder, name in _KEYS:
        yield f'<key id="{name}" for="{holder}" attr.name="{name}" attr.type="string"/>\n'
    yield '<graph id="origins" edgedefault="directed">\n'
    told: set[str] = set()
    behind: dict[str, str] = {}
    articles = _each_once(record)
    while some := list(islice(articles, _AT_ONCE)):
        yield from _write_some(ledger, some, told, behind)
    for name, outlet in behind.items():
        if name not in told:
            yield _node(name, {"outlet": outlet})
    yield "</graph>\n</graphml>\n"


def _each_once(record: Iterable[OnRecord]) -> Iterator[ShownStatement]:
    """One statement of each article: it carries what is told of the article."""
    seen: set[str] = set()
    for each in record:
        if each.statement.article not in seen:
            seen.add(each.statement.article)
            yield each.statement


def _write_some(
    ledger: Ledger, some: list[ShownStatement], told: set[str], behind: dict[str, str]
) -> Iterator[str]:
    for each in some:
        told.add(each.article)
        facts = {
            "outlet": each.outlet,
            "title": each.title,
            "language": each.language,
            "url": each.url,
        }
        yield _node(each.article, facts)
    for article, step in load_steps(ledger, [each.article for each in some]).items():
        target = step.article or f"outlet {step.name}"
        behind[target] = step.name
        data: dict[str, str | None] = {"kind": step.kind, "because": step.because}
        yield f"<edge source={_quote(article)} target={_quote(target)}>{_data(data)}</edge>\n"


def _node(name: str, facts: dict[str, str | None]) -> str:
    return f"<node id={_quote(name)}>{_data(facts)}</node>\n"


def _data(facts: dict[str, str | None]) -> str:
    return "".join(
        f'<data key="{name}">{escape(make_visible(value))}</data>'
        for name, value in facts.items()
        if value
    )


def _quote(value: str) -> str:
    return quoteattr(make_visible(value))
