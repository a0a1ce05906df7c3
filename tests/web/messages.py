"""The messages of the interface, as the templates and tables have them."""

from collections.abc import Iterator
from io import BytesIO

from jinja2.ext import babel_extract

from onrecord.web.pages import EVIDENCE, NAMELESS, ORIGINS
from onrecord.web.wording import CATALOGUES

TEMPLATES = CATALOGUES.parent / "templates"
_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def find_messages() -> Iterator[str | tuple[str, str]]:
    """Each message once, those with a plural as both forms."""
    found: dict[str | tuple[str, str], None] = {}
    for path in sorted(TEMPLATES.glob("*.jinja")):
        file = BytesIO(path.read_bytes())
        for _, _, message, _ in babel_extract(file, ("_", "gettext", "ngettext"), [], _OPTIONS):
            if message:
                found[_tidy(message)] = None
    found.update(dict.fromkeys((*EVIDENCE.values(), *NAMELESS.values(), *ORIGINS.values())))
    yield from found


def _tidy(message: str | tuple[str | None, ...]) -> str | tuple[str, str]:
    if isinstance(message, str):
        return message
    forms = [each for each in message if each]
    return (forms[0], forms[1]) if len(forms) > 1 else forms[0]
