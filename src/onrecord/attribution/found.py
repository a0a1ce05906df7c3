"""A statement as first found, before its speaker and its manner are judged."""

from dataclasses import dataclass

from onrecord.model import Spans, Stance


@dataclass(slots=True)
class Found:
    """Spans in code points, `*_head` as token indices into the parsed text.

    `rule` names the construction that found it, `cue_class` the class of the cue in the
    language's lexicon. `inside` is the position, in the list of what was found, of the
    innermost statement whose content holds this one, or None. `quoted` lists those parts
    of the content that stand in quotation marks. `stance_words` are the words that
    decided the stance. `confidence` is the chance that it is right, estimated before stances
    are settled from the content, as the model that estimates it learned it. `through` is the
    statement that passes this one on without holding it ("The Gazette, citing two diplomats").
    Of what the learned reader sees here: `chance` that the cue is one, `clear` how sure it is
    of the parts, and `agreement`, how far its content is that of the construction (0 to 1).
    """

    rule: str
    cue: Spans
    cue_head: int
    cue_class: str
    source: Spans = ()
    source_head: int | None = None
    content: Spans = ()
    quoted: Spans = ()
    stance: Stance = Stance.ASSERTS
    stance_words: str = ""
    inside: int | None = None
    confidence: float = 0.0
    through: "Found | None" = None
    chance: float = 0.0
    clear: float = 0.0
    agreement: float = 0.0
