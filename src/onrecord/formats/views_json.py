"""What a ledger answers, as JSON: the fields of the views, by their names."""

import json
from dataclasses import asdict, is_dataclass
from typing import Any


def view_to_json(view: object, *, indent: int | None = None) -> str:
    """A view, or a sequence of views, as JSON; the letters of every script stay as they are."""
    return json.dumps(_plain(view), ensure_ascii=False, indent=indent)


def _plain(view: object) -> Any:
    if is_dataclass(view) and not isinstance(view, type):
        return asdict(view)
    if isinstance(view, list | tuple):
        return [_plain(each) for each in view]
    return view
