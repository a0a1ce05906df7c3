"""The examples of the page run as they stand."""

import re
from pathlib import Path

import pytest

from onrecord.ledger import open_ledger
from tests.web.stories import record_stories

PAGE = Path(__file__).parents[2] / "docs" / "tools.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("code", EXAMPLES, ids=["spacy", "pandas"])
def test_examples_run(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import onrecord.spacy_pipe  # noqa: F401  (an entry point brings it in where it is installed)

    monkeypatch.chdir(tmp_path)
    with open_ledger("news.db", create=True) as ledger:
        record_stories(ledger)
    exec(compile(code, str(PAGE), "exec"), {})
    assert "denies" in capsys.readouterr().out
