import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord


def test_all_names_are_there_with_a_docstring() -> None:
    for name in onrecord.__all__:
        thing = getattr(onrecord, name)
        assert inspect.getdoc(thing), name


def test_all_is_complete_and_sorted() -> None:
    tree = ast.parse(Path(onrecord.__file__).read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onrecord.")
        for alias in node.names
    }
    assert sorted(onrecord.__all__) == sorted(imported)
    assert set(dir(onrecord)) == {*onrecord.__all__, "__version__"}


@pytest.mark.parametrize("name", sorted(onrecord.__all__))
def test_public_methods_have_docstrings(name: str) -> None:
    thing = getattr(onrecord, name)
    for member, value in vars(thing).items() if inspect.isclass(thing) else ():
        if inspect.isfunction(value) and not member.startswith("_"):
            assert inspect.getdoc(value), f"{name}.{member}"


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing


@pytest.mark.parametrize(
    ("code", "waits_not_for"),
    [
        ("import onrecord", {"spacy", "rich", "typer", "jinja2", "httpx", "lxml", "numpy"}),
        ("import onrecord.cli", {"spacy", "rich", "jinja2", "httpx", "lxml", "numpy"}),
        ("from onrecord import to_json", {"spacy", "rich", "typer", "jinja2", "httpx", "lxml"}),
        ("from onrecord import Reader", {"spacy", "rich", "typer", "jinja2", "httpx", "lxml"}),
    ],
)
def test_imports_wait_for_nothing_they_do_not_need(code: str, waits_not_for: set[str]) -> None:
    check = f"{code}; import sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, check=True, text=True
    )
    assert not waits_not_for & set(loaded.stdout.split())
