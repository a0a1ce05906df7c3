"""Readings made from annotations with mistakes put in by rule, so that scorers have work to do."""

from collections.abc import Iterator, Sequence

from evaluation.gold import Annotated, GoldArticle
from onrecord.model import (
    Act,
    Article,
    Because,
    Certainty,
    Form,
    ReaderVersion,
    Reading,
    Spans,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)


def perturb(gold: GoldArticle) -> Reading:
    """A reading that misses, cuts, invents and misnames some of the annotated statements."""
    statements = tuple(_statements(gold.statements, gold.text))
    article = Article(text=gold.text, language=gold.language)
    return Reading(article, statements, ReaderVersion("0", "none"))


def _statements(annotated: Sequence[Annotated], text: str) -> Iterator[Statement]:
    for n, each in enumerate(annotated):
        if n % 7 == 3:
            continue
        content = each.spans["content"]
        if n % 5 == 1 and content:
            start, end = content[0]
            content = ((start, start + max(1, (end - start) // 3)),)
        stance = Stance.DENIES if n % 11 == 2 else Stance(each.stance)
        name = text[slice(*each.spans["source"][0])] if each.spans["source"] else "unknown"
        name = "Nobody Atall" if n % 6 == 4 else name
        yield make_statement(
            str(n), each.spans["source"], each.spans["cue"], content=content,
            name=name, stance=stance, act=each.act, form="direct" if n % 4 == 0 else each.form,
        )  # fmt: skip
    yield make_statement("more", (), ((0, 3),), content=((4, 9),), name="unknown")


def make_statement(  # noqa: PLR0913  (a statement has many parts)
    key: str,
    source: Spans,
    cue: Spans,
    *,
    content: Spans,
    name: str = "Jon Reed",
    stance: Stance = Stance.ASSERTS,
    act: str = "claim",
    form: str = "indirect",
    confidence: float = 0.5,
) -> Statement:
    return Statement(
        id=key,
        source=source,
        cue=cue,
        content=content,
        speaker=Speaker(name, SpeakerKind.PERSON),
        form=Form(form),
        act=Act(act),
        stance=stance,
        certainty=Certainty.UNSTATED,
        said_on=None,
        via=None,
        hedges=(),
        evidence=(),
        confidence=confidence,
        because=Because("", "test", "", "", ""),
    )
