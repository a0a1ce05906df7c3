"""Whether somebody answers for a judgement, in words that every database can keep."""

from onrecord.errors import LedgerError


def check_signature(who: str, *words: str | None) -> None:
    """Raise LedgerError where nobody signs, or what is said cannot be kept.

    `words` is whatever else the person wrote.
    """
    if not who.strip():
        raise LedgerError("judgement", "nobody answers for it", "name who judges with --who")
    for each in (who, *words):
        if each and ("\x00" in each or not _is_whole(each)):
            raise LedgerError("judgement", "holds a character that cannot be kept")


def _is_whole(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character, which a command line may give
        return False
    return True
