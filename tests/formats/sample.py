"""A small reading, built by hand, that shows every way a statement can look."""

from onrecord.model import (
    UNKNOWN,
    Act,
    Article,
    Because,
    Certainty,
    Evidence,
    EvidenceKind,
    Form,
    ReaderVersion,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

TEXT = (
    "The Harbour Post reported that President Ada Lorne “had called” Prince Ivo on Sunday, "
    "but it published no transcript.\n"
    "Asked about the call, palace spokesman Jon Reed neither confirmed nor denied it.\n"
    "\n"
    "Two aides said the line “was open for <one> hour” & might have been recorded.\n"
    "The ministry did not reply."
)


def spot(words: str, *, text: str = TEXT) -> Span:
    """Where `words` stand in the text."""
    start = text.index(words)
    return start, start + len(words)


def _because(cue: str, rule: str) -> Because:
    return Because(cue=cue, rule=rule, stance="no other word", act="default", speaker="as named")


REPORT = Statement(
    id="s-report",
    source=(spot("The Harbour Post"),),
    cue=(spot("reported"),),
    content=(spot("that President Ada Lorne “had called” Prince Ivo on Sunday"),),
    speaker=Speaker("The Harbour Post", SpeakerKind.OUTLET),
    form=Form.MIXED,
    act=Act.CLAIM,
    stance=Stance.ASSERTS,
    certainty=Certainty.UNSTATED,
    said_on="2025-02-08",
    via=None,
    hedges=(),
    evidence=(Evidence(EvidenceKind.DOCUMENT, False, spot("published no transcript")),),
    confidence=0.93,
    because=_because("reported", "complement"),
)
CALL = Statement(
    id="s-call",
    source=(spot("President Ada Lorne"),),
    cue=(spot("had called"),),
    content=(spot("Prince Ivo"),),
    speaker=Speaker("Ada Lorne", SpeakerKind.PERSON, role="President"),
    form=Form.INDIRECT,
    act=Act.CLAIM,
    stance=Stance.CONFIRMS,
    certainty=Certainty.CERTAIN,
    said_on=None,
    via="s-report",
    hedges=(),
    evidence=(),
    confidence=0.8,
    because=_because("had called", "complement"),
)
NEITHER = Statement(
    id="s-neither",
    source=(spot("palace spokesman Jon Reed"),),
    cue=(spot("neither confirmed nor denied"),),
    content=(spot("the call"), spot("it.")),
    speaker=Speaker("Jon Reed", SpeakerKind.PERSON, "palace spokesman", "the palace"),
    form=Form.INDIRECT,
    act=Act.CLAIM,
    stance=Stance.NEITHER,
    certainty=Certainty.UNSTATED,
    said_on=None,
    via=None,
    hedges=(),
    evidence=(),
    confidence=0.97,
    because=_because("neither confirmed nor denied", "neither-nor"),
)
AIDES = Statement(
    id="s-aides",
    source=(spot("Two aides"),),
    cue=(spot("said"),),
    content=(spot("the line “was open for <one> hour” & might have been recorded"),),
    speaker=Speaker("Two aides", SpeakerKind.UNNAMED),
    form=Form.MIXED,
    act=Act.OPINION,
    stance=Stance.ASSERTS,
    certainty=Certainty.POSSIBLE,
    said_on=None,
    via=None,
    hedges=(spot("might"),),
    evidence=(),
    confidence=0.9,
    because=_because("said", "complement"),
)
SILENCE = Statement(
    id="s-silence",
    source=(spot("The ministry"),),
    cue=(spot("did not reply"),),
    content=(),
    speaker=UNKNOWN,
    form=Form.INDIRECT,
    act=Act.CLAIM,
    stance=Stance.NO_RESPONSE,
    certainty=Certainty.UNSTATED,
    said_on=None,
    via=None,
    hedges=(),
    evidence=(),
    confidence=0.99,
    because=_because("did not reply", "silence"),
)
READING = Reading(
    article=Article(
        text=TEXT,
        language="en",
        url="https://daily.example/news/1",
        outlet="The Daily",
        title="A call & its echo",
        published="2025-02-09T18:12:44+07:00",
        origin_url="https://post.example/call",
    ),
    statements=(REPORT, CALL, NEITHER, AIDES, SILENCE),
    reader=ReaderVersion("0.1.0", "en-test-1"),
)
