"""Every error that onrecord raises on purpose.

OnrecordError
├── ArticleError            skip this article, go on with the next
│   ├── FileError           cannot be opened, or is a kind of file we do not read
│   │   ├── EmptyError      holds no text
│   │   ├── BinaryError     is not text at all
│   │   ├── EncodingError   is text, but not in the encoding it should be in
│   │   └── TooLargeError   is larger than an article can be
│   ├── FetchError          the page could not be had
│   │   └── ForbiddenAddressError   the address lies inside the own network
│   ├── NotAnArticleError   the page has no main text
│   └── LanguageError       the language is unknown, or not one that we read
├── SecondReaderError       the second reader gave nothing to use: the reading stays as it was
└── SetupError              stop the run: something asked for is not there
    ├── PipelineError       a parsing pipeline cannot be loaded or lacks a part
    └── LedgerError         the ledger cannot be opened, read or written
        ├── NoLedgerError         there is none, or it is something else
        ├── LedgerVersionError    a newer onrecord made it
        ├── DamagedLedgerError    its file is broken
        ├── ReadOnlyLedgerError   it may be read only
        ├── FullLedgerError       no room is left to write
        ├── BusyLedgerError       somebody else has been writing for too long
        └── UnknownIdError        no one thing in it has this id or name

Each carries where it happened, why, and what to do about it; `str()` gives all
three on one line.
"""


class OnrecordError(Exception):
    """Base of all errors: `where` it happened, the `reason`, and a `remedy`."""

    def __init__(self, where: str, reason: str, remedy: str = "") -> None:
        super().__init__(where, reason, remedy)
        self.where = where
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.where}: {self.reason}"
        return f"{line}; {self.remedy}" if self.remedy else line


class ArticleError(OnrecordError):
    """One article cannot be read; others can."""


class FileError(ArticleError):
    """The file cannot be opened or is not of a kind that is read."""


class EmptyError(FileError):
    """The input holds no text."""


class BinaryError(FileError):
    """The input is not text."""


class EncodingError(FileError):
    """The input's bytes do not fit its encoding."""


class TooLargeError(FileError):
    """The input is larger than an article can be."""


class FetchError(ArticleError):
    """The page could not be had from its address."""


class ForbiddenAddressError(FetchError):
    """The address points inside the own network."""


class NotAnArticleError(ArticleError):
    """The page has no main text."""


class LanguageError(ArticleError):
    """The article's language is unknown or not one of those that are read."""


class SecondReaderError(OnrecordError):
    """The second reader gave nothing that can be used."""


class SetupError(OnrecordError):
    """Something the run needs is not there; no article can be read."""


class PipelineError(SetupError):
    """A parsing pipeline cannot be loaded or lacks a part."""


class LedgerError(SetupError):
    """The ledger cannot be opened, read or written."""


class NoLedgerError(LedgerError):
    """There is no ledger at this place, or what is there is something else."""


class LedgerVersionError(LedgerError):
    """The ledger was made by a newer onrecord than this one."""


class DamagedLedgerError(LedgerError):
    """The ledger's file is broken."""


class ReadOnlyLedgerError(LedgerError):
    """The ledger may be read, but not written."""


class FullLedgerError(LedgerError):
    """No room is left to write to the ledger."""


class BusyLedgerError(LedgerError):
    """Somebody else has been writing to the ledger for longer than we wait."""


class UnknownIdError(LedgerError):
    """Nothing in the ledger has this id or name, or several things do."""
