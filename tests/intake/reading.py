"""Reading for these tests: four languages known, sentences to read, short limits."""

from onrecord.intake import IntakeSettings, Limits

FOUR = IntakeSettings(known_languages=frozenset({"en", "fr", "ru", "vi"}))
TWO = IntakeSettings(known_languages=frozenset({"en", "fr"}))
SMALL = Limits(raw_bytes=20_000, characters=5_000, read_seconds=1.0, total_seconds=1.5)

ENGLISH = "The minister said on Monday that he had not spoken to the president.\n"
FRENCH = "« Je n’ai rien à dire », a déclaré le ministre à la presse lundi soir.\n"
RUSSIAN = "Пресс-секретарь сказал, что не может ни подтвердить, ни опровергнуть это.\n"
VIETNAMESE = "Người phát ngôn nói ông không xác nhận cũng không phủ nhận thông tin này.\n"

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Mayor denies it</title></head><body>
<article><h1>Mayor denies it</h1>
<p>The mayor of the town denied on Monday that he had sold the bridge to a company from abroad.</p>
<p>"I have sold nothing, and least of all a bridge," he told reporters at the town hall.</p>
<p>The company did not respond to a request for comment that this newspaper sent on Sunday.</p>
</article></body></html>"""
PAGE_TEXT = """Mayor denies it
The mayor of the town denied on Monday that he had sold the bridge to a company from abroad.
"I have sold nothing, and least of all a bridge," he told reporters at the town hall.
The company did not respond to a request for comment that this newspaper sent on Sunday."""
