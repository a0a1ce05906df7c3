"""The commands that keep a ledger and ask it, over articles of the demonstration."""

import json
from pathlib import Path

import pytest

from onrecord.ledger import open_ledger
from onrecord.model import Stance
from onrecord.pipeline.adding import add_reading
from tests.cli.running import STORY, run_here
from tests.ledger.made import BRIDGE, CALL, LORNE, MAYOR, REED, Says, make_reading

SAID = make_reading([Says(LORNE, CALL), Says(MAYOR, BRIDGE), Says(REED, CALL, Stance.DENIES)])
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "desk.db"
    with open_ledger(str(path), create=True) as ledger:
        add_reading(ledger, SAID)
    monkeypatch.setenv("ONRECORD_LEDGER", str(path))
    return path


def ask(capsys: Capsys, *arguments: str) -> dict:  # type: ignore[type-arg]
    run = run_here(capsys, *arguments, "--json")
    assert run.code == 0, run.err
    found: dict = json.loads(run.out)  # type: ignore[type-arg]
    return found


def test_add_counts_what_it_did(tmp_path: Path, capsys: Capsys) -> None:
    (tmp_path / "one.txt").write_text(STORY)
    (tmp_path / "two.txt").write_text("")
    ledger = tmp_path / "new.db"
    run = run_here(capsys, "add", tmp_path, "--ledger", ledger)
    assert run.code == 1
    assert "1 added: " in run.out
    assert "1 skipped (1 EmptyError)" in run.out
    assert "two.txt" in run.err
    again = run_here(capsys, "add", tmp_path / "one.txt", "--ledger", ledger)
    assert (again.code, again.out.strip()) == (0, f"{ledger}: 1 known")


def test_claims_and_one_claim(desk: Path, capsys: Capsys) -> None:
    table = run_here(capsys, "claims")
    assert table.code == 0
    assert "disputed" in table.out
    (line,) = ask(capsys, "claims", "--standing", "disputed")["items"]
    assert line["label"] == CALL
    claim = ask(capsys, "claim", line["id"], "--in", "fr")
    assert claim["sentence"].startswith("Contesté : Ada Lorne l'affirme")
    shown = run_here(capsys, "claim", line["id"][:8]).out
    for part in ("Disputed: Ada Lorne says so", "Positions", "Timeline", "Where it comes from"):
        assert part in shown


def test_who_changes_article_and_check(desk: Path, capsys: Capsys) -> None:
    assert ask(capsys, "who", "Ada", "Lorne")["counts"] == {"asserts": 1}
    assert "Ada Lorne" in run_here(capsys, "who", "lorne").out
    changes = ask(capsys, "changes", "--since", "2000")["items"]
    assert {each["after"] for each in changes} == {"disputed", "single_source"}
    assert "disputed" in run_here(capsys, "changes", "--since", "2000").out
    article = ask(capsys, "article", SAID.article.id)
    assert len(article["statements"]) == 3
    assert "denies" in run_here(capsys, "article", SAID.article.id[:8]).out
    checked = run_here(capsys, "check", f"{CALL}.")
    assert "disputed" in checked.out


def test_judge_and_what_was_known_before(desk: Path, capsys: Capsys) -> None:
    statement = ask(capsys, "article", SAID.article.id)["statements"][2]["statement"]["id"]
    before = ask(capsys, "changes", "--since", "2000")["items"][0]["recorded"]
    judged = run_here(capsys, "judge", "wrong", statement, "--who", "Ines", "--note", "not said")
    assert judged.code == 0
    assert "Ines judged wrong" in judged.out
    assert not ask(capsys, "claims", "--standing", "disputed")["items"]
    assert ask(capsys, "claims", "--standing", "disputed", "--known-at", before)["items"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["claim", "ffff"], "no claim has this id"),
        (["who", "Nobody", "Here"], "nobody of this name"),
        (["claims", "--as-of", "soon"], "is no date"),
        (["claims", "--sort", "beauty"], "is no order"),
        (["claim", "ffff", "--ledger", "nowhere.db"], "there is no ledger here"),
        (["judge", "perhaps", "ffff"], "is no verdict"),
        (["judge", "stance", "ffff", "maybe"], "is no stance"),
        (["judge", "rating", "ffff", "false"], "nobody signs it"),
        (["judge", "rating", "ffff", "--who", "Ines"], "has no words"),
        (["judge", "wrong", "ffff", "--value", "2"], "are of a rating"),
        (["changes", "--since", "soon"], "is no date"),
    ],
)
def test_wrong_use_is_one_line(desk: Path, wrong: list[str], told: str, capsys: Capsys) -> None:
    run = run_here(capsys, *wrong)
    assert (run.code, run.out) == (2, "")
    assert told in run.err
    assert run.err.count("\n") == 1
