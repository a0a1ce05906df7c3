"""Golden files: what a format gave when somebody last looked at it and found it good."""

import os
from pathlib import Path

_FOLDER = Path(__file__).parent / "golden"


def check_golden(name: str, found: str) -> None:
    """Compare with the golden file; with ONRECORD_GOLDEN=write it is written instead."""
    path = _FOLDER / name
    if os.environ.get("ONRECORD_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8", newline="")
    assert found == path.read_text(encoding="utf-8"), (
        f"{path.name} differs; look at it, then run `ONRECORD_GOLDEN=write pytest tests/formats`"
    )
