"""The options of the commands that ask a ledger, and the examples at the end of their help."""

import getpass
from typing import Annotated

import typer

from onrecord.model import Stance, Standing, Verdict

DEFAULT_LEDGER = "onrecord.db"

Ledger = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="PLACE",
        envvar="ONRECORD_LEDGER",
        show_envvar=False,
        help="The ledger: a file, or postgresql://…; else ONRECORD_LEDGER, else onrecord.db.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
LeastConfidence = Annotated[
    float,
    typer.Option(
        "--least-confidence",
        min=0.0,
        max=1.0,
        help="Below it nobody takes a position by an assertion until it is judged.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what had been said by then, as 2025-02-09."),
]
KnownAt = Annotated[
    str | None,
    typer.Option("--known-at", metavar="TIME", help="Only what this ledger had recorded by then."),
]
After = Annotated[
    str | None,
    typer.Option("--after", metavar="PLACE", help="Go on where the page before ended."),
]
Most = Annotated[
    int, typer.Option("--most", "-n", metavar="N", min=1, max=1000, help="So many on a page.")
]
Standings = Annotated[
    list[Standing] | None,
    typer.Option(
        "--standing",
        metavar="STANDING",
        help=f"Only claims that stand so; repeatable. One of: {', '.join(Standing)}.",
        show_default=False,
    ),
]
Party = Annotated[
    str | None,
    typer.Option("--party", metavar="NAME", help="Only claims on which this party spoke."),
]
Words = Annotated[
    str | None,
    typer.Option("--words", metavar="WORDS", help="Only claims with a statement of these words."),
]
ClaimLanguage = Annotated[
    str | None,
    typer.Option("--language", "-l", metavar="CODE", help="Only claims told in this language."),
]
Outlet = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Only claims that this outlet reports."),
]
SaidFrom = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="Only claims spoken of on this day or later."),
]
SaidTo = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="Only claims not spoken of after this day."),
]
SortBy = Annotated[
    str,
    typer.Option(
        "--sort", metavar="BY", help="said (last spoken of), changed or statements, highest first."
    ),
]
Explained = Annotated[
    str, typer.Option("--in", metavar="CODE", help="Explain the standing in this language.")
]
Since = Annotated[
    str,
    typer.Option("--since", metavar="TIME", help="What the ledger has learned from then on."),
]
WhoStances = Annotated[
    list[Stance] | None,
    typer.Option(
        "--stance",
        metavar="STANCE",
        help=f"Only what was said with this stance; repeatable. One of: {', '.join(Stance)}.",
        show_default=False,
    ),
]
ClaimId = Annotated[
    str, typer.Argument(metavar="ID", help="The claim's id, or its beginning.", show_default=False)
]
ArticleId = Annotated[
    str,
    typer.Argument(metavar="ID", help="The article's id, or its beginning.", show_default=False),
]
Name = Annotated[
    list[str],
    typer.Argument(metavar="NAME", help="A party's name, or its id.", show_default=False),
]
Text = Annotated[
    str | None,
    typer.Argument(
        metavar="TEXT",
        help="A text, a file or a web address; - is standard input.",
        show_default=False,
    ),
]
Ruling = Annotated[
    str,
    typer.Argument(
        metavar="VERDICT",
        help=f"One of: {', '.join(each.replace('_', '-') for each in Verdict)}.",
        show_default=False,
    ),
]
Subject = Annotated[
    str,
    typer.Argument(
        metavar="SUBJECT",
        help="Id of a statement, claim or party; for withdrawn, of a judgement.",
        show_default=False,
    ),
]
Other = Annotated[
    str | None,
    typer.Argument(
        metavar="OTHER",
        help=(
            "Id of the claim or party it is, or is not, the same as; "
            "for stance, the right one; for rating, its words."
        ),
        show_default=False,
    ),
]
Who = Annotated[
    str,
    typer.Option(
        "--who",
        metavar="NAME",
        envvar="ONRECORD_WHO",
        show_envvar=False,
        help="Who judges; else ONRECORD_WHO, else the name you are logged in by.",
        default_factory=lambda: find_user(),
        show_default=False,
    ),
]
Value = Annotated[
    float | None,
    typer.Option("--value", metavar="N", help="A rating as a number, from --worst to --best."),
]
Worst = Annotated[float, typer.Option("--worst", metavar="N", help="The worst rating there is.")]
Best = Annotated[float, typer.Option("--best", metavar="N", help="The best rating there is.")]
ReviewUrl = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="Where a rating's reasons are published.")
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why it is so.")]


def find_user() -> str:
    """The name of who runs this; empty where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


_ENDING = """\b
Exit codes:
  0    done
  2    wrong use, no such id, or the ledger cannot be used
  141  the program that the output was piped into closed it before the end
"""
ABOUT_ADD = """\b
Examples:
  onrecord add news/
  onrecord add https://example.org/story --ledger desk.db
  onrecord add news/ --ledger postgresql://desk@server/onrecord

\b
Exit codes:
  0    every article is in the ledger, added now or before
  1    some were skipped; each is named on standard error with the reason
  2    wrong use, or the ledger cannot be used; what was added before is safe
  3    no article could be read
  130  interrupted; what was added before is safe
"""
ABOUT_CLAIMS = (
    """\b
Examples:
  onrecord claims
  onrecord claims --standing disputed --standing denied
  onrecord claims --party Putin --words call --as-of 2025-02-09
  onrecord claims --sort statements --json | jq .items

"""
    + _ENDING
)
ABOUT_CLAIM = (
    """\b
Examples:
  onrecord claim 02f6ac08
  onrecord claim 02f6ac08 --in fr --as-of 2025-02-09

"""
    + _ENDING
)
ABOUT_WHO = (
    """\b
Examples:
  onrecord who Peskov
  onrecord who Donald Trump --stance declines_to_comment

"""
    + _ENDING
)
ABOUT_CHECK = (
    """\b
Examples:
  onrecord check "Putin and Trump have spoken by telephone."
  onrecord check draft.txt --json

"""
    + _ENDING
)
ABOUT_CHANGES = (
    """\b
Examples:
  onrecord changes --since 2025-02-09
  onrecord changes --since 2025-02-09T08:00 --json

"""
    + _ENDING
)
ABOUT_ARTICLE = (
    """\b
Example:
  onrecord article 5fe5b0b8

"""
    + _ENDING
)
ABOUT_JUDGE = (
    """\b
Examples:
  onrecord judge same-claim 02f6ac08 b493a822 --note "the same call"
  onrecord judge not-same-claim d4bd4776 02f6ac08
  onrecord judge same-party 4e7af963 edfbaffb
  onrecord judge stance d4bd4776 denies --who "M. Duval"
  onrecord judge wrong d4bd4776 --note "nobody said this"
  onrecord judge rating 02f6ac08 "misleading" --value 2 --who "M. Duval"
  onrecord judge withdrawn 6b1f2c90

"""
    + _ENDING
)
