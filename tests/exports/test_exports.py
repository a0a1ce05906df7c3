import csv
import io
import json
import os
import re
import sqlite3
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import pandas
import pytest

from onrecord.cli.exporting import restore_from
from onrecord.errors import LedgerError
from onrecord.formats.exports import TextFormat, write_text
from onrecord.formats.exports.parquet import write_parquet
from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.dumping import dump, restore
from onrecord.ledger.judging import rate
from onrecord.ledger.ratings import Rating
from onrecord.ledger.views import Sort, Wanted, list_claims
from onrecord.ledger.views.stream import stream_record
from onrecord.ledger.views.table import COLUMNS
from onrecord.ledger.views.texts import load_texts
from onrecord.web.dossier import render_dossier
from tests.web.stories import GOLD, record_stories


def _write(ledger: Ledger, form: TextFormat) -> str:
    return "".join(write_text(ledger, stream_record(ledger), form=form))


@pytest.fixture(scope="module")
def told() -> int:
    """How many statements the articles have."""
    files = sorted(GOLD.glob("*.json"))
    return sum(len(json.loads(each.read_text())["statements"]) for each in files)


def test_json_lines_have_every_statement_once(ledger: Ledger, told: int) -> None:
    rows = [json.loads(line) for line in _write(ledger, TextFormat.JSON_LINES).splitlines()]
    assert len(rows) == told
    assert len({each["statement_id"] for each in rows}) == told
    assert set(rows[0]) == set(COLUMNS)


def test_spans_lead_to_the_words(ledger: Ledger) -> None:
    rows = [json.loads(line) for line in _write(ledger, TextFormat.JSON_LINES).splitlines()]
    texts = load_texts(ledger, [each["article_id"] for each in rows])
    for row in rows:
        spans = json.loads(row["content_spans"])
        words = " … ".join(texts[row["article_id"]][start:end] for start, end in spans)
        assert words == row["words"]


def test_csv_and_parquet_open_alike_in_pandas(ledger: Ledger, tmp_path: Path, told: int) -> None:
    from_csv = pandas.read_csv(
        io.StringIO(_write(ledger, TextFormat.CSV)), dtype=str, keep_default_na=False
    )
    write_parquet(stream_record(ledger), tmp_path / "statements.parquet")
    from_parquet = pandas.read_parquet(tmp_path / "statements.parquet")
    assert len(from_csv) == len(from_parquet) == told
    assert list(from_csv.columns) == list(from_parquet.columns) == list(COLUMNS)
    assert list(from_csv["words"]) == list(from_parquet["words"])


def test_one_claim_is_exported_alone(ledger: Ledger) -> None:
    line = list_claims(ledger, Wanted(sort=Sort.STATEMENTS, most=1)).items[0]
    found = list(stream_record(ledger, claims=[line.id]))
    assert len(found) == line.statements
    assert {each.claim.id for each in found} == {line.id}


def test_linked_data_names_claims_and_quotations(ledger: Ledger, told: int) -> None:
    given = json.loads(_write(ledger, TextFormat.LINKED_DATA))
    assert given["@context"] == "https://schema.org"
    kinds = Counter(each["@type"] for each in given["@graph"])
    assert kinds["Quotation"] == told
    assert set(kinds) == {"Claim", "Quotation"}
    ids = {each["@id"] for each in given["@graph"]}
    for each in given["@graph"]:
        assert each.get("about", each)["@id"] in ids


def test_only_a_signed_rating_becomes_a_claim_review(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "rated.db"), create=True) as ledger:
        record_stories(ledger)
        claim = list_claims(ledger, Wanted()).items[0]
        rating = Rating("misleading", 2, url="https://checks.example/1")
        judged = rate(ledger, claim.id, rating, who="Ines Duval", note="counted them")
        given = json.loads(_write(ledger, TextFormat.LINKED_DATA))
    (review,) = [each for each in given["@graph"] if each["@type"] == "ClaimReview"]
    assert review == {
        "@type": "ClaimReview",
        "@id": f"urn:onrecord:judgement:{judged.id}",
        "url": "https://checks.example/1",
        "author": {"@type": "Person", "name": "Ines Duval"},
        "datePublished": review["datePublished"],
        "claimReviewed": claim.label,
        "itemReviewed": {"@id": f"urn:onrecord:claim:{claim.id}"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "misleading",
            "ratingValue": 2,
            "worstRating": 1,
            "bestRating": 5,
        },
        "reviewBody": "counted them",
    }


