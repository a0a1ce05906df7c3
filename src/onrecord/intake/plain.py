"""Plain text as an article: kept to the character, with what the text itself shows."""

from onrecord.errors import TooLargeError
from onrecord.intake.credits import find_opening_credit, find_source_link
from onrecord.intake.datelines import find_dateline
from onrecord.intake.detection import choose_language
from onrecord.intake.raw import Raw
from onrecord.intake.settings import IntakeSettings, Limits
from onrecord.model import Article


def read_plain(text: str, raw: Raw, *, settings: IntakeSettings) -> Article:
    """The text as it is; outlet, date and origin only where a line of it names them."""
    check_length(text, raw.name, limits=settings.limits)
    return Article(
        text=text,
        language=choose_language(text, raw.name, settings=settings),
        url=raw.url,
        outlet=find_opening_credit(text),
        published=find_dateline(text),
        origin_url=find_source_link(text),
        place=raw.place,
    )


def check_length(text: str, name: str, *, limits: Limits) -> None:
    """Raises TooLargeError past the limit of characters."""
    if len(text) > limits.characters:
        raise TooLargeError(
            name,
            f"has {len(text):,} characters; an article may have {limits.characters:,}",
            "give one article at a time",
        )
