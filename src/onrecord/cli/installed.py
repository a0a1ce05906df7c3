"""What `onrecord languages` says of each language."""

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import PipelineError
from onrecord.languages import known_languages, load_language, shipped_pipeline


def list_languages() -> Iterator[str]:
    """A line for each language: code, name, the pipeline that ships with it and its size."""
    for code in known_languages():
        pipeline, megabytes = _describe(shipped_pipeline(code))
        yield f"{code}  {load_language(code).name:<12}  {pipeline:<24}  {megabytes:6.1f} MB"


def _describe(folder: Path) -> tuple[str, float]:
    # Loading the pipeline to ask for its name would take a second.
    try:
        about = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PipelineError(
            str(folder), f"the shipped pipeline is missing ({error})", "install onrecord again"
        ) from error
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return f"{about['lang']}-{about['name']}-{about['version']}", size / 1e6