def test_annotations_quote_the_text_they_point_to(ledger: Ledger, told: int) -> None:
    lines = _write(ledger, TextFormat.ANNOTATIONS).splitlines()
    assert len(lines) == told
    for line in lines:
        for target in json.loads(line)["target"]:
            position, quote = target["selector"]
            assert len(quote["exact"]) == position["end"] - position["start"]
            assert quote["exact"]


def test_entities_are_what_followthemoney_takes(ledger: Ledger, tmp_path: Path) -> None:
    if not os.environ.get("ONRECORD_SKIPS_NOTHING"):
        pytest.importorskip("followthemoney", exc_type=ImportError)
    from followthemoney import model
    from followthemoney.statement.serialize import read_path_statements

    path = tmp_path / "statements.csv"
    path.write_text(_write(ledger, TextFormat.ENTITIES), encoding="utf-8", newline="")
    kinds: Counter[str] = Counter()
    known: set[str] = set()
    pointed: set[str] = set()
    for each in read_path_statements(path, "csv"):
        schema = model.get(each.schema)
        prop = schema.get(each.prop) if schema else None
        assert prop is not None, (each.schema, each.prop)
        assert prop.type.name == each.prop_type
        assert prop.type.validate(each.value), (each.schema, each.prop, each.value)
        kinds[each.schema] += each.entity_id not in known
        known.add(each.entity_id)
        if each.prop_type == "entity":
            pointed.add(each.value)
    assert pointed <= known
    assert {"Article", "Note", "Organization", "Person", "UnknownLink"} <= set(kinds)


def test_the_graph_has_its_copy(ledger: Ledger) -> None:
    root = ElementTree.fromstring(_write(ledger, TextFormat.GRAPH))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = {each.attrib["id"] for each in root.iter(f"{space}node")}
    edges = [(each.attrib["source"], each.attrib["target"]) for each in root.iter(f"{space}edge")]
    assert len(edges) == 1
    assert {name for edge in edges for name in edge} <= nodes


def test_a_ledger_comes_back_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    lines = list(dump(ledger))
    with open_ledger(str(tmp_path / "again.db"), create=True) as again:
        assert restore(again, lines) == len(lines) - 1
        assert list(dump(again)) == lines
        found = list_claims(again, Wanted(words="Norrow Strait", sort=Sort.STATEMENTS))
        wanted = list_claims(ledger, Wanted(words="Norrow Strait", sort=Sort.STATEMENTS))
        assert found == wanted
    assert sqlite3.connect(tmp_path / "again.db").execute("PRAGMA integrity_check").fetchone()


def test_an_older_ledger_comes_back_with_its_tallies(ledger: Ledger, tmp_path: Path) -> None:
    _, *lines = dump(ledger)
    assert any(_is_tally(each) for each in lines)
    older = '{"is": "onrecord ledger", "schema": "0001"}'
    with open_ledger(str(tmp_path / "again.db"), create=True) as again:
        restore(again, [older, *(each for each in lines if not _is_tally(each))])
        assert list(dump(again))[1:] == lines


def _is_tally(line: str) -> bool:
    return json.loads(line)["table"] in ("party_claim", "party_board")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "not a ledger's"),
        (["{}"], "not a ledger's"),
        (['{"is": "onrecord ledger", "schema": "none"}'], "another schema"),
        ([None, "no JSON"], "line 2"),
        ([None, '{"table": "nothing", "row": {}}'], "line 2"),
        ([None, '{"table": "claim", "row": {"id": 1}}'], "line 2"),
    ],
)
def test_other_lines_restore_nothing(
    ledger: Ledger, tmp_path: Path, lines: list[str | None], reason: str
) -> None:
    head = next(dump(ledger))
    with (
        open_ledger(str(tmp_path / "none.db"), create=True) as again,
        pytest.raises(LedgerError, match=reason),
    ):
        restore(again, [each or head for each in lines])


def test_a_ledger_that_is_not_empty_is_left_alone(stories: str, tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    with open_ledger(stories) as ledger:
        path.write_text("\n".join(dump(ledger)), encoding="utf-8")
    with pytest.raises(LedgerError, match="not empty"):
        restore_from(path, stories)


def test_a_dossier_needs_nothing_else(ledger: Ledger) -> None:
    some = list_claims(ledger, Wanted(sort=Sort.STATEMENTS, most=2)).items
    page = render_dossier(ledger, [each.id for each in some])
    assert all(each.label.split()[0] in page for each in some)
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', page)
    ids = re.findall(r' id="(?!s-)([^"]+)"', page)
    assert len(set(ids)) == len(ids)


def test_rows_of_csv_are_whole(ledger: Ledger) -> None:
    rows = list(csv.reader(io.StringIO(_write(ledger, TextFormat.CSV))))
    assert {len(row) for row in rows} == {len(COLUMNS)}
