"""The options and arguments of the commands, and the examples at the end of their help."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.model import Stance


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version", callback=_show_version, is_eager=True, help="Print the version and exit."
    ),
]
Places = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PLACES",
        help="Files, folders and web addresses; - is standard input, which is also read when "
        "nothing is named and a text is piped in.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object for each article.")]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write one web page with all articles."),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language", "-l", metavar="CODE", help="The articles' language; else it is found."
    ),
]
Pipelines = Annotated[
    list[str] | None,
    typer.Option(
        "--pipeline",
        metavar="CODE=NAME",
        help="Parse a language with this installed spaCy pipeline, or folder; repeatable.",
        show_default=False,
    ),
]
Stances = Annotated[
    list[Stance] | None,
    typer.Option(
        "--stance",
        metavar="STANCE",
        help=f"Show only this stance in the table; repeatable. One of: {', '.join(Stance)}.",
        show_default=False,
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Let web addresses lead into your own network.")
]
SecondReader = Annotated[
    str | None,
    typer.Option(
        "--second-reader",
        metavar="URL",
        help="Ask this OpenAI-compatible endpoint about doubtful statements: sends parts of the "
        "articles there. A key is taken from ONRECORD_SECOND_READER_KEY.",
    ),
]
SecondReaderModel = Annotated[
    str,
    typer.Option("--second-reader-model", metavar="NAME", help="The model to ask there."),
]
SecondReaderBelow = Annotated[
    float,
    typer.Option(
        "--second-reader-below",
        metavar="CONFIDENCE",
        help="Ask about statements whose confidence is under this.",
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", help="No progress bar, summary or note; skipped articles are still named."
    ),
]

# \b keeps a paragraph's lines as they are.
ABOUT_ONRECORD = """\b
Examples:
  onrecord read article.html
  onrecord add news/
  onrecord claims --standing disputed
  onrecord read --help

\b
Exit codes:
  0  done
  2  wrong use
"""
ABOUT_READ = """\b
Examples:
  onrecord read article.txt
  onrecord read news/ --html news.html
  onrecord read https://example.org/story --json | jq .statements
  cat story.txt | onrecord read --language fr
  onrecord read news/ --stance denies --stance retracts
  onrecord read article.txt --pipeline fr=fr_core_news_lg
  onrecord read article.txt --second-reader http://localhost:11434 --second-reader-model NAME

\b
Exit codes:
  0    every article was read
  1    some were skipped; each is named on standard error with the reason
  2    wrong use, or something that was asked for is not there
  3    no article could be read
  130  interrupted
  141  the program that the output was piped into closed it before the end
"""
ABOUT_LANGUAGES = """\b
Example:
  onrecord languages

\b
Exit codes:
  0  done
  2  a part of the installation is missing
"""
