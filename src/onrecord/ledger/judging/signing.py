"""Who answers for a judgement: a person by name, in words that can be kept, or the machine."""

from onrecord.errors import LedgerError

_MACHINE = "onrecord "


def name_machine(version: str) -> str:
    """In whose name a reader of this version makes claims one."""
    return f"{_MACHINE}{version}"


def is_machine(who: str) -> bool:
    """Whether it was not a person who judged."""
    return who.startswith(_MACHINE)


def check_signature(who: str, *words: str | None) -> None:
    """Raise LedgerError where nobody signs, or the machine would, or words cannot be kept.

    `words` is whatever else the person wrote.
    """
    if not who.strip():
        raise LedgerError("judgement", "nobody answers for it", "name who judges with --who")
    if is_machine(f"{who.strip()} "):
        reason = f"{who.strip()!r} is what the machine is called"
        raise LedgerError("judgement", reason, "sign it by a name")
    for each in (who, *words):
        if each and ("\x00" in each or not _is_whole(each)):
            raise LedgerError("judgement", "holds a character that cannot be kept")


def _is_whole(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character, which a command line may give
        return False
    return True
