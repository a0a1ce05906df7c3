"""From articles to pages and files, as a user goes: real processes, real files, one ledger."""

import json
import re
import subprocess
import sys
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Run, run_apart

_DEMO = Path(__file__).parents[2] / "demo"
_LINES = ("jsonl", "csv", "annotations", "ftm")


def _run(*arguments: str | Path) -> Run:
    done = run_apart(*arguments)
    assert done.code == 0, done.err
    return done


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that `onrecord add` made of one demonstration story."""
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    told = _run("add", _DEMO / "strait-call", "--ledger", path).out
    assert re.search(r"\d+ added: \d+ statements, \d+ new claims", told), told
    return path


@pytest.fixture(scope="module")
def claim(ledger: Path) -> dict[str, Any]:
    """The claim with most statements, as the command line has it."""
    asked = ("claims", "--ledger", ledger, "--sort", "statements", "--most", "1", "--json")
    found: list[dict[str, Any]] = json.loads(_run(*asked).out)["items"]
    return found[0]


@contextmanager
def _serve(ledger: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[0]
        finally:
            server.terminate()


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        found: bytes = answer.read()
    return found.decode()


def test_what_was_added_is_handed_on_and_comes_back(
    ledger: Path, claim: dict[str, Any], tmp_path: Path
) -> None:
    for form in (*_LINES, "jsonld", "graphml", "parquet", "ledger"):
        _run("export", "--ledger", ledger, "--format", form, "--output", tmp_path / form)
    rows = [json.loads(line) for line in (tmp_path / "jsonl").read_text().splitlines()]
    assert len([row for row in rows if row["claim_id"] == claim["id"]]) == claim["statements"]
    assert len(json.loads((tmp_path / "jsonld").read_text())["@graph"]) > len(rows)
    assert ElementTree.parse(tmp_path / "graphml").getroot() is not None
    again = tmp_path / "again.db"
    _run("restore", tmp_path / "ledger", "--ledger", again)
    assert _run("claims", "--ledger", again).out == _run("claims", "--ledger", ledger).out


def test_a_dossier_holds_the_claim_and_its_proof(
    ledger: Path, claim: dict[str, Any], tmp_path: Path
) -> None:
    _run("export", claim["id"], "--ledger", ledger, "--format", "html", "--output", tmp_path / "d")
    page = (tmp_path / "d").read_text()
    shown = json.loads(_run("claim", claim["id"], "--ledger", ledger, "--json").out)
    assert shown["sentence"].partition(" ")[0] in page
    assert page.count('<li class="card') == shown["statements"]


def test_pages_and_files_of_the_server_are_those_of_the_command_line(
    ledger: Path, claim: dict[str, Any], tmp_path: Path
) -> None:
    _run("export", "--ledger", ledger, "--format", "jsonl", "--output", tmp_path / "all.jsonl")
    with _serve(ledger) as server:
        assert f'href="/claims/{claim["id"]}"' in _get(f"{server}/claims?sort=statements")
        assert claim["id"] in _get(f"{server}/claims/{claim['id']}")
        told = json.loads(_get(f"{server}/claims/{claim['id']}.json"))["rows"][0]
        assert (told["standing"], told["statements"]) == (claim["standing"], claim["statements"])
        assert ElementTree.fromstring(_get(f"{server}/changes.atom")) is not None
        assert _get(f"{server}/export/jsonl") == (tmp_path / "all.jsonl").read_text()


def test_a_running_server_shows_what_is_added(ledger: Path) -> None:
    article = next((_DEMO / "lake-orsene").glob("*gazette-orsene*"))
    with _serve(ledger) as server:
        before = _get(f"{server}/articles")
        assert _get(f"{server}/articles") == before
        _run("add", article, "--ledger", ledger)
        after = _get(f"{server}/articles")
    assert after.count('<li class="line">') == before.count('<li class="line">') + 1
