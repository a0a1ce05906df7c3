"""The commands that keep a ledger and ask it."""

from collections.abc import Callable

import typer

from onrecord.cli import ledger_options, options
from onrecord.cli.ending import end_counted, ending_well
from onrecord.cli.inputs import split_pipelines, standard_input
from onrecord.cli.ledger_options import DEFAULT_LEDGER
from onrecord.model import LEAST_CONFIDENCE


def register(app: typer.Typer) -> None:
    """Add the commands to the command line, in the order of its help."""
    about: dict[Callable[..., None], str] = {
        add: ledger_options.ABOUT_ADD,
        claims: ledger_options.ABOUT_CLAIMS,
        claim: ledger_options.ABOUT_CLAIM,
        who: ledger_options.ABOUT_WHO,
        check: ledger_options.ABOUT_CHECK,
        changes: ledger_options.ABOUT_CHANGES,
        article: ledger_options.ABOUT_ARTICLE,
        judge: ledger_options.ABOUT_JUDGE,
    }
    for command, epilog in about.items():
        app.command(epilog=epilog)(command)


def add(  # noqa: PLR0913
    places: options.Places = None,
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    language: options.Language = None,
    pipeline: options.Pipelines = None,
    allow_private: options.AllowPrivate = False,
    least_confidence: ledger_options.LeastConfidence = LEAST_CONFIDENCE,
    quiet: options.Quiet = False,
) -> None:
    """Read articles into a ledger: each whole or not at all, and none twice.

    An article that has changed at its address becomes a new version; the old one stays.
    """
    from onrecord.cli.adding import Adding, add_and_tell

    wishes = Adding(
        places=tuple(places or standard_input()),
        ledger=ledger,
        as_json=as_json,
        language=language,
        pipelines=split_pipelines(pipeline or []),
        allow_private=allow_private,
        least_confidence=least_confidence,
        quiet=quiet,
    )
    with ending_well():
        done, skipped = add_and_tell(wishes)
    end_counted(done, skipped)


def claims(  # noqa: PLR0913  (a command's parameters are its options)
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    standing: ledger_options.Standings = None,
    party: ledger_options.Party = None,
    words: ledger_options.Words = None,
    language: ledger_options.ClaimLanguage = None,
    outlet: ledger_options.Outlet = None,
    said_from: ledger_options.SaidFrom = None,
    said_to: ledger_options.SaidTo = None,
    sort: ledger_options.SortBy = "said",
    as_of: ledger_options.AsOf = None,
    known_at: ledger_options.KnownAt = None,
    after: ledger_options.After = None,
    most: ledger_options.Most = 25,
    as_json: ledger_options.AsJson = False,
) -> None:
    """List claims and where they stand."""
    from onrecord.cli import asking
    from onrecord.ledger.views import Wanted

    with ending_well():
        wanted = Wanted(
            standings=tuple(standing or ()),
            party=party,
            words=words,
            language=language,
            outlet=outlet,
            said_from=said_from,
            said_to=said_to,
            sort=asking.read_sort(sort),
            after=after,
            most=most,
        )
        asking.Asking(ledger, as_json, as_of, known_at).claims(wanted)


def claim(  # noqa: PLR0913
    given: ledger_options.ClaimId,
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    explained: ledger_options.Explained = "en",
    as_of: ledger_options.AsOf = None,
    known_at: ledger_options.KnownAt = None,
    after: ledger_options.After = None,
    most: ledger_options.Most = 50,
    as_json: ledger_options.AsJson = False,
) -> None:
    """Show one claim: where it stands and why, who said what, on what evidence, from where."""
    from onrecord.cli.asking import Asking

    with ending_well():
        asked = Asking(ledger, as_json, as_of, known_at)
        asked.claim(given, language=explained, after=after, most=most)


def who(  # noqa: PLR0913
    name: ledger_options.Name,
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    stance: ledger_options.WhoStances = None,
    as_of: ledger_options.AsOf = None,
    known_at: ledger_options.KnownAt = None,
    after: ledger_options.After = None,
    most: ledger_options.Most = 25,
    as_json: ledger_options.AsJson = False,
) -> None:
    """Show what a party said, confirmed, denied and would not say, and where it turned."""
    from onrecord.cli.asking import Asking

    with ending_well():
        asked = Asking(ledger, as_json, as_of, known_at)
        asked.who(" ".join(name), stances=tuple(stance or ()), after=after, most=most)


def check(  # noqa: PLR0913
    text: ledger_options.Text = None,
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    language: options.Language = None,
    pipeline: options.Pipelines = None,
    as_of: ledger_options.AsOf = None,
    known_at: ledger_options.KnownAt = None,
    allow_private: options.AllowPrivate = False,
    as_json: ledger_options.AsJson = False,
) -> None:
    """Tell which known claims a text touches, and where they stand; nothing of it is stored."""
    from onrecord.cli.asking import Asking, read_given

    given = text if text is not None else standard_input()[0]
    with ending_well():
        asked = Asking(ledger, as_json, as_of, known_at)
        asked.check(
            lambda: read_given(
                given,
                language=language,
                pipelines=split_pipelines(pipeline or []),
                allow_private=allow_private,
            )
        )


def changes(  # noqa: PLR0913
    since: ledger_options.Since,
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    as_of: ledger_options.AsOf = None,
    known_at: ledger_options.KnownAt = None,
    after: ledger_options.After = None,
    most: ledger_options.Most = 25,
    as_json: ledger_options.AsJson = False,
) -> None:
    """List claims that are new or stand elsewhere since a time, the last change first."""
    from onrecord.cli.asking import Asking

    with ending_well():
        Asking(ledger, as_json, as_of, known_at).changes(since, after=after, most=most)


def article(
    given: ledger_options.ArticleId,
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    as_of: ledger_options.AsOf = None,
    known_at: ledger_options.KnownAt = None,
    as_json: ledger_options.AsJson = False,
) -> None:
    """Show an article of the ledger: what it says, about which claims, and its versions."""
    from onrecord.cli.asking import Asking

    with ending_well():
        Asking(ledger, as_json, as_of, known_at).article(given)


def judge(  # noqa: PLR0913
    context: typer.Context,
    verdict: ledger_options.Ruling,
    subject: ledger_options.Subject,
    who: ledger_options.Who,
    other: ledger_options.Other = None,
    ledger: ledger_options.Ledger = DEFAULT_LEDGER,
    note: ledger_options.Note = None,
    value: ledger_options.Value = None,
    worst: ledger_options.Worst = 1,
    best: ledger_options.Best = 5,
    url: ledger_options.ReviewUrl = None,
    as_json: ledger_options.AsJson = False,
) -> None:
    """Judge what the machine found; it holds from now on, through every later reading.

    A judgement is never deleted: a later one of the same thing takes its place, and one made
    in error is withdrawn by its id. A rating of a claim changes nothing else; it is signed by
    --who, and is the only thing that is ever exported as a ClaimReview.
    """
    from onrecord.cli.judging import Ruling, judge_and_tell

    source = context.get_parameter_source("who")
    ruling = Ruling(
        verdict=verdict,
        subject=subject,
        other=other,
        who=who,
        is_named=source is not None and source.name in ("COMMANDLINE", "ENVIRONMENT"),
        note=note,
        value=value,
        worst=worst,
        best=best,
        url=url,
    )
    with ending_well():
        judge_and_tell(ledger, ruling, as_json=as_json)
